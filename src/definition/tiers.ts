/** The tiers, from strictest to least. */
export const tiers = ['critical', 'important', 'best-effort'] as const;

/** How much depends on a workload, as its owner declares it. */
export type Tier = (typeof tiers)[number];

/** The tier of whatever nobody assigned: the definition recommends it for most workloads. */
export const defaultTier: Tier = 'important';

/** The label that assigns a tier, on a workload or on its namespace. */
export const tierLabel = 'kubecompass.io/tier';

/** Reads a tier from a label's value; null for a value that names none. */
export function readTier(label: string | null): Tier | null {
  return tiers.find((tier) => tier === label) ?? null;
}

/** What the definition's table promises in a tier. */
export interface TierPromise {
  readonly title: string;
  /** Share of a year, in percent. */
  readonly uptimePercent: number;
  /** The rest of that year, of 365 days. */
  readonly downtimeMinutesPerYear: number;
  /** Longest time from detection to full service. */
  readonly rtoMinutes: number;
  /** Greatest loss of data, measured in time. */
  readonly rpoMinutes: number;
}

/** The promises of every tier. */
export const tierPromises: Readonly<Record<Tier, TierPromise>> = {
  'critical': {
    title: 'Critical',
    uptimePercent: 99.99,
    downtimeMinutesPerYear: 52.56,
    rtoMinutes: 15,
    // The table says "near-zero"; section 2 says how far from zero that may be.
    rpoMinutes: 5,
  },
  'important': {
    title: 'Important',
    uptimePercent: 99.9,
    downtimeMinutesPerYear: 525.6,
    rtoMinutes: 60,
    rpoMinutes: 15,
  },
  'best-effort': {
    title: 'Best Effort',
    uptimePercent: 99,
    downtimeMinutesPerYear: 5256,
    rtoMinutes: 240,
    rpoMinutes: 60,
  },
};
