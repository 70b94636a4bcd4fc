import { type MetricName, metricNames } from '../definition/metric-names.ts';
import { checks } from './registry.generated.ts';

/** The numbers that some check acts on, in the definition's order: those that a policy file may set. */
export const actedOnTargets: readonly MetricName[] = metricNames.filter((name) =>
  checks.some(({ targets = [] }) => targets.includes(name)),
);
