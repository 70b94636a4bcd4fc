import { type Tier, tiers } from '../definition/tiers.ts';
import type { Estate } from '../estate/estate.ts';
import { type FactViews, type Vantage, viewFacts } from '../estate/fact-view.ts';
import type { Policy } from '../estate/policy.ts';
import { allGaps } from '../estate/seen.ts';
import { tierOf } from './tier-of.ts';

/** What a run of the checks stands on. */
export interface Ground {
  readonly facts: FactViews;
  readonly policy: Policy;
  /** When the estate was collected, RFC 3339. */
  readonly collectedAt: string;
  /** The tiers that the platform hosts: platform and organisation are judged once for each. */
  readonly hosted: readonly Tier[];
  /** Answers of analyses, prepared once. */
  readonly answers: Map<string, (subject: never, vantage: Vantage) => unknown>;
}

/** How many workloads and namespaces were seen of each tier. */
export interface TierCounts {
  readonly byTier: ReadonlyMap<Tier, number>;
  readonly subjects: number;
  /** How many of them have no tier that was stated where it could be seen. */
  readonly assumed: number;
}

/** Indexes an estate and finds out which tiers it hosts. */
export function layGround(estate: Estate, policy: Policy): Ground {
  const facts = viewFacts(estate);
  return { facts, policy, collectedAt: estate.collectedAt, hosted: hostedTiers(facts, policy), answers: new Map() };
}

/** Counts the tiers of an estate's workloads and namespaces. */
export function countTiers(facts: FactViews, policy: Policy): TierCounts {
  const byTier = new Map<Tier, number>();
  let assumed = 0;
  const subjects = [...facts.workloads.items, ...facts.namespaces.items];
  for (const subject of subjects) {
    const assigned = tierOf(subject, facts, policy);
    byTier.set(assigned.tier, (byTier.get(assigned.tier) ?? 0) + 1);
    if (assigned.assumed) assumed += 1;
  }
  return { byTier, subjects: subjects.length, assumed };
}

/**
 * The tiers that a platform hosts: those of the workloads and namespaces seen; the default one when there is none; every tier while the list
 * of workloads, or that of namespaces, was not wholly seen.
 */
function hostedTiers(facts: FactViews, policy: Policy): Tier[] {
  const { byTier } = countTiers(facts, policy);
  const incomplete = allGaps(facts.workloads.seen).length > 0 || allGaps(facts.namespaces.seen).length > 0;
  return tiers.filter((tier) => incomplete || byTier.has(tier) || (byTier.size === 0 && tier === policy.tiers.default));
}
