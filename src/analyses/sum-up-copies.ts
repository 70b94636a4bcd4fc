import type { Identified } from '../estate/identity.ts';
import type { MadeCopy } from '../estate/made-copy.ts';
import type { Running } from '../estate/running.ts';

/** Copies that were made, as far as their cluster tells. */
export interface CopiesSummedUp {
  /** When the newest whole one was made, and the oldest that is still there, RFC 3339; null: there is none, or nobody says. */
  readonly newest: string | null;
  readonly oldest: string | null;
  /** What went wrong since the newest whole one, in words; null: nothing. */
  readonly failed: string | null;
  readonly shownBy: readonly Identified[];
}

/** Sums up copies; `running`: what their schedule says of its last run. */
export function sumUpCopies(copies: readonly MadeCopy[], running?: Running): CopiesSummedUp {
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
