import { matchesSelector } from '../../../estate/label-selector.ts';
import { add, definePatch, type Patch } from '../../define-patch.ts';
import { ownSelector } from '../../own-selector.ts';

export const disruptionBudgetPatches: readonly Patch[] = [
  definePatch({
    answers: 'availability/disruption-budgets',
    fixes: ['no-budget'],
    of: 'workload',
    needs: ['workloads', 'disruptionBudgets'],
    risk: null,
    make(workload, { workloads, disruptionBudgets }) {
      const { made, name, namespace } = workload;
      // The disruption controller counts such pods only where it can ask their resource how many there should be.
      if (made !== null) return `${made.operator} makes its pods: ask it for a budget`;
      const selector = ownSelector(workload);
      if (selector === null) return 'its pods have no labels that a budget could select them by';
      const near = <T extends { readonly namespace: string }>(all: readonly T[]): T[] =>
        all.filter((one) => one.namespace === namespace);
      const other = near(workloads).find(
        (one) => `${one.kind}/${one.name}` !== `${workload.kind}/${name}` && matchesSelector(selector, one.pod.labels),
      );
      if (other) return `its labels are those of ${other.kind}/${other.name} too: one budget would be for both`;
      if (near(disruptionBudgets).some((one) => one.name === name))
        return `a PodDisruptionBudget ${name} is there and selects other pods: correct its selector`;
      return [
        add(workload, {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: { name },
          spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector },
        }),
      ];
    },
  }),
];
