import type { BackupSchedule } from '../estate/backup-schedule.ts';
import { gap, type Gap } from '../estate/gap.ts';
import { type Identified, identityOf } from '../estate/identity.ts';
import type { MadeCopy } from '../estate/made-copy.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** The copies that a schedule made, as far as its cluster tells. */
export interface MadeCopies {
  /** When the newest whole one was made, and the oldest that is still there, RFC 3339; null: there is none, or nobody says. */
  readonly newest: string | null;
  readonly oldest: string | null;
  /** What went wrong since the newest whole one, in words; null: nothing. */
  readonly failed: string | null;
  readonly shownBy: readonly Identified[];
}

/** The copies that a schedule made; `untold`: it was read from a file, or nothing in its cluster tells; `hidden`: what tells of them was not all seen. */
export type SeenCopies =
  | { readonly is: 'untold' }
  | { readonly is: 'hidden'; readonly why: Gap }
  | ({ readonly is: 'seen' } & MadeCopies);

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
      return { is: 'seen', ...fromCopies(bySchedule.get(identityOf(schedule)) ?? [], schedule) };
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

function fromCopies(copies: readonly MadeCopy[], { running }: BackupSchedule): MadeCopies {
  const byTime = copies.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
  const whole = byTime.filter(({ state, at }) => state === 'whole' && at !== null);
  const [oldest, newest] = [whole[0] ?? null, whole.at(-1) ?? null];
  const broken = byTime.findLast(({ state }) => state === 'broken') ?? null;
  const isLater = broken !== null && (newest === null || (broken.at ?? '') > (newest.at ?? ''));
  return {
    newest: newest?.at ?? null,
    oldest: oldest?.at ?? null,
    failed: isLater
      ? `${broken.kind}/${broken.name} is ${broken.says}`
      : running?.works === false
        ? running.says
        : null,
    shownBy: [...(newest ? [newest] : []), ...(isLater ? [broken] : [])],
  };
}
