import { type Tier, tiers } from '../definition/tiers.ts';
import type { AdmissionHook } from '../estate/admission-webhook.ts';
import type { FactName } from '../estate/facts.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';
import type { Policy } from '../estate/policy.ts';
import { tierByRule } from '../estate/tier-by-rule.ts';
import { tierWhere } from '../estate/tier-where.ts';
import type { Workload } from '../estate/workload.ts';
import { isNamedBefore } from './outranked-by.ts';
import type { Backend, ClosedHook, GuardedGroup, WebhookReach } from './webhook-reach.ts';

/** A webhook that fails closed and surely guards pods of a tier. */
export interface ReachingHook {
  readonly hook: AdmissionHook;
  /** One of the workloads of that tier that it guards. */
  readonly guarded: Workload;
  /** What answers it; null where that is `missing`. */
  readonly backend: Workload | null;
  /** The tier of what answers it, where that is lower than the one that is guarded. */
  readonly lower: Tier | null;
  readonly alone: Backend['alone'];
  /** What was not seen and decides how firmly it stands; null when all was. */
  readonly missing: FactName | Gap | null;
}

const askedAbout = elsewhere(
  'whether it is asked about pods of this tier hangs on labels of namespaces that were not seen, or on expressions',
  'namespaces',
);

/** Which webhooks guard pods of a tier, and what was not seen that decides whether more of them do, or any. */
export function hooksReaching(
  { hooks, complete }: WebhookReach,
  tier: Tier,
  policy: Policy,
): { readonly reaching: readonly ReachingHook[]; readonly missing: FactName | Gap | null } {
  const asked = hooks.map((one) => {
    const ofTier = one.guarded.filter((group) => tierWhere(group.tier, group.namespace, policy) === tier);
    return { one, guarded: firstOf(ofTier.filter(({ sure }) => sure)), mayBe: ofTier.length > 0 };
  });
  const reaching = asked.flatMap(({ one, guarded }) =>
    guarded ? [{ hook: one.hook, guarded, ...standingOf(one, tier, policy, complete) }] : [],
  );
  if (reaching.length === 0 && !complete) return { reaching, missing: 'workloads' };
  return { reaching, missing: asked.some(({ guarded, mayBe }) => mayBe && !guarded) ? askedAbout : null };
}

function standingOf(
  { backend }: ClosedHook,
  tier: Tier,
  policy: Policy,
  complete: boolean,
): Omit<ReachingHook, 'hook' | 'guarded'> {
  if (typeof backend === 'string' || !('workload' in backend))
    return { backend: null, lower: null, alone: null, missing: backend };
  const { workload, alone, missing } = backend;
  // What nobody assigned is of no tier for sure, and tiers/assigned-tiers says so already.
  const own = backend.tier ?? tierByRule(workload.namespace, policy);
  const lower = own !== null && tiers.indexOf(own) > tiers.indexOf(tier) ? own : null;
  return { backend: workload, lower, alone, missing: missing ?? (complete ? null : 'workloads') };
}

/** The one to be named: the same whatever the namespaces are called. */
function firstOf(groups: readonly GuardedGroup[]): Workload | undefined {
  return groups.map(({ workload }) => workload).toSorted((one, other) => (isNamedBefore(one, other) ? -1 : 1))[0];
}
