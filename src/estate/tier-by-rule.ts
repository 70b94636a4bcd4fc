import type { Tier } from '../definition/tiers.ts';
import { matchesGlob } from './glob.ts';
import { notStated } from './identity.ts';
import type { Policy } from './policy.ts';

/** The tier that the policy file's rules give to a namespace: that of the first rule that matches its name; null when none does. */
export function tierByRule(namespace: string, policy: Pick<Policy, 'tiers'>): Tier | null {
  if (namespace === '' || namespace === notStated) return null;
  const rule = policy.tiers.rules.find(({ namespaces }) =>
    namespaces.some((pattern) => matchesGlob(pattern, namespace)),
  );
  return rule?.tier ?? null;
}
