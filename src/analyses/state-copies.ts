import type { Gap } from '../estate/gap.ts';
import type { BackupSchedule } from '../estate/backup-schedule.ts';
import type { MadeCopy } from '../estate/made-copy.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { type CopiesSummedUp, sumUpCopies } from './sum-up-copies.ts';

/** The copies of the state of a cluster that its control plane made itself. */
export interface StateCopies {
  /** null: the cluster tells of none. */
  readonly made: CopiesSummedUp | null;
  /** When the newest whole one was made that was sent away from the servers, RFC 3339; null: none was. */
  readonly newestAway: string | null;
  /** What else copies such a state; of this cluster, or of another store. */
  readonly others: readonly BackupSchedule[];
  /** Why not all of that was seen; null: it was. */
  readonly hidden: Gap | null;
}

/** The copies of the state of a cluster that its control plane made. */
export const stateCopies: Analysis<'liveCluster', StateCopies> = defineAnalysis({
  needs: ['madeCopies', 'backupSchedules'],
  per: 'liveCluster',
  compute: ({ madeCopies, backupSchedules }) => {
    const copies = madeCopies.items.filter(({ ofState }) => ofState !== undefined);
    const away = sumUpCopies(copies.filter(isAway)).newest;
    const others = backupSchedules.items.filter(({ protects }) => protects.only === 'etcd');
    const schedulesHidden = backupSchedules.all().gaps.find((one) => one.beyondCluster !== true);
    return ({ places }, vantage) => {
      const [copiesHidden] = madeCopies.near({ namespace: '', places }, vantage).gaps;
      return {
        made: copies.length === 0 ? null : sumUpCopies(copies),
        newestAway: away,
        others,
        hidden: copiesHidden ?? schedulesHidden ?? null,
      };
    };
  },
});

function isAway({ ofState }: MadeCopy): boolean {
  return ofState === 'away';
}
