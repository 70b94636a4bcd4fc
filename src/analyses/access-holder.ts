import type { AccessSubject } from '../estate/role-binding.ts';

/**
 * Who is behind a subject of a binding: everyone (all that can speak to the API server, or all workloads), workloads, the administrators whom the
 * API server makes itself, machines of the platform (nodes and components, and what wants to become one), or people, in person or as a group.
 */
export type AccessHolder = 'everyone' | 'workload' | 'masters' | 'machine' | 'people';

const everyone = new Set([
  'system:authenticated',
  // Whoever signed in through the provider of identities of the cluster.
  'system:authenticated:oauth',
  'system:unauthenticated',
  'system:serviceaccounts',
]);

/** The names for people in the space that is kept for the platform: the administrator whom an installer makes, and groups that an administrator fills. */
const reservedForPeople = new Set(['system:admin', 'system:cluster-admins', 'system:cluster-readers']);

/** Of the names that begin so, Kubernetes gives out all itself: to its components, its nodes, and bootstrap tokens (RBAC, Referring to subjects). */
function isMachine(name: string): boolean {
  return name.startsWith('system:') && !reservedForPeople.has(name);
}

/** Tells who is behind a subject. Source: kubernetes/kubernetes, staging/src/k8s.io/apiserver/pkg/authentication/user/user.go. */
export function accessHolder({ kind, name }: AccessSubject): AccessHolder {
  if (kind === 'ServiceAccount') return 'workload';
  if (kind === 'User') {
    if (name === 'system:anonymous') return 'everyone';
    if (name.startsWith('system:serviceaccount:')) return 'workload';
    return isMachine(name) ? 'machine' : 'people';
  }
  if (everyone.has(name)) return 'everyone';
  if (name.startsWith('system:serviceaccounts:')) return 'workload';
  if (name === 'system:masters') return 'masters';
  return isMachine(name) ? 'machine' : 'people';
}
