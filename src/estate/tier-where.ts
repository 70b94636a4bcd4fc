import type { Tier } from '../definition/tiers.ts';
import type { Policy } from './policy.ts';
import { tierByRule } from './tier-by-rule.ts';

/** The tier of what lies in a namespace: the one that is stated by a label, else that of the first rule for the namespace, else the default. */
export function tierWhere(stated: Tier | null, namespace: string, policy: Pick<Policy, 'tiers'>): Tier {
  return stated ?? tierByRule(namespace, policy) ?? policy.tiers.default;
}
