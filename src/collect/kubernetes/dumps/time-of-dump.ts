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
  /** It was not taken before this: the newest time in its objects; null where `at` is when it was taken. */
  readonly notBefore: string | null;
}

/** Finds out when a dump was taken: by what it says itself, by the last sign of life in it where nothing in it is newer, by the times of its files; else it is as old as the run. Files may have been copied long after, and then only its objects say how old it is at most. `isNamed`: somebody named the time of the run. */
export function timeOfDump(
  { takenAt = null, lists }: Dump,
  files: DumpFiles,
  { now, isNamed }: { readonly now: string; readonly isNamed: boolean },
): TimeOfDump {
  const own = takenAt === null ? null : parseInstant(takenAt);
  if (own !== null) return { at: written(own), toldBy: 'the dump says so', notBefore: null };
  const latest = parseInstant(now) ?? Number.POSITIVE_INFINITY;
  const newest = lists
    .flatMap(({ kind, objects }) => objects.map((one) => newestIn(kind === 'Lease' ? one : past(one), latest)))
    .reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const signs = lists
    .filter(({ kind }) => kind === 'Node' || kind === 'Lease')
    .flatMap(({ objects }) => objects.flatMap(signsOfLife));
  // A kubelet tells every few minutes that it lives, and whoever leads every few seconds.
  const [sign] = instants(signs);
  if (sign !== undefined && newest <= sign)
    return { at: written(sign), toldBy: 'the last sign of life of its nodes and leases', notBefore: null };
  // Nodes that fell silent long before say nothing of when it was taken.
  if (sign !== undefined && newest - sign <= heartbeat)
    return { at: written(newest), toldBy: 'the newest time in its objects', notBefore: null };
  const notBefore = Number.isFinite(newest) ? written(newest) : null;
  const [changed] = [...files.values()].flatMap(({ changedAt }) => changedAt ?? []).toSorted((a, b) => b - a);
  // Files that are older than what they hold bear no time of their own, as in some archives.
  if (changed !== undefined && changed > 0 && changed >= newest)
    return { at: written(changed), toldBy: 'the times of its files', notBefore };
  return {
    at: now,
    toldBy: 'it does not say when it was taken, so the time of this run stands for it (--now names another)',
    notBefore: isNamed ? null : notBefore,
  };
}

/** So far apart are at most the signs of life of a kubelet in its node, in milliseconds. */
const heartbeat = 300_000;

/** An object without what somebody wrote, which may name times that are still to come. */
function past({ spec: _spec, ...rest }: Raw): Raw {
  return rest;
}

/** What an API server or a controller writes down when it happens; what is still to come is under other names. */
const whatHappened = new Set([
  'acquireTime',
  'beganAt',
  'completionTime',
  'completionTimestamp',
  'creationTimestamp',
  'eventTime',
  'finishedAt',
  'lastProbeTime',
  'lastScheduleTime',
  'lastSuccessfulTime',
  'lastTimestamp',
  'lastTransitionTime',
  'lastUpdateTime',
  'startTime',
  'startTimestamp',
  'startedAt',
  'stoppedAt',
  'time',
]);

/** The newest time at which anything happened to an object; times of the future are those of a clock that is wrong. */
function newestIn(value: unknown, latest: number): number {
  if (Array.isArray(value)) return value.reduce((newest: number, one) => Math.max(newest, newestIn(one, latest)), none);
  if (!isRaw(value)) return none;
  let newest = none;
  for (const [key, one] of Object.entries(value)) {
    if (typeof one !== 'string') newest = Math.max(newest, newestIn(one, latest));
    else if (whatHappened.has(key)) {
      const time = parseInstant(one) ?? none;
      if (time <= latest) newest = Math.max(newest, time);
    }
  }
  return newest;
}

const none = Number.NEGATIVE_INFINITY;

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
