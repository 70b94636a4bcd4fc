import type { Identified } from './identity.ts';

/** One item of a benchmark, and what a scanner found. `by-hand`: a person has to look. */
export interface BenchmarkItem {
  /** Its number, `1.2.6`. */
  readonly id: string;
  readonly result: 'passed' | 'failed' | 'by-hand' | 'not-applicable';
  readonly path: string;
}

/** What a scanner found when it held a cluster, or some nodes of it, against the CIS benchmark. */
export interface BenchmarkReport extends Identified {
  readonly noun: 'benchmarkReport';
  /** RFC 3339, or a day; null where the report does not say when it was taken. */
  readonly takenAt: string | null;
  readonly items: readonly BenchmarkItem[];
}
