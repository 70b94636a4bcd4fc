import type { Assessment, TierStatus } from '../../assessment/assessment.ts';
import { countVerdicts } from '../../assessment/verdicts.ts';
import { type Tier, tiers } from '../../definition/tiers.ts';
import { isLimited } from './looked-at.ts';
import { type Mark, statusMarks } from './marks.ts';

/** The required criteria of a tier as proven, failing and unproven. */
export interface TierTally {
  readonly proven: number;
  readonly failing: number;
  readonly unproven: number;
  /** Which of the proven were attested or do not apply, in brackets; empty where none is. */
  readonly asides: string;
}

/** The tiers of which something was seen, from the strictest; all that are hosted where nothing was. Of a limited report, those it was limited to. */
export function tiersShown(assessment: Assessment): [string, TierStatus][] {
  const { tiers: byTier } = assessment;
  const hosted = tiersAsked(assessment).flatMap((tier): [string, TierStatus][] =>
    byTier[tier] ? [[tier, byTier[tier]]] : [],
  );
  const seen = hosted.filter(([, { subjects }]) => subjects > 0);
  return seen.length > 0 ? seen : hosted;
}

/** The tiers that a report speaks of. */
export function tiersAsked({ limitedTo }: Assessment): readonly Tier[] {
  return tiers.filter((tier) => limitedTo.tiers.length === 0 || limitedTo.tiers.includes(tier));
}

/** The status of a tier; of a report that looks at some criteria, what these say of it, and never that it is ready. */
export function markTier(tier: string, assessment: Assessment): Mark {
  if (!isLimited(assessment)) return statusMarks[assessment.tiers[tier]?.status ?? 'unproven'];
  const { failing, unproven, proven } = tallyTier(tier, assessment);
  if (failing + unproven + proven === 0) return { sign: '–', word: 'none of them required', ink: 'faint' };
  if (failing > 0) return statusMarks.failing;
  return unproven > 0 ? statusMarks.unproven : { sign: '✓', word: 'proven', ink: 'good' };
}

/** The required criteria of a tier, counted; of a limited report those that were looked at. */
export function tallyTier(tier: string, assessment: Assessment): TierTally {
  return tallyRequired(requiredOf(tier, assessment));
}

/** The verdicts of the criteria looked at that a tier requires, counted. */
function requiredOf(tier: string, assessment: Assessment): TierStatus['required'] {
  const { outcomes, tiers: statuses } = assessment;
  if (!isLimited(assessment)) return statuses[tier]?.required ?? {};
  return countVerdicts(
    outcomes.flatMap(({ tiers: byTier }) => (byTier[tier]?.level === 'required' ? [byTier[tier].verdict] : [])),
  );
}

function tallyRequired({
  pass = 0,
  attested = 0,
  notApplicable = 0,
  fail = 0,
  partial = 0,
  unknown = 0,
}: TierStatus['required']): TierTally {
  const asides = [
    ...(attested > 0 ? [`${attested} attested`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} n/a`] : []),
  ];
  return {
    proven: pass + attested + notApplicable,
    failing: fail + partial,
    unproven: unknown,
    asides: asides.length > 0 ? ` (${asides.join(', ')})` : '',
  };
}
