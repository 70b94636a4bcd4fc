import type { Workload } from '../../estate/workload.ts';

/**
 * The workloads without those that another one of them made: `kubectl get all -o yaml` prints a Deployment, its ReplicaSets and their pods, and
 * they are one workload. What was made by something that is not there stays: nothing else would speak for it.
 */
export function dropControlled(workloads: readonly Workload[]): Workload[] {
  const there = new Set(workloads.map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`));
  return workloads.filter(
    ({ namespace, controller }) => controller === null || !there.has(`${namespace}/${controller}`),
  );
}
