import type { Reach } from '../../../analyses/policy-enforcement.ts';
import { readTier, type Tier } from '../../../definition/tiers.ts';
import { gap, type Gap } from '../../../estate/gap.ts';
import { matchesGlob } from '../../../estate/glob.ts';
import type { Namespace } from '../../../estate/namespace.ts';
import type { Policy } from '../../../estate/policy.ts';
import { tierWhere } from '../../../estate/tier-where.ts';

/**
 * Through what pods and workloads of a tier may come that a policy of the API server is not asked about, whose bindings that deny reach so far; null: through
 * nothing. What is the platform's own is left out on purpose, so that the cluster can start.
 */
export function openTo(reaches: readonly Reach[], tier: Tier, policy: Policy): Gap | null {
  const [first] = reaches;
  const whole = reaches.filter(({ narrowed }) => narrowed.length === 0);
  const [reach, ...others] = whole;
  if (reach === undefined) return lessThanAll(first?.narrowed[0]?.because ?? 'nothing that denies binds it');
  const left = reach.leavesOut.filter(
    (one) => isOfTier(one, tier, policy) && others.every(({ leavesOut }) => leavesOut.includes(one)),
  );
  if (left.length > 0)
    return lessThanAll(
      `its namespaceSelector leaves out ${namesOf(left)} (what is the platform's own belongs under platformNamespaces)`,
    );
  return whole.some(({ hidden }) => hidden === null) ? null : reach.hidden;
}

function isOfTier({ name, tierLabel }: Namespace, tier: Tier, policy: Policy): boolean {
  const own = tierWhere(readTier(tierLabel), name, policy);
  return own === tier && !policy.platformNamespaces.some((pattern) => matchesGlob(pattern, name));
}

function namesOf(namespaces: readonly Namespace[]): string {
  const names = namespaces.map(({ name }) => name).toSorted();
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

function lessThanAll(because: string): Gap {
  return gap('not-collected', `what breaks it is refused in part at most: ${because}`);
}
