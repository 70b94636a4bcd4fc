import type { RunningPod } from '../estate/running-pod.ts';
import type { Workload } from '../estate/workload.ts';

/** Finds the pods of a workload that are neither leaving nor at their end. */
export function podsByWorkload(pods: readonly RunningPod[]): (workload: Workload) => readonly RunningPod[] {
  const there = pods.filter(isThere);
  const byOwner = Map.groupBy(there, ownerKey);
  const bySet = Map.groupBy(
    there.filter(({ set }) => set !== undefined),
    ({ namespace, set }) => `${namespace}/${set}`,
  );
  return (workload) => {
    const own = byOwner.get(keyOf(workload)) ?? [];
    if (workload.made?.podsToldApart) {
      const mine = bySet.get(keyOf(workload)) ?? [];
      // What says by its owners alone whose it is, and not of which set, is of the main one.
      return [...mine, ...own.filter(({ set }) => set === undefined)];
    }
    // The pods that a node runs from files have nothing in common but the node.
    return workload.isStatic ? own.filter(({ name }) => name === workload.name) : own;
  };
}

function isThere({ isLeaving, phase }: RunningPod): boolean {
  return !isLeaving && phase !== 'Succeeded' && phase !== 'Failed';
}

/** What a pod belongs to: what made it in the end, or itself. */
function ownerKey({ namespace, owner, kind, name }: RunningPod): string {
  return owner ? `${namespace}/${owner.kind}/${owner.name}` : `${namespace}/${kind}/${name}`;
}

/** A pod that stands for all pods of a maker that was not read belongs to that maker. */
function keyOf({ namespace, kind, name, controller }: Workload): string {
  return kind === 'Pod' && controller !== null ? `${namespace}/${controller}` : `${namespace}/${kind}/${name}`;
}
