import type { AccessSubject } from '../estate/role-binding.ts';

/**
 * Who is behind a subject of a binding: everyone (all that can speak to the API server, or all workloads), workloads, the administrators whom the
 * API server makes itself, or people, in person or as a group.
 */
export type AccessHolder = 'everyone' | 'workload' | 'masters' | 'people';

const everyone = new Set(['system:authenticated', 'system:unauthenticated', 'system:serviceaccounts']);

/** Tells who is behind a subject. Source: kubernetes/kubernetes, staging/src/k8s.io/apiserver/pkg/authentication/user/user.go. */
export function accessHolder({ kind, name }: AccessSubject): AccessHolder {
  if (kind === 'ServiceAccount') return 'workload';
  if (kind === 'User') {
    if (name === 'system:anonymous') return 'everyone';
    return name.startsWith('system:serviceaccount:') ? 'workload' : 'people';
  }
  if (everyone.has(name)) return 'everyone';
  if (name.startsWith('system:serviceaccounts:')) return 'workload';
  return name === 'system:masters' ? 'masters' : 'people';
}
