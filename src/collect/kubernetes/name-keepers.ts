import { groupOf } from '../../estate/identity.ts';
import type { RunningPod } from '../../estate/running-pod.ts';
import type { Workload } from '../../estate/workload.ts';
import { toolOfGroup } from '../tools/tool-of-group.ts';

/** Names the tools whose controllers make the pods of workloads; of a pod that stands for itself, that of what made it. */
export function nameKeepers(workloads: readonly Workload[], pods: readonly RunningPod[]): Workload[] {
  const asked = new Set(workloads.filter(isMadePod).map(keyOf));
  const owners = new Map(
    pods.flatMap((pod) => (pod.owner && asked.has(keyOf(pod)) ? [[keyOf(pod), pod.owner] as const] : [])),
  );
  return workloads.map((one) => {
    const maker = isMadePod(one) ? owners.get(keyOf(one)) : one;
    const tool = maker ? toolOfGroup(groupOf(maker.apiVersion), maker.kind) : null;
    return tool ? { ...one, keptBy: tool.id } : one;
  });
}

function isMadePod({ kind, controller }: Workload): boolean {
  return kind === 'Pod' && controller !== null;
}

function keyOf({ namespace, name }: Pick<Workload, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
