import { type Tier, tiers } from '../definition/tiers.ts';
import { clustersInWords } from '../estate/clusters.ts';
import type { FactName } from '../estate/facts.ts';
import { gap, type Gap } from '../estate/gap.ts';
import type { Policy } from '../estate/policy.ts';
import { isTenant } from '../estate/tenancy.ts';
import { tierByRule } from '../estate/tier-by-rule.ts';
import type { Workload } from '../estate/workload.ts';
import type { PriorityRanks, RankedGroup } from './priority-ranks.ts';
import { remember } from './remember.ts';

/** A workload that outranks what matters more. */
export interface Outranking {
  readonly workload: Workload;
  readonly priority: number;
  readonly tier: Tier;
  readonly preempts: boolean;
}

/** What stands highest in a tier; `unsure`: whether something in it has a priority that is not known. */
interface Top {
  readonly highest: Outranking | null;
  readonly unsure: boolean;
  /** What stands highest of that of which it is not known whether it is in the same cluster. */
  readonly perhaps: Outranking | null;
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

const none: Top = { highest: null, unsure: false, perhaps: null };

/** The tops of all tiers. What serves the platform itself stands above them, and what nobody assigned is of no tier for sure. */
const topsOf = remember((policy: Policy) =>
  remember((groups: readonly RankedGroup[]): ReadonlyMap<Tier, Top> => {
    const tops = new Map<Tier, Top>();
    for (const { tier: stated, namespace, workload, priority, preempts, isElsewhere } of groups) {
      const tier = stated ?? tierByRule(namespace, policy);
      if (tier === null || !isTenant(namespace, policy)) continue;
      const top = tops.get(tier) ?? none;
      if (priority === null) {
        tops.set(tier, { ...top, unsure: true });
        continue;
      }
      const which = isElsewhere === null ? 'perhaps' : 'highest';
      const one = { workload, priority, tier, preempts };
      const before = top[which];
      if (before === null || standsBefore(one, before)) tops.set(tier, { ...top, [which]: one });
    }
    return tops;
  }),
);

/** Whether something of a lower tier goes before a workload where there is no room for both. */
export interface Rank {
  /** Of the nearest tier that has one, what has a higher priority; null where none was seen. */
  readonly above: Outranking | null;
  /** What was not seen, where something may have a higher priority; null when surely nothing else has. */
  readonly missing: FactName | Gap | null;
}

function mayMeet({ workload: { kind, namespace, name, clusters = [] }, tier, priority }: Outranking): Gap {
  const what = `${kind} ${namespace}/${name}, of the ${tier} tier, has the priority ${priority}`;
  return gap(
    'not-collected',
    `${what} and goes to ${clustersInWords(clusters)}, which may be the same cluster; assess what goes to one cluster by itself`,
  );
}

/** What of a lower tier has a higher priority than a workload of this tier, and what was not seen of that. */
export function outrankedBy(
  { priority, groups, complete }: PriorityRanks,
  { made, pod }: Workload,
  tier: Tier,
  policy: Policy,
): Rank {
  const tops = tiers.slice(tiers.indexOf(tier) + 1).map((one) => topsOf(policy)(groups).get(one) ?? none);
  const highest = tops.flatMap((top) => top.highest ?? []);
  const above = priority === null ? null : (highest.find((one) => one.priority > priority) ?? null);
  // What names no class is ranked by nobody, whatever class is the default.
  const isRanked = priority !== null && pod.priorityClass !== null && pod.priorityClass !== '';
  if (!isRanked || tops.some(({ unsure }) => unsure))
    return { above, missing: made?.unseen.priority ?? 'priorityClasses' };
  const perhaps = tops.flatMap((top) => top.perhaps ?? []).find((one) => one.priority > priority);
  if (perhaps) return { above, missing: mayMeet(perhaps) };
  return { above, missing: complete ? null : 'workloads' };
}
