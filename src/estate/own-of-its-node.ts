import type { Policy } from './policy.ts';
import { isSurelyPlatform } from './tenancy.ts';
import type { Workload } from './workload.ts';

/**
 * Whether a workload of a cluster is a part of the control plane that a node runs from a file: its object is a copy that the kubelet makes, and what it says
 * its installer wrote. Anyone can make a pod that looks so; only whoever may write to the platform's namespaces can put it there.
 */
export function isOwnOfItsNode(
  { isStatic, nodeTool, namespace, origin }: Pick<Workload, 'isStatic' | 'nodeTool' | 'namespace' | 'origin'>,
  policy: Pick<Policy, 'platformNamespaces' | 'file'>,
): boolean {
  return isStatic && nodeTool !== null && origin.api !== undefined && isSurelyPlatform(namespace, policy);
}
