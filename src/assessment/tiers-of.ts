import type { Subject } from '../checks/define-check.ts';
import { readTier, type Tier, tiers } from '../definition/tiers.ts';
import type { FactViews, Vantage } from '../estate/fact-view.ts';
import type { Gap } from '../estate/gap.ts';
import { notStated } from '../estate/identity.ts';
import type { Place } from '../estate/place.ts';
import type { Policy } from '../estate/policy.ts';
import { tierByRule } from '../estate/tier-by-rule.ts';

/** The tier that a subject is judged for. */
export interface AssignedTier {
  readonly tier: Tier;
  /** No label and no rule was seen, so it is the default. */
  readonly assumed: boolean;
  /** What was given, was not read, and may be the Namespace that states another tier. */
  readonly hiding: readonly Gap[];
}

/** Whatever has a tier of its own; of what was not seen no more is known. */
export type Tiered =
  | Exclude<Subject, { noun: 'platform' | 'organisation' }>
  | (NonNullable<Gap['of']> & { readonly noun?: never });

/**
 * The tier of a workload, of a namespace or of what lies in one: the workload's label wins, then its namespace's, then the first rule of the policy file
 * that matches the namespace, then the default. Where equally near variants of the namespace disagree, the strictest counts.
 */
function tierOf(given: Tiered, facts: FactViews, policy: Policy): AssignedTier {
  const subject = whereItLands(given);
  const ties = facts.namespaces.ties(subject);
  const vantages = ties.length > 0 ? ties : [{ place: subject.places[0] ?? null, nth: 0 }];
  const assigned = vantages.map((vantage) => tierFrom(subject, facts, policy, vantage));
  const [strictest] = assigned.toSorted(
    (a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || Number(a.assumed) - Number(b.assumed),
  ) as [AssignedTier];
  return { ...strictest, hiding: assigned.flatMap(({ hiding }) => hiding) };
}

/** A tier that a subject is judged for, and the places in which it is of that tier; null: all of them. */
export interface TierWhereItStands extends AssignedTier {
  readonly places: readonly Place[] | null;
}

/**
 * The tiers of whatever has one of its own: of the same object in several places, such as `dev` and `prod`, its tier in each of them. The Namespaces that
 * stand there may differ, though it does not.
 */
export function tiersOf(given: Tiered, facts: FactViews, policy: Policy): readonly TierWhereItStands[] {
  if (given.places.length > 1) {
    const byPlace = given.places.map((place) => ({ place, of: tierOf({ ...given, places: [place] }, facts, policy) }));
    const byTier = Map.groupBy(byPlace, ({ of }) => of.tier);
    if (byTier.size > 1) return [...byTier.values()].map(together);
    return [{ ...together(byPlace), places: null }];
  }
  return [{ ...tierOf(given, facts, policy), places: null }];
}

function together(same: readonly { readonly place: Place; readonly of: AssignedTier }[]): TierWhereItStands {
  return {
    tier: (same[0] as (typeof same)[number]).of.tier,
    assumed: same.every(({ of }) => of.assumed),
    hiding: same.flatMap(({ of }) => of.hiding),
    places: same.map(({ place }) => place),
  };
}

/** What only brings something into a namespace is of that namespace's tier. */
function whereItLands(subject: Tiered): Tiered {
  return 'landsIn' in subject && subject.landsIn !== null ? { ...subject, namespace: subject.landsIn } : subject;
}

function tierFrom(subject: Tiered, facts: FactViews, policy: Policy, vantage: Vantage): AssignedTier {
  const own = 'tierLabel' in subject ? readTier(subject.tierLabel) : null;
  if (own) return { tier: own, assumed: false, hiding: [] };
  const { found, gaps } = facts.namespaces.near(subject, vantage);
  const ofNamespace = subject.noun === 'namespace' ? null : readTier(found[0]?.tierLabel ?? null);
  if (ofNamespace) return { tier: ofNamespace, assumed: false, hiding: [] };
  // One that is only named states nothing.
  const isOpen = liesInOne(subject) && !found.some(({ declared }) => declared);
  const hiding = isOpen ? gaps.filter((one) => one.elsewhere !== true) : [];
  const ofRule = tierByRule(subject.namespace, policy);
  return ofRule ? { tier: ofRule, assumed: false, hiding } : { tier: policy.tiers.default, assumed: true, hiding };
}

function liesInOne({ namespace }: Tiered): boolean {
  return namespace !== '' && namespace !== notStated;
}
