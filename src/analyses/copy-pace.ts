import type { ProtectedData } from '../estate/backup-schedule.ts';
import { longestSecondsOf } from '../estate/cadence.ts';
import type { Gap } from '../estate/gap.ts';
import { identityOf } from '../estate/identity.ts';
import { dataHere, sharesData, shortestOf } from './backup-peers.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** How often anything copies some of the data of a schedule. */
export interface CopyPace {
  /** Seconds between two copies at most, by whatever copies most often: a schedule, a replication, the archive of a log. null: nothing runs, or nobody can tell. */
  readonly quickest: number | null;
  /** What hides something that may copy more often: of a claim that is here only what was given, else what lies elsewhere, too. */
  readonly hidden: readonly Gap[];
}

/** How often the data of a schedule is copied by all that copies some of it. The schedule's own variants are others, in another cluster. */
export const copyPace: Analysis<'backupSchedule', CopyPace> = defineAnalysis({
  needs: ['backupSchedules', 'replications', 'databases', 'volumeClaims'],
  per: 'backupSchedule',
  compute: ({ backupSchedules, replications, databases, volumeClaims }) => {
    const gaps = [backupSchedules, replications, databases].flatMap((view) => view.all().gaps);
    const given = gaps.filter((one) => one.elsewhere !== true);
    // A database may be archived, and a namespace replicated, by what the folder does not hold.
    const isHere = dataHere(volumeClaims.items);
    const others: { identity: string; protects: ProtectedData; seconds: number | null }[] = [
      // What takes no volume copies none of the data.
      ...backupSchedules.items
        .filter(({ volumes }) => volumes !== 'none')
        .map((one) => ({
          identity: identityOf(one),
          protects: one.protects,
          seconds: shortestOf(one),
        })),
      ...replications.items.map((one) => ({
        identity: identityOf(one),
        protects: one.protects,
        seconds: one.stoppedBy === null ? longestSecondsOf(one.cadence) : null,
      })),
      ...databases.items.map((one) => ({
        identity: `${identityOf(one)} archive`,
        protects: { namespaces: [one.namespace], except: [], only: `database ${one.name}` },
        // A log that waits until a segment is full may wait for ever.
        seconds: one.archiveSeconds.is === 'when-full' ? null : one.archiveSeconds.is,
      })),
    ];
    return (schedule) => {
      const identity = identityOf(schedule);
      const paces = others
        .filter((one) => one.identity !== identity && sharesData(one.protects, schedule.protects))
        .map(({ seconds }) => seconds);
      const known = [shortestOf(schedule), ...paces].filter((one) => one !== null);
      return {
        quickest: known.length === 0 ? null : Math.min(...known),
        hidden: isHere(schedule.protects) ? given : gaps,
      };
    };
  },
});
