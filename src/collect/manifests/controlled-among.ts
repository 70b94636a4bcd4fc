import type { Workload } from '../../estate/workload.ts';

/** Who makes objects of a kind, of the kinds that are read as workloads. Somebody's own object that names another owner is still judged. */
const makers: Partial<Record<string, readonly string[]>> = {
  Pod: ['ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job', 'CloneSet'],
  ReplicaSet: ['Deployment', 'Rollout'],
  ReplicationController: ['DeploymentConfig'],
  Job: ['CronJob'],
};

/**
 * The workloads that another one of them made: `kubectl get all -o yaml` prints a Deployment, its ReplicaSets and their pods, and they are one workload.
 * What was made by something that is not there is not among them: nothing else would speak for it.
 */
export function controlledAmong(workloads: readonly Workload[]): Workload[] {
  if (workloads.every(({ controller }) => controller === null)) return [];
  const there = new Set(workloads.map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`));
  // The pods that an operator makes by itself, such as those of CloudNativePG, are spoken for by its resource.
  const made = new Set(
    workloads.flatMap((one) => (one.made?.makesContainers ? [`${one.namespace}/${one.kind}/${one.name}`] : [])),
  );
  return workloads.filter(({ kind, namespace, controller }) => {
    if (controller === null || !there.has(`${namespace}/${controller}`)) return false;
    if (kind === 'Pod' && made.has(`${namespace}/${controller}`)) return true;
    return makers[kind]?.some((maker) => controller.startsWith(`${maker}/`)) ?? false;
  });
}
