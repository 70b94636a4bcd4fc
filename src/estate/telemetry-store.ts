import type { Identified } from './identity.ts';

/** What watches: measures, alerts that are raised of them, traces. */
export type Telemetry = 'metrics' | 'alerts' | 'traces';

/** Something that takes in, keeps or passes on what watches the platform. */
export interface TelemetryStore extends Identified {
  readonly noun: 'telemetryStore';
  readonly title: string;
  readonly keeps: Telemetry;
  /** How many of the same there are; null: something else decides. */
  readonly replicas: number | null;
  /** The field that says so. */
  readonly path: string;
  /** The command that shows whether it takes in anything, asked through a forwarded port. */
  readonly proof: string;
}
