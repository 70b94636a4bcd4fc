import { type Tier, tiers } from '../definition/tiers.ts';
import type { Policy } from '../estate/policy.ts';
import { isTenant } from '../estate/tenancy.ts';
import { tierByRule } from '../estate/tier-by-rule.ts';
import type { Workload } from '../estate/workload.ts';
import type { RankedGroup } from './priority-ranks.ts';
import { remember } from './remember.ts';

/** A workload that outranks what matters more. */
export interface Outranking {
  readonly workload: Workload;
  readonly priority: number;
  readonly tier: Tier;
}

/** What stands highest in a tier; `unsure`: whether something in it may stand higher. */
interface Top {
  readonly highest: Outranking | null;
  readonly unsure: boolean;
}

/** Of equals the same one is named whatever their namespaces are called. */
function standsBefore(one: Outranking, other: Outranking): boolean {
  if (one.priority !== other.priority) return one.priority > other.priority;
  return isNamedBefore(one.workload, other.workload);
}

/** An order that does not hang on the names of namespaces. */
export function isNamedBefore(one: Workload, other: Workload): boolean {
  const keyOf = ({ name, kind, origin }: Workload): string => [name, kind, origin.file, origin.line].join('\n');
  return keyOf(one) < keyOf(other);
}

const none: Top = { highest: null, unsure: false };

/** The tops of all tiers. What serves the platform itself stands above them, and what nobody assigned is of no tier for sure. */
const topsOf = remember((policy: Policy) =>
  remember((groups: readonly RankedGroup[]): ReadonlyMap<Tier, Top> => {
    const tops = new Map<Tier, Top>();
    for (const { tier: stated, namespace, workload, priority } of groups) {
      const tier = stated ?? tierByRule(namespace, policy);
      if (tier === null || !isTenant(namespace, policy)) continue;
      const top = tops.get(tier) ?? none;
      if (priority === null) tops.set(tier, { ...top, unsure: true });
      else if (top.highest === null || standsBefore({ workload, priority, tier }, top.highest))
        tops.set(tier, { ...top, highest: { workload, priority, tier } });
    }
    return tops;
  }),
);

/** What of a lower tier has a higher priority than a workload of this tier, and whether something whose class was not seen may have one. */
export function outrankedBy(
  groups: readonly RankedGroup[],
  tier: Tier,
  priority: number,
  policy: Policy,
): { readonly above: Outranking | null; readonly unsure: boolean } {
  const tops = tiers.slice(tiers.indexOf(tier) + 1).map((one) => topsOf(policy)(groups).get(one) ?? none);
  const highest = tops.flatMap((top) => top.highest ?? []);
  return { above: highest.find((one) => one.priority > priority) ?? null, unsure: tops.some(({ unsure }) => unsure) };
}
