import type { DisruptionBudget } from '../estate/disruption-budget.ts';
import { parseIntOrPercent, scaleIntOrPercent } from '../estate/int-or-percent.ts';
import { matchesSelector } from '../estate/label-selector.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { floorFrom } from './replica-floor.ts';

/** A budget that selects the workload's pods, and how many of all the pods that it selects may be evicted at once. */
export interface CoveringBudget {
  readonly budget: DisruptionBudget;
  /** null when the number of pods under the budget is not known (a DaemonSet's, a Job's, or some workload was not seen). */
  readonly evictable: number | null;
  /** All pods that the budget selects, at the least; null when not known. */
  readonly pods: number | null;
}

/** Which budgets select a workload's pods, at its fewest replicas. */
export interface BudgetCoverage {
  readonly replicas: number;
  readonly budgets: readonly CoveringBudget[];
  /** Whether a further budget is ruled out. */
  readonly complete: boolean;
  /** Whether the workload's fewest replicas are known: no autoscaler is hidden. */
  readonly counted: boolean;
}

/**
 * How many pods of `pods` a budget lets go at once; null when the number of pods is not known and matters. Percentages of both fields are
 * rounded up by the disruption controller; an amount that cannot be read lets nothing go, because the controller then fails safe.
 */
export function evictableOf(budget: Pick<DisruptionBudget, 'minAvailable' | 'maxUnavailable'>, pods: number | null): number | null {
  const { minAvailable, maxUnavailable } = budget;
  const amount = parseIntOrPercent(maxUnavailable ?? minAvailable ?? 1);
  if (amount === null) return 0;
  if (maxUnavailable !== null) {
    if ('int' in amount) return pods === null && amount.int > 0 ? null : Math.max(0, Math.min(amount.int, pods ?? 0));
    if (amount.percent === 0) return 0;
    return pods === null ? null : Math.min(pods, scaleIntOrPercent(amount, pods, 'up'));
  }
  if ('percent' in amount && amount.percent >= 100) return 0;
  if (pods === null) return null;
  return Math.max(0, pods - scaleIntOrPercent(amount, pods, 'up'));
}

/** Which budgets select a workload's pods and what they let go; a budget's pods are those of every workload that it selects. */
export const budgetCoverage: Analysis<'workload', BudgetCoverage> = defineAnalysis({
  needs: ['workloads', 'disruptionBudgets', 'autoscalers'],
  per: 'workload',
  compute: ({ workloads, disruptionBudgets, autoscalers }) => {
    const floorOf = floorFrom(autoscalers);

    return (workload, vantage): BudgetCoverage => {
      const budgets = disruptionBudgets.near(workload, vantage);
      const neighbours = workloads.near(workload, vantage);
      const floor = floorOf(workload, vantage);

      function podsUnder(budget: DisruptionBudget): number | null {
        if (!neighbours.complete) return null;
        const others = neighbours.found.filter((one) => isOther(one, workload) && matchesSelector(budget.selector, one.pod.labels));
        let pods = floor.replicas;
        for (const other of others) {
          const { replicas, complete } = floorOf(other, vantage);
          if (replicas === null || !complete || !other.longRunning || pods === null) return null;
          pods += replicas;
        }
        return floor.complete ? pods : null;
      }

      return {
        replicas: floor.replicas ?? 0,
        budgets: budgets.found
          .filter((budget) => matchesSelector(budget.selector, workload.pod.labels))
          .map((budget) => {
            const pods = podsUnder(budget);
            return { budget, pods, evictable: evictableOf(budget, pods) };
          }),
        complete: budgets.complete,
        counted: floor.complete,
      };
    };
  },
});

function isOther(one: Workload, workload: Workload): boolean {
  return one.kind !== workload.kind || one.name !== workload.name;
}
