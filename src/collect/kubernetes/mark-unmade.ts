import type { DisruptionBudget } from '../../estate/disruption-budget.ts';
import { gap, type Gap } from '../../estate/gap.ts';
import type { Identified } from '../../estate/identity.ts';
import { matchesSelector } from '../../estate/label-selector.ts';
import type { PodOwner, RunningPod } from '../../estate/running-pod.ts';
import type { Workload, WorkloadAspect } from '../../estate/workload.ts';

/** What a cluster shows beside the resources of which operators make pods. */
interface Beside {
  readonly pods: readonly RunningPod[];
  readonly budgets: readonly DisruptionBudget[];
  readonly makerOf: (one: Identified) => PodOwner | null;
}

/**
 * Says of resources that ask for pods, and of which none is seen, that what their operator makes is not seen: it may never have been there. So is a budget
 * that is told of an operator and is not among those of the cluster.
 */
export function markUnmade(workloads: readonly Workload[], { pods, budgets, makerOf }: Beside): Workload[] {
  const podsIn = Map.groupBy(pods, ({ namespace }) => namespace);
  const budgetsIn = Map.groupBy(budgets, ({ namespace }) => namespace);
  return workloads.map((one) => {
    const { made, namespace, kind } = one;
    if (made === null || !made.makesContainers) return one;
    const name = one.part === undefined ? one.name : one.name.slice(0, -one.part.length - 1);
    const isOf = (made: Identified, owner: PodOwner | null): boolean =>
      (owner?.kind === kind && owner.name === name) || isNamedAfter(made.name, name);
    const mayBeNone = one.replicas === 0 || made.scalesByLoad || !one.longRunning;
    if (
      !mayBeNone &&
      !(podsIn.get(namespace) ?? []).some((pod) => isOf(pod, pod.owner) || pod.set === `${kind}/${one.name}`)
    ) {
      const none = noPods(made.operator);
      return {
        ...one,
        made: { ...made, unmade: none, unseen: Object.fromEntries(aspects.map((aspect) => [aspect, none])) },
      };
    }
    const isKept = (budgetsIn.get(namespace) ?? []).some(
      (budget) => isOf(budget, makerOf(budget)) || matchesSelector(budget.selector, one.pod.labels),
    );
    if (!made.budget?.letsGo || isKept) return one;
    return { ...one, made: { ...made, unseen: { ...made.unseen, budget: noBudget(made.operator) } } };
  });
}

const aspects: readonly WorkloadAspect[] = [
  'replicas',
  'images',
  'ports',
  'probes',
  'resources',
  'security',
  'account',
  'spread',
  'priority',
  'shutdown',
  'rollout',
  'budget',
];

/** Few operators name the resource as what made the pods: what bears its name may be of it. */
function isNamedAfter(made: string, name: string): boolean {
  return `-${made}-`.includes(`-${name}-`);
}

function noPods(operator: string): Gap {
  return gap(
    'not-collected',
    `it asks for pods, and none of it was seen: what ${operator} makes of it is not known before it does`,
  );
}

function noBudget(operator: string): Gap {
  return gap('not-collected', `${operator} is to make a budget for its pods, and none of it was seen in this cluster`);
}
