import { parseInstant } from '../../../estate/instant.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import type { Dump, DumpFiles } from './dump.ts';
import { textAt } from './value-of-file.ts';

/** When a dump was taken, and what tells so. */
export interface TimeOfDump {
  /** RFC 3339. */
  readonly at: string;
  /** Follows "taken at TIME: ". */
  readonly toldBy: string;
}

/** Finds out when a dump was taken: by what it says itself, by the last sign of life in it, by the times of its files; else it is as old as the run. */
export function timeOfDump({ takenAt = null, lists }: Dump, files: DumpFiles, now: string): TimeOfDump {
  const own = takenAt === null ? null : parseInstant(takenAt);
  if (own !== null) return { at: written(own), toldBy: 'the dump says so' };
  const signs = lists
    .filter(({ kind }) => kind === 'Node' || kind === 'Lease')
    .flatMap(({ objects }) => objects.flatMap(signsOfLife));
  // A kubelet tells every few minutes that it lives, and whoever leads every few seconds.
  const [sign] = instants(signs);
  if (sign !== undefined) return { at: written(sign), toldBy: 'the last sign of life of its nodes and leases' };
  const [changed] = [...files.values()].flatMap(({ changedAt }) => changedAt ?? []).toSorted((a, b) => b - a);
  if (changed !== undefined && changed > 0) return { at: written(changed), toldBy: 'the times of its files' };
  return {
    at: now,
    toldBy: 'it does not say when it was taken, so the time of this run stands for it (--now names another)',
  };
}

function signsOfLife({ kind, spec, status }: Raw): string[] {
  if (kind === 'Lease') return [textAt(spec, 'renewTime') ?? ''];
  const conditions = isRaw(status) && Array.isArray(status['conditions']) ? status['conditions'] : [];
  return conditions.map((one) => textAt(one, 'lastHeartbeatTime') ?? '');
}

function instants(texts: readonly string[]): number[] {
  return texts.flatMap((text) => parseInstant(text) ?? []).toSorted((a, b) => b - a);
}

function written(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
