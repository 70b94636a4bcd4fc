import type { NodeRepair } from '../../../estate/node-repair.ts';
import type { Subject } from '../object-metadata.ts';

/** Reads a MachineHealthCheck of Cluster API or OpenShift, or a NodeHealthCheck of medik8s; null for one that is told to repair none. */
export function readNodeRepair({ spec, head }: Subject): NodeRepair | null {
  const trigger = spec.objectOrEmpty('remediation').objectOrEmpty('triggerIf');
  const most = spec.integerOrText('maxUnhealthy') ?? trigger.integerOrText('unhealthyLessThanOrEqualTo');
  if (/^0%?$/.test(String(most))) return null;
  const group = head.apiVersion.split('/')[0] ?? '';
  // Cluster API makes other clusters than the one that holds its objects.
  const isForOwnNodes = group !== 'cluster.x-k8s.io';
  return { ...head, noun: 'nodeRepair', isForOwnNodes, proof: `kubectl get -A ${head.kind.toLowerCase()}s.${group}` };
}
