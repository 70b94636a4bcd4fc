import type { MetricName } from './metric-names.ts';
import type { Tier } from './tiers.ts';

/** What a criterion is asked of. */
export type Scope = 'platform' | 'namespace' | 'workload' | 'data' | 'organisation';

/** How much a tier needs a criterion: only a required one can keep the tier from being ready. */
export type Level = 'required' | 'recommended' | 'notRequired';

/** What a criterion means in one tier. */
export interface TierDemand {
  readonly level: Level;
  /** What is enough, in words; null where nothing is asked. */
  readonly target: string | null;
}

/** A number that a tier promises. */
export interface Metric {
  readonly name: MetricName;
  readonly unit: 'count' | 'percent' | 'ratio' | 'seconds' | 'minutes' | 'hours' | 'days';
  /** How what was measured compares with the value when the target is met. */
  readonly op: '>=' | '<=' | '<';
  /** Null where the tier promises no such number. */
  readonly values: Readonly<Record<Tier, number | null>>;
  /** `stated`: the definition gives the numbers; `stated-for-critical`: it gives Critical's, and we propose the others; `proposed`: all are ours. */
  readonly origin: 'stated' | 'stated-for-critical' | 'proposed';
}

/** Something that would prove a criterion. */
export interface EvidenceKind {
  /** `automatic`: seen by this program; `external-report`: another tool's output; `attestation`: a person's signed statement. */
  readonly kind: 'automatic' | 'external-report' | 'attestation';
  /** Older evidence proves nothing. */
  readonly maxAgeDays: number;
  /** What to look at or to bring. */
  readonly what: string;
}

/** How a criterion works over a period, as an auditor samples it. */
export interface Period {
  readonly operation: 'continuous' | 'scheduled' | 'event-driven';
  readonly frequency: string;
  /** What is there to be sampled. */
  readonly population: string;
  readonly samplingUnit: string;
}

/** A criterion as its chapter's file writes it, under its id. */
export interface CriterionEntry {
  readonly title: string;
  /** The headings of the definition under which it is asked, joined by ` > `; trace.ts has the very lines. */
  readonly from: string;
  /** True where the definition does not ask it in so many words, but what it asks cannot hold without. */
  readonly derived?: boolean;
  readonly scope: Scope;
  readonly tiers: Readonly<Record<Tier, TierDemand>>;
  readonly metrics?: readonly Metric[];
  /** The first is the best. */
  readonly evidence: readonly [EvidenceKind, ...EvidenceKind[]];
  /** Left out where every assessment samples every subject. */
  readonly period?: Period;
}
