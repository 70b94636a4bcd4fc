import type { RunningPod } from '../../estate/running-pod.ts';
import type { Workload } from '../../estate/workload.ts';

type Labels = Readonly<Record<string, string>>;

/** A set of pods that an operator makes of a resource, and the labels that every one of them bears. */
interface PodSet {
  readonly key: string;
  readonly labels: readonly (readonly [string, string])[];
}

/**
 * Says of the pods that operators make of which set they are: a resource may have several (a Kafka and its entity operator), and few operators name the
 * resource as what made its pods. The labels tell it that each of them documents; of sets that they do not tell apart nothing is said. `labelsOf`: of a
 * pod, as far as they were kept.
 */
export function tellPodsApart(
  workloads: readonly Workload[],
  pods: readonly RunningPod[],
  labelsOf: (pod: RunningPod) => Labels | null,
): { readonly workloads: Workload[]; readonly pods: RunningPod[] } {
  const families = Map.groupBy(
    workloads.filter(({ made }) => made?.makesContainers === true),
    familyOf,
  );
  const written = Map.groupBy([...families.values()].flat(), (one) => `${one.namespace} ${labelsIn(one)}`);
  const isTold = (one: Workload): boolean =>
    one.made?.unseen.labels === undefined &&
    Object.keys(one.pod.labels).length > 0 &&
    written.get(`${one.namespace} ${labelsIn(one)}`)?.length === 1;
  const told = new Set([...families.values()].filter((family) => family.every(isTold)).flat());
  if (told.size === 0) return { workloads: [...workloads], pods: [...pods] };
  const sets = Map.groupBy(told, ({ namespace }) => namespace);
  const setsIn = new Map([...sets].map(([namespace, some]) => [namespace, some.map(setOf)]));
  const templates = new Map(
    workloads.flatMap(({ namespace, kind, name, made, pod }) =>
      made === null ? [[`${namespace}/${kind}/${name}`, pod.labels]] : [],
    ),
  );
  const placed = pods.map((pod) => {
    const here = setsIn.get(pod.namespace);
    if (!here) return pod;
    const { owner, namespace } = pod;
    const labels = labelsOf(pod) ?? (owner && templates.get(`${namespace}/${owner.kind}/${owner.name}`)) ?? null;
    const set = labels === null ? null : closest(here, labels);
    return set === null ? pod : { ...pod, set };
  });
  const setOfPod = new Map(placed.flatMap(({ namespace, name, set }) => (set ? [[`${namespace}/${name}`, set]] : [])));
  return {
    workloads: workloads.map((one) => {
      if (told.has(one) && one.made) return { ...one, made: { ...one.made, podsToldApart: true } };
      const ofSet = one.kind === 'Pod' ? setOfPod.get(`${one.namespace}/${one.name}`) : undefined;
      return ofSet === undefined ? one : { ...one, ofSet };
    }),
    pods: placed,
  };
}

/** The resource that a set is made of. */
function familyOf({ namespace, kind, name, part }: Workload): string {
  return `${namespace}/${kind}/${part === undefined ? name : name.slice(0, -part.length - 1)}`;
}

function labelsIn({ pod }: Workload): string {
  return JSON.stringify(Object.entries(pod.labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function setOf({ kind, name, pod }: Workload): PodSet {
  return { key: `${kind}/${name}`, labels: Object.entries(pod.labels) };
}

/** The set all of whose labels a pod bears; of several the one that has most of them, and none where two have as many. */
function closest(sets: readonly PodSet[], labels: Labels): string | null {
  const [first, second] = sets
    .filter((set) => set.labels.every(([key, value]) => labels[key] === value))
    .toSorted((a, b) => b.labels.length - a.labels.length);
  return first && first.labels.length !== second?.labels.length ? first.key : null;
}
