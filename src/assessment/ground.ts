import { remember } from '../analyses/remember.ts';
import { type Tier, tiers } from '../definition/tiers.ts';
import type { Estate } from '../estate/estate.ts';
import { type FactViews, type Vantage, viewFacts } from '../estate/fact-view.ts';
import type { Gap } from '../estate/gap.ts';
import type { Policy } from '../estate/policy.ts';
import { allGaps } from '../estate/seen.ts';
import { type Tiered, type TierWhereItStands, tiersOf } from './tiers-of.ts';

/** What a run of the checks stands on. */
export interface Ground {
  readonly facts: FactViews;
  readonly policy: Policy;
  /** When the estate was collected, RFC 3339. */
  readonly collectedAt: string;
  /** It was collected then or earlier, and not before this; undefined where that is when it was. */
  readonly notBefore?: string | undefined;
  /** The tiers that the platform hosts: platform and organisation are judged once for each. */
  readonly hosted: readonly Tier[];
  /** Those of them of which nothing was seen, with what hides it: perhaps there is something, and no fault is proven for what may not be there. */
  readonly perhaps: ReadonlyMap<Tier, Gap>;
  /** The tiers of a subject, worked out once for all checks. */
  readonly tiersOf: (subject: Tiered) => readonly TierWhereItStands[];
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
  return {
    facts,
    policy,
    collectedAt: estate.collectedAt,
    notBefore: estate.notBefore,
    ...findHosted(facts, policy),
    tiersOf: remember((subject: Tiered) => tiersOf(subject, facts, policy)),
    answers: new Map(),
  };
}

/** Counts the tiers of an estate's workloads and namespaces. */
export function countTiers(facts: FactViews, policy: Policy): TierCounts {
  const byTier = new Map<Tier, number>();
  let assumed = 0;
  const subjects = [...facts.workloads.items, ...facts.namespaces.items];
  for (const subject of subjects) {
    const assigned = tiersOf(subject, facts, policy);
    for (const { tier } of assigned) byTier.set(tier, (byTier.get(tier) ?? 0) + 1);
    if (assigned.some((one) => one.assumed)) assumed += 1;
  }
  return { byTier, subjects: subjects.length, assumed };
}

/**
 * The tiers that a platform hosts: those of the workloads and namespaces seen; the default one when there is none; every tier while the list
 * of workloads, or that of namespaces, was not wholly seen.
 */
function findHosted(facts: FactViews, policy: Policy): Pick<Ground, 'hosted' | 'perhaps'> {
  const { byTier } = countTiers(facts, policy);
  const hiding = [...allGaps(facts.workloads.seen), ...allGaps(facts.namespaces.seen)];
  const isSeen = (tier: Tier): boolean => byTier.has(tier) || (byTier.size === 0 && tier === policy.tiers.default);
  const unseen = hiding.length === 0 ? [] : tiers.filter((tier) => !isSeen(tier));
  return {
    hosted: tiers.filter((tier) => isSeen(tier) || unseen.includes(tier)),
    perhaps: new Map(unseen.map((tier) => [tier, nothingSeenOf(tier, hiding)])),
  };
}

/** What shows the rest of the workloads shows whether there is one of the tier. */
function nothingSeenOf(tier: Tier, hiding: readonly Gap[]): Gap {
  const suppliedBy = hiding.find((one) => one.suppliedBy)?.suppliedBy;
  return {
    gap: 'not-collected',
    detail: `nothing of tier ${tier} was seen, and not all workloads and namespaces were`,
    ...(suppliedBy ? { suppliedBy } : {}),
  };
}
