import type { BackupRun, BackupSchedule, ProtectedData } from '../estate/backup-schedule.ts';
import { longestSecondsOf } from '../estate/cadence.ts';
import type { Database } from '../estate/database.ts';
import type { Gap } from '../estate/gap.ts';
import { matchesGlob } from '../estate/glob.ts';
import { identityOf } from '../estate/identity.ts';
import type { VolumeClaim } from '../estate/volume-claim.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** A timing that whoever should run it refuses. */
export interface RefusedRun {
  readonly field: string;
  readonly written: string;
  /** The same in a sentence: ` with the schedule @hour`; nothing where none is written. */
  readonly withSchedule: string;
  readonly problem: string;
}

/** When a schedule runs, and what the other schedules of the platform do for its data. */
export interface BackupPeers {
  /** Seconds between two runs at most, by the most frequent timing that is not stopped; null where none runs, or nobody can tell. */
  readonly shortest: number | null;
  readonly refused: readonly RefusedRun[];
  /** The field by which it waits to be told, where none of its timings runs by itself; null otherwise. */
  readonly waitsBy: string | null;
  /** The fields that stop it, where no timing of it is left that runs. */
  readonly stoppedBy: readonly string[];
  /** The timings that the hour takes with it that a clock skips in spring. */
  readonly missing: readonly BackupRun[];
  /** Other running schedules that copy at least all of its data, as far as they were seen. */
  readonly covering: readonly BackupSchedule[];
  /** Other running schedules that copy some of its data; among them the covering ones. */
  readonly sharing: readonly BackupSchedule[];
  /** What hides a schedule, so that there may be others: of data that is not here, or that is part of a namespace, also what lies elsewhere. */
  readonly hidden: readonly Gap[];
}

/** Seconds between two runs of a schedule at most, by the most frequent timing that is not stopped; null where none runs, or nobody can tell. */
export function shortestOf({ runs }: BackupSchedule): number | null {
  const running = runs.flatMap(({ stoppedBy, cadence }) =>
    stoppedBy === null ? (longestSecondsOf(cadence) ?? []) : [],
  );
  return running.length === 0 ? null : Math.min(...running);
}

function timingOf(
  schedule: BackupSchedule,
): Pick<BackupPeers, 'shortest' | 'refused' | 'waitsBy' | 'stoppedBy' | 'missing'> {
  const shortest = shortestOf(schedule);
  return {
    shortest,
    refused: schedule.runs.flatMap(({ path: field, written, cadence }) =>
      cadence.runs === 'invalid'
        ? [
            {
              field,
              written: written ?? '',
              withSchedule: written ? ` with the schedule ${written}` : '',
              problem: cadence.problem,
            },
          ]
        : [],
    ),
    waitsBy: schedule.runs.every(({ cadence }) => cadence.runs === 'on-demand')
      ? (schedule.runs[0]?.path ?? null)
      : null,
    stoppedBy: shortest === null ? [...new Set(schedule.runs.flatMap(({ stoppedBy }) => stoppedBy ?? []))] : [],
    missing: schedule.runs.filter(({ cadence }) => cadence.runs === 'every' && cadence.missesClockChange),
  };
}

/** Days that the copies of a schedule reach back at most; null where something of it is kept for nobody knows how long, or for ever. */
export function keptDaysOf({ runs }: BackupSchedule): number | null {
  const days = runs.map(({ keeps }) => keeps.days);
  return days.length === 0 || days.includes(null) ? null : Math.max(...days.map((one) => one ?? 0));
}

/** Whether everything that `inner` is surely belongs to `outer`, too. */
export function coversData(outer: ProtectedData, inner: ProtectedData): boolean {
  if (outer.only !== null && outer.only !== inner.only) return false;
  if (!outer.except.every((one) => inner.except.includes(one)) && !namedApart(outer.except, inner.namespaces))
    return false;
  if (outer.namespaces === null) return true;
  return (
    inner.namespaces?.every((name) => outer.namespaces?.some((glob) => glob === name || isNamedBy(glob, name))) ?? false
  );
}

/** Whether something may belong to both. */
export function sharesData(one: ProtectedData, other: ProtectedData): boolean {
  if (one.only !== null && other.only !== null && one.only !== other.only) return false;
  if (one.namespaces === null || other.namespaces === null) {
    const [all, some] = one.namespaces === null ? [one, other] : [other, one];
    return some.namespaces?.some((name) => !all.except.includes(name)) ?? true;
  }
  return one.namespaces.some((name) =>
    (other.namespaces ?? []).some((glob) => glob === name || matchesGlob(glob, name) || matchesGlob(name, glob)),
  );
}

/** A name is only what it says, and not another pattern, which may match more. */
function isNamedBy(glob: string, name: string): boolean {
  return !/[*?]/.test(name) && matchesGlob(glob, name);
}

function namedApart(except: readonly string[], namespaces: readonly string[] | null): boolean {
  return (
    namespaces !== null &&
    namespaces.every((name) => !/[*?]/.test(name) && !except.some((glob) => matchesGlob(glob, name)))
  );
}

/** Tells whether the one database or claim that is meant is among these; a folder that does not hold it does not speak for what copies it. */
export function dataHere(items: readonly (Database | VolumeClaim)[]): (data: ProtectedData) => boolean {
  const here = new Set(
    items.map(({ noun, namespace, name }) => `${namespace} ${noun === 'database' ? 'database' : 'claim'} ${name}`),
  );
  return ({ namespaces, only }) => here.has(`${namespaces?.join(',') ?? ''} ${only ?? ''}`);
}

/** Which other schedules copy the data of a schedule. Its own variants are others of its kind, in another cluster. */
export const backupPeers: Analysis<'backupSchedule', BackupPeers> = defineAnalysis({
  needs: ['backupSchedules', 'databases', 'volumeClaims'],
  per: 'backupSchedule',
  compute: ({ backupSchedules, databases, volumeClaims }) => {
    const running = backupSchedules.items.filter((one) => shortestOf(one) !== null);
    const { gaps } = backupSchedules.all();
    const given = gaps.filter((one) => one.elsewhere !== true);
    // Whoever holds a schedule of every namespace, holds those of the platform.
    const holdsPlatform = backupSchedules.items.some(({ protects }) => protects.namespaces === null);
    const isHere = dataHere([...databases.items, ...volumeClaims.items]);
    return (schedule) => {
      const identity = identityOf(schedule);
      const sharing = running.filter(
        (one) => identityOf(one) !== identity && sharesData(one.protects, schedule.protects),
      );
      return {
        ...timingOf(schedule),
        sharing,
        covering: sharing.filter((one) => coversData(one.protects, schedule.protects)),
        hidden: holdsPlatform || isHere(schedule.protects) ? given : gaps,
      };
    };
  },
});
