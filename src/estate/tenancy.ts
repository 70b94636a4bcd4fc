import { matchesGlob } from './glob.ts';
import type { Policy } from './policy.ts';

/** Whether a namespace is a tenant's: no pattern of the platform's own namespaces matches its name. */
export function isTenant(namespace: string, policy: Pick<Policy, 'platformNamespaces'>): boolean {
  return !policy.platformNamespaces.some((pattern) => matchesGlob(pattern, namespace));
}

/** Where the components of a cluster live that nobody has to name. OpenShift keeps its prefix from tenants; Kubernetes only asks them not to begin with kube-. */
const ofComponents: readonly string[] = ['kube-system', 'kube-flannel', 'openshift-*'];

/**
 * Whether a namespace is the platform's own beyond doubt: the policy file says so, or without one only components of a cluster live there. Anyone who may
 * make namespaces can make one that begins with `kube-`, and is trusted with nothing for it.
 */
export function isSurelyPlatform(namespace: string, policy: Pick<Policy, 'platformNamespaces' | 'file'>): boolean {
  const patterns = policy.file === null ? ofComponents : policy.platformNamespaces;
  return patterns.some((pattern) => matchesGlob(pattern, namespace));
}
