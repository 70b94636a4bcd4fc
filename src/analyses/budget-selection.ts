import type { FactName } from '../estate/facts.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';
import { notStated } from '../estate/identity.ts';
import { indexByLabels } from '../estate/label-selector.ts';
import { seenIn } from '../estate/seen.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';

/** Whether a budget is for no pods at all. */
export interface BudgetSelection {
  readonly selectsNothing: boolean;
  /** What was not seen and may make pods that it selects; null when that does not matter. */
  readonly missing: FactName | Gap | null;
}

/**
 * Whether a budget selects nothing. Every variant of a workload counts, so that it is said only of a budget that is for none of them; and of one
 * that states no namespace it is never said, for it may land beside anything. Custom resources that state none, or belong to none, may make
 * pods in any namespace. The labels of a workload that is only a part (a patch, a Rollout whose template is a Deployment's) are not known.
 */
export const budgetSelection: Analysis<'disruptionBudget', BudgetSelection> = defineAnalysis({
  needs: ['workloads', 'podMakers'],
  per: 'disruptionBudget',
  compute: ({ workloads, podMakers }) => {
    const selectIn = new Map(
      [...Map.groupBy(workloads.items, ({ namespace }) => namespace)].map(([namespace, items]) => [
        namespace,
        indexByLabels(items, ({ pod }) => pod.labels),
      ]),
    );
    const partialIn = new Map(
      workloads.items.flatMap((one) => {
        const gap = partialTemplate(one, 'labels');
        return gap ? [[one.namespace, gap] as const] : [];
      }),
    );
    const makerIn = new Map(podMakers.items.toReversed().map((maker) => [maker.namespace, maker]));
    const sawMakers = (namespace: string): boolean => seenIn(podMakers.seen, namespace).state !== 'partial';

    return ({ namespace, selector }): BudgetSelection => {
      if (selector === null) return { selectsNothing: true, missing: null };
      // A workload that states no namespace may land in this one.
      const selected = [namespace, notStated].flatMap((where) => selectIn.get(where)?.(selector) ?? []);
      if (namespace === notStated || selected.length > 0) return { selectsNothing: false, missing: null };

      if (seenIn(workloads.seen, namespace).state === 'partial') return { selectsNothing: false, missing: 'workloads' };
      const partial = partialIn.get(namespace);
      if (partial) return { selectsNothing: false, missing: partial };
      const makersStandIn = [namespace, '', notStated];
      const [maker] = makersStandIn.flatMap((one) => makerIn.get(one) ?? []);
      if (maker) {
        const missing = elsewhere(`${maker.kind}/${maker.name} may make pods that this version does not see`);
        return { selectsNothing: false, missing };
      }
      const sawAll = makersStandIn.every(sawMakers);
      return { selectsNothing: sawAll, missing: sawAll ? null : 'podMakers' };
    };
  },
});
