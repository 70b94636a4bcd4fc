import type { FactViews } from '../estate/fact-view.ts';
import type { Policy } from '../estate/policy.ts';
import { isTenant } from '../estate/tenancy.ts';

/**
 * Why what was seen is a part of a platform, and no evidence of the whole; null where nothing says so. A platform makes the namespaces that its workloads
 * run in, so what holds workloads and not their namespaces is completed elsewhere.
 */
export function partOf({ namespaces, workloads }: FactViews, policy: Policy): string | null {
  if (!namespaces.items.some(({ declared }) => declared))
    return 'no Namespace was seen, so this is a part of a platform and shows nothing of the whole';
  const declared = new Set(namespaces.items.filter((one) => one.declared).map(({ name }) => name));
  const missing = workloads.items
    .map(({ namespace }) => namespace)
    .filter((name) => !declared.has(name) && isTenant(name, policy));
  const [first, ...others] = [...new Set(missing)];
  if (first === undefined) return null;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `the Namespace ${first}${more}, in which there are workloads, was not seen, so this is a part of a platform and shows nothing of the whole`;
}
