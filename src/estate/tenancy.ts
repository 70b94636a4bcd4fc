import { matchesGlob } from './glob.ts';
import type { Policy } from './policy.ts';

/** Whether a namespace is a tenant's: no pattern of the platform's own namespaces matches its name. */
export function isTenant(namespace: string, policy: Pick<Policy, 'platformNamespaces'>): boolean {
  return !policy.platformNamespaces.some((pattern) => matchesGlob(pattern, namespace));
}
