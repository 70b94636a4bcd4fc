import { criteria, criterionIds } from '../definition/criteria.ts';
import type { Tier } from '../definition/tiers.ts';
import type { Policy } from '../estate/policy.ts';

/**
 * The targets that a policy file sets otherwise than the definition, for the tiers of a platform: `critical logRetentionDays 30 instead of 365`. Whoever
 * reads the result has to know by what it was measured.
 */
export function otherTargets({ targets }: Policy, hosted: readonly Tier[]): string[] {
  return hosted.flatMap((tier) =>
    Object.entries(targets[tier] ?? {}).flatMap(([name, value]) => {
      const asked = definedTarget(name, tier);
      return value === asked ? [] : [`${tier} ${name} ${value} instead of ${asked ?? 'none'}`];
    }),
  );
}

function definedTarget(name: string, tier: Tier): number | null {
  for (const id of criterionIds) {
    const metric = criteria[id].metrics.find((one) => one.name === name);
    if (metric && metric.values[tier] !== null) return metric.values[tier];
  }
  return null;
}
