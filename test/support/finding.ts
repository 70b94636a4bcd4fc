import type { CriterionOutcome, Finding, Verdict } from '../../src/assessment/assessment.ts';
import { fingerprintOf } from '../../src/assessment/fingerprint.ts';
import type { CriterionId } from '../../src/definition/criteria.ts';

/** A finding as the runner writes it: a Deployment without a budget fails, but for what is given. */
export function findingWith(given: Partial<Finding> = {}): Finding {
  const finding: Finding = {
    criterion: 'availability/disruption-budgets',
    reason: 'no-budget',
    verdict: 'fail',
    tier: 'important',
    tierAssumed: false,
    subject: { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'bank', name: 'ledger' },
    because: 'no budget selects its pods',
    evidence: [],
    gaps: [],
    fix: 'Give it one.',
    fingerprint: '',
    exception: null,
    ...given,
  };
  return {
    ...finding,
    fingerprint: given.fingerprint ?? fingerprintOf(finding.criterion, finding.reason, finding.subject),
  };
}

/** The outcome of a criterion that one tier requires. */
export function outcomeWith(
  criterion: CriterionId,
  verdict: Verdict,
  tiers: CriterionOutcome['tiers'] = { important: { level: 'required', verdict, counts: {} } },
): CriterionOutcome {
  return { criterion, judged: true, verdict, tiers, because: '', gaps: [], provenBy: [], controls: {} };
}
