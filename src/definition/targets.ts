import { criteria, type CriterionId } from './criteria.ts';
import type { MetricName } from './metric-names.ts';
import type { Tier } from './tiers.ts';

/** The numbers that a tier promises for a criterion, in the units that its metrics name; a number that the tier does not promise is left out. */
export function targetsOf(criterion: CriterionId, tier: Tier): Partial<Record<MetricName, number>> {
  const targets: Partial<Record<MetricName, number>> = {};
  for (const { name, values } of criteria[criterion].metrics) {
    const value = values[tier];
    if (value !== null) targets[name] = value;
  }
  return targets;
}
