import type { Assessment } from '../../assessment/assessment.ts';

/** What the gate lets pass, and until when, to stand behind other words: `, 82 in the baseline, 1 excepted until 2027-03-31`; empty when nothing is. */
export function sayAccepted({ accepted, inBaseline, acceptedUntil }: Assessment['gate']): string {
  const excepted = accepted - inBaseline;
  const until = acceptedUntil === null ? '' : ` until ${acceptedUntil}`;
  return [
    ...(inBaseline > 0 ? [`, ${inBaseline} in the baseline`] : []),
    ...(excepted > 0 ? [`, ${excepted} excepted${until}`] : []),
  ].join('');
}
