import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `tiers`, in the definition's order. */
export type TiersCriterionId = 'tiers/assigned-tiers';

/** What the definition asks in the chapter `tiers`. */
export const tiersCriteria: Readonly<Record<TiersCriterionId, CriterionEntry>> = {
  'tiers/assigned-tiers': {
    title: 'Every workload has an assigned and justified tier',
    from: 'Maturity Progression: Not All Systems Are Critical',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target: 'label or mapping present, owner and dependency tiers consistent (no Critical depends on a lower tier)',
      },
      'important': { level: 'required', target: 'present' },
      'best-effort': { level: 'required', target: 'present' },
    },
    metrics: [
      {
        name: 'workloadsWithTierPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 100, 'best-effort': 100 },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'tier labels or mapping file, inheritance by namespace, dependency consistency',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'signed business impact analysis behind the tiers' },
    ],
  },
};
