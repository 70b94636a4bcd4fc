import type { Identified } from './identity.ts';

/** Whom a binding speaks of. */
export interface AccessSubject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  /** Of a ServiceAccount; '' where a binding of the whole cluster names none, and of the others. */
  readonly namespace: string;
}

/** A RoleBinding, which grants within its namespace, or a ClusterRoleBinding, which lies in none and grants everywhere. */
export interface RoleBinding extends Identified {
  readonly noun: 'roleBinding';
  readonly role: { readonly kind: 'Role' | 'ClusterRole'; readonly name: string };
  readonly subjects: readonly AccessSubject[];
  /** Who answers for it, as a label or an annotation says; null where none does. */
  readonly owner: string | null;
}
