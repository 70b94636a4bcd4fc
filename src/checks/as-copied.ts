import type { SeenCopies } from '../analyses/copies-made.ts';
import { writeSpan } from '../estate/cadence.ts';
import { gap, type Gap } from '../estate/gap.ts';
import { parseInstant } from '../estate/instant.ts';
import { fault, type Outcome, pass, unseen } from './define-check.ts';

/** How old the newest copy may be. */
export interface Freshness {
  /** By the target of the tier, in seconds. */
  readonly most: number;
  /** Seconds between two copies, by the schedule; null: nobody can tell. */
  readonly between: number | null;
  /** When the estate was collected, RFC 3339. */
  readonly now: string;
  /** What its declaration alone leaves open. */
  readonly declared: Gap;
}

/** A copy takes its time, and only then is it whole: so long after its hour one that is missing is no fault, in seconds. */
const grace = 7200;

/** Judges a schedule by the copies that it made: the newest whole one must be fresh enough, and none since may have failed. */
export function asCopied(
  copies: SeenCopies,
  { most, between, now, declared }: Freshness,
): Outcome<'copied', 'no-fresh-copy' | 'last-copy-failed'>[] {
  if (copies.is === 'untold') return [unseen(declared)];
  if (copies.is === 'hidden') return [unseen(copies.why)];
  const { newest, failed, shownBy } = copies;
  if (newest === null)
    return [
      failed === null
        ? unseen(gap('not-collected', 'it has made no copy yet that is whole'))
        : fault('no-fresh-copy', ...shownBy, { state: `it has made no copy that is whole, and ${failed}` }),
    ];
  const age = ((parseInstant(now) ?? 0) - (parseInstant(newest) ?? 0)) / 1000;
  const old = `its newest whole copy is of ${newest}, ${writeSpan(Math.max(60, Math.floor(age / 60) * 60))} ago`;
  if (age <= most)
    return [
      ...(failed === null ? [] : [fault('last-copy-failed', ...shownBy, { state: `${failed}; ${old}` })]),
      pass('copied', ...shownBy, { at: newest }),
    ];
  return age > Math.max(most, between ?? 0) + grace
    ? [fault('no-fresh-copy', ...shownBy, { state: failed === null ? old : `${old}, and since then ${failed}` })]
    : [unseen(gap('not-collected', `${old}: whether the next one comes is still to be seen`))];
}

/** The words of these reasons. */
export const copyWords = {
  'copied': 'its newest copy that is whole was made at {at}',
  'no-fresh-copy': [
    'FFF',
    '{state}',
    'Let the log of its last run say why it fails, mend that, and run it once by hand.',
  ],
  'last-copy-failed': ['Paa', 'its last run failed: {state}', 'Let the log of its last run say why it failed.'],
} as const;
