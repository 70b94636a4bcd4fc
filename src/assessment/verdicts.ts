import type { Verdict } from './assessment.ts';

/** The verdicts from worst to best: a roll-up is the worst of its parts. `notApplicable` is last, so it holds only where everything is. */
export const verdictsFromWorst: readonly Verdict[] = [
  'fail',
  'partial',
  'unknown',
  'attested',
  'pass',
  'notApplicable',
];

/** The worst of some verdicts; `notApplicable` of none. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let rank = verdictsFromWorst.length - 1;
  for (const verdict of verdicts) rank = Math.min(rank, verdictsFromWorst.indexOf(verdict));
  return verdictsFromWorst[rank] as Verdict;
}

/** Whether a criterion with this verdict holds. */
export function isMet(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'attested' || verdict === 'notApplicable';
}

/** Whether a criterion with this verdict does not hold. */
export function isNotMet(verdict: Verdict): boolean {
  return verdict === 'fail' || verdict === 'partial';
}

/** How often each verdict occurs; verdicts that do not are left out. */
export function countVerdicts(verdicts: Iterable<Verdict>): Record<string, number> {
  const counts = new Map<Verdict, number>();
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return Object.fromEntries(
    verdictsFromWorst.filter((one) => counts.has(one)).map((one) => [one, counts.get(one) as number]),
  );
}
