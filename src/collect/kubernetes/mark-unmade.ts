import type { DisruptionBudget } from '../../estate/disruption-budget.ts';
import { gap, type Gap } from '../../estate/gap.ts';
import { groupOf, type Identified } from '../../estate/identity.ts';
import { type Labels, matchesSelector } from '../../estate/label-selector.ts';
import type { PodOwner, RunningPod } from '../../estate/running-pod.ts';
import type { Workload, WorkloadAspect } from '../../estate/workload.ts';

/** What a cluster shows beside the resources of which operators make pods. */
interface Beside {
  readonly pods: readonly RunningPod[];
  readonly budgets: readonly DisruptionBudget[];
  readonly makerOf: (one: Identified) => PodOwner | null;
  /** The labels of a pod, as far as they were kept: what Kubernetes itself makes of a template bears those of the template. */
  readonly labelsOf: (pod: RunningPod) => Labels | null;
}

/**
 * Says of resources that ask for pods, and of which none is seen, that what their operator makes is not seen: it may never have been there. So is a budget
 * that is told of an operator and is not among those of the cluster.
 */
export function markUnmade(workloads: readonly Workload[], { pods, budgets, makerOf, labelsOf }: Beside): Workload[] {
  const podsIn = Map.groupBy(pods, ({ namespace }) => namespace);
  const templates = new Map(
    workloads.flatMap(({ namespace, kind, name, made, pod }) =>
      made === null ? [[`${namespace}/${kind}/${name}`, pod.labels]] : [],
    ),
  );
  const labelled = ({ namespace, owner }: RunningPod): Labels | null =>
    (owner && templates.get(`${namespace}/${owner.kind}/${owner.name}`)) ?? null;
  const budgetsIn = Map.groupBy(budgets, ({ namespace }) => namespace);
  return workloads.map((one) => {
    const { made, namespace, kind } = one;
    if (made === null || !made.makesContainers) return one;
    const name = one.part === undefined ? one.name : one.name.slice(0, -one.part.length - 1);
    const isOwner = (owner: PodOwner | null): boolean => owner?.kind === kind && owner.name === name;
    // Who is called alike is another one: few operators name the resource as what made the pods, and all of them label these.
    const bearsOwn = ownLabels(one, name);
    const isOwn = (pod: RunningPod): boolean =>
      isOwner(pod.owner) || pod.set === `${kind}/${one.name}` || bearsOwn(labelsOf(pod) ?? labelled(pod));
    const near = podsIn.get(namespace) ?? [];
    const mayBeNone = one.replicas === 0 || made.scalesByLoad || !one.longRunning;
    if (!mayBeNone && !near.some(isOwn)) {
      const none = noPods(made.operator);
      return {
        ...one,
        made: { ...made, unmade: none, unseen: Object.fromEntries(aspects.map((aspect) => [aspect, none])) },
      };
    }
    if (!made.budget?.letsGo) return one;
    const own = near.filter(isOwn);
    const isKept = (budgetsIn.get(namespace) ?? []).some(
      (budget) =>
        isOwner(makerOf(budget)) ||
        matchesSelector(budget.selector, one.pod.labels) ||
        own.some((pod) => matchesSelector(budget.selector, labelsOf(pod) ?? labelled(pod) ?? {})),
    );
    if (isKept) return one;
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

/** Tells the pods that bear all labels that the operator gives those of a resource, or one of the operator's own that names it, as those of other versions do. */
function ownLabels({ pod, made, apiVersion }: Workload, name: string): (labels: Labels | null) => boolean {
  const known = made?.unseen.labels === undefined ? Object.entries(pod.labels) : [];
  const domain = domainOf(groupOf(apiVersion));
  return (labels) => {
    if (labels === null) return false;
    if (known.length > 0 && known.every(([key, value]) => labels[key] === value)) return true;
    return Object.entries(labels).some(
      ([key, value]) => value === name && key.includes('/') && domainOf(key.slice(0, key.indexOf('/'))) === domain,
    );
  };
}

/** Whom a group of APIs or the prefix of a label belongs to, such as `strimzi.io` of `kafka.strimzi.io`. */
function domainOf(group: string): string {
  return group.split('.').slice(-2).join('.');
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
