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
  return workloads.filter(({ kind, namespace, controller }) => {
    if (controller === null || !there.has(`${namespace}/${controller}`)) return false;
    return makers[kind]?.some((maker) => controller.startsWith(`${maker}/`)) ?? false;
  });
}
