import type { CriterionId } from '../definition/criteria.ts';
import type { Tier } from '../definition/tiers.ts';
import type { AssessedGap, Assessment, CriterionOutcome, Finding, Verdict } from './assessment.ts';
import { worst } from './verdicts.ts';

/** What makes the gate not hold. */
export type FailOn = Assessment['gate']['failOn'];

const bad: Readonly<Record<FailOn, readonly Verdict[]>> = {
  fail: ['fail'],
  partial: ['fail', 'partial'],
  unknown: ['fail', 'partial', 'unknown'],
  never: [],
};

/** What the gate looks at. */
export interface GateInput {
  readonly outcomes: readonly CriterionOutcome[];
  readonly findings: readonly Finding[];
  /** Criteria whose list of subjects was not wholly seen. */
  readonly incomplete: ReadonlySet<string>;
  readonly failOn: FailOn;
  readonly allowGaps: boolean;
  /** What was asked for and could not be read; unless gaps are allowed, the gate does not hold with any. */
  readonly unread: readonly AssessedGap[];
  /** Empty: all of them. */
  readonly tiers: readonly Tier[];
  readonly criteria: readonly CriterionId[];
}

/** Whether a pipeline may go on: the verdicts of the required criteria, rolled up again without the findings that are accepted. */
export function judgeGate({ outcomes, findings, incomplete, failOn, allowGaps, unread, tiers, criteria }: GateInput): Assessment['gate'] {
  const accepted = findings.filter(({ exception }) => exception !== null);
  const ends = accepted.flatMap(({ exception }) => (exception?.by === 'exception' ? [exception.expires] : [])).toSorted();
  const common = { failOn, allowGaps, accepted: accepted.length, acceptedUntil: ends[0] ?? null };

  const stops = outcomes.flatMap(({ criterion, tiers: byTier }) => {
    if (criteria.length > 0 && !criteria.includes(criterion as CriterionId)) return [];
    return Object.entries(byTier).flatMap(([tier, { level, verdict }]) => {
      if (level !== 'required' || (tiers.length > 0 && !tiers.includes(tier as Tier))) return [];
      const without = withoutAccepted(verdict, findings.filter((one) => one.criterion === criterion && one.tier === tier), incomplete.has(criterion));
      return bad[failOn].includes(without) ? [{ criterion, tier, verdict: without }] : [];
    });
  });
  if (stops.length > 0) {
    const names = [...new Set(stops.map(({ criterion }) => criterion))];
    const some = names.slice(0, 3).join(', ');
    const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
    return { holds: false, ...common, because: `${names.length} required ${names.length === 1 ? 'criterion does' : 'criteria do'} not hold: ${some}${more}` };
  }
  if (unread.length > 0 && !allowGaps && failOn !== 'never') {
    const because = `${unread.length} of the things asked for could not be read (${unread[0]?.detail}); --allow-gaps lets that pass`;
    return { holds: false, ...common, because };
  }
  const because = failOn === 'never' ? 'nothing was asked to stop it (--fail-on never)' : `no required criterion is ${bad[failOn].join(' or ')}`;
  return { holds: true, ...common, because: common.accepted > 0 ? `${because} but for what is accepted` : because };
}

/**
 * A criterion's verdict without the findings that are accepted: the worst of what is left, and unknown while there may be subjects that were
 * not seen. Without any accepted finding nothing changes.
 */
function withoutAccepted(verdict: Verdict, findings: readonly Finding[], mayBeMore: boolean): Verdict {
  if (!findings.some(({ exception }) => exception !== null)) return verdict;
  const left = findings.flatMap((one) => (one.exception === null && one.verdict !== 'advice' ? [one.verdict] : []));
  return worst([...left, mayBeMore ? 'unknown' : 'pass']);
}
