import type { BackupSchedule } from '../estate/backup-schedule.ts';
import { gap, type Gap } from '../estate/gap.ts';
import { identityOf } from '../estate/identity.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { type CopiesSummedUp, sumUpCopies } from './sum-up-copies.ts';

/** The copies that a schedule made; `untold`: it was read from a file, or nothing in its cluster tells; `hidden`: what tells of them was not all seen. */
export type SeenCopies =
  | { readonly is: 'untold' }
  | { readonly is: 'hidden'; readonly why: Gap }
  | ({ readonly is: 'seen' } & CopiesSummedUp);

/** The copies that a schedule made: those that are objects of the cluster, or what the schedule says of its last one. */
export const copiesMade: Analysis<'backupSchedule', SeenCopies> = defineAnalysis({
  needs: ['madeCopies'],
  per: 'backupSchedule',
  compute: ({ madeCopies }) => {
    const bySchedule = Map.groupBy(madeCopies.items, ({ schedule }) => schedule);
    return (schedule, vantage): SeenCopies => {
      if (schedule.origin.api === undefined) return { is: 'untold' };
      if (schedule.leavesCopies !== true)
        return schedule.tellsOfRuns === true ? fromItself(schedule) : { is: 'untold' };
      const { complete, gaps } = madeCopies.near(schedule, vantage);
      if (!complete) return { is: 'hidden', why: gaps[0] ?? notSeen };
      return { is: 'seen', ...sumUpCopies(bySchedule.get(identityOf(schedule)) ?? [], schedule.running) };
    };
  },
});

const notSeen = gap('not-collected', 'the copies that it made were not all seen');

/** What a schedule says of its last copy. */
function fromItself({ running, kind, name }: BackupSchedule): SeenCopies {
  if (running === undefined || (running.lastDone === null && running.works !== false))
    return {
      is: 'hidden',
      why: gap(
        'not-collected',
        `when ${kind}/${name} last made a copy was not seen${running ? `: ${running.says}` : ''}`,
      ),
    };
  const failed = running.works === false ? running.says : null;
  return { is: 'seen', newest: running.lastDone, oldest: null, failed, shownBy: [] };
}
