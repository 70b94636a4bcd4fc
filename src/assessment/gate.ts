import type { CriterionId } from '../definition/criteria.ts';
import type { Tier } from '../definition/tiers.ts';
import { endOfValidity } from '../estate/instant.ts';
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
  /** How many objects could be read. */
  readonly objects: number;
  /** The tiers of which a workload or namespace was seen. */
  readonly seen: ReadonlySet<string>;
  /** Empty: all of them. */
  readonly tiers: readonly Tier[];
  readonly criteria: readonly CriterionId[];
}

/** Whether a pipeline may go on: the verdicts of the required criteria, rolled up again without the findings that are accepted. */
export function judgeGate(input: GateInput): Assessment['gate'] {
  const { findings, failOn, allowGaps, unread } = input;
  const accepted = findings.filter(
    (finding) => finding.exception !== null && isLooked(input, finding.criterion, finding.tier),
  );
  const common = {
    failOn,
    allowGaps,
    accepted: accepted.length,
    inBaseline: accepted.filter(({ exception }) => exception?.by === 'baseline').length,
    acceptedUntil: firstEnd(accepted),
  };

  const stops = stoppedBy(input);
  if (stops.length > 0) {
    const some = stops.slice(0, 3).join(', ');
    const more = stops.length > 3 ? ` and ${stops.length - 3} more` : '';
    const because = `${stops.length} required ${stops.length === 1 ? 'criterion does' : 'criteria do'} not hold: ${some}${more}`;
    return { holds: false, ...common, because };
  }
  const nothing = failOn === 'never' ? null : nothingLookedAt(input);
  if (nothing !== null) return { holds: false, ...common, because: nothing };
  if (unread.length > 0 && !allowGaps && failOn !== 'never') {
    const because = `${unread.length} of the things asked for could not be read or rendered (${unread[0]?.detail}); --allow-gaps lets that pass`;
    return { holds: false, ...common, because };
  }
  const because =
    failOn === 'never'
      ? 'nothing was asked to stop it (--fail-on never)'
      : `no required criterion is ${bad[failOn].join(' or ')}`;
  return { holds: true, ...common, because: accepted.length > 0 ? `${because} but for what is accepted` : because };
}

function isLooked({ tiers, criteria }: GateInput, criterion: string, tier: string): boolean {
  return (
    (criteria.length === 0 || criteria.includes(criterion as CriterionId)) &&
    (tiers.length === 0 || tiers.includes(tier as Tier))
  );
}

/**
 * Says so when nothing could be read at all, or when the gate was limited to something of which nothing was seen: it would hold over nothing, however
 * bad the rest is. Null when something was looked at.
 */
function nothingLookedAt(input: GateInput): string | null {
  const { tiers, criteria, seen, outcomes, objects } = input;
  if (objects === 0) return 'there is no Kubernetes object that could be read';
  if (tiers.length > 0 && !tiers.some((tier) => seen.has(tier)))
    return `nothing of tier ${tiers.join(' or ')} was seen`;
  if (criteria.length === 0) return null;
  const asked = outcomes.filter(({ criterion }) => criteria.includes(criterion as CriterionId));
  const isAnswered = asked.some(({ criterion, tiers: byTier }) =>
    Object.entries(byTier).some(
      ([tier, { counts }]) => isLooked(input, criterion, tier) && Object.keys(counts).length > 0,
    ),
  );
  if (isAnswered) return null;
  const names = criteria.join(' or ');
  if (asked.every(({ judged }) => !judged)) return `this version does not judge ${names} yet`;
  return `nothing that ${names} is asked of was seen${tiers.length > 0 ? ` in tier ${tiers.join(' or ')}` : ''}`;
}

/** The required criteria that are as bad as asked, or worse, in a tier that is looked at. */
function stoppedBy(input: GateInput): string[] {
  const { outcomes, findings, incomplete, failOn } = input;
  const byOutcome = Map.groupBy(findings, ({ criterion, tier }) => `${criterion} ${tier}`);
  const stops = outcomes.flatMap(({ criterion, tiers: byTier }) =>
    Object.entries(byTier).flatMap(([tier, { level, verdict }]) => {
      if (level !== 'required' || !isLooked(input, criterion, tier)) return [];
      const own = byOutcome.get(`${criterion} ${tier}`) ?? [];
      return bad[failOn].includes(withoutAccepted(verdict, own, incomplete.has(criterion))) ? [criterion] : [];
    }),
  );
  return [...new Set(stops)];
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

/** When the first of the exceptions that hold ends, as it is written; null when none has an end. */
function firstEnd(accepted: readonly Finding[]): string | null {
  const ends = accepted.flatMap(({ exception }) => {
    const end = exception?.by === 'exception' ? endOfValidity(exception.expires) : null;
    return end === null || exception === null ? [] : [{ end, written: exception.expires }];
  });
  return ends.toSorted((a, b) => a.end - b.end)[0]?.written ?? null;
}
