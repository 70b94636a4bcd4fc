import type { ProtectedData } from './backup-schedule.ts';
import type { Cadence } from './cadence.ts';
import type { Identified } from './identity.ts';

/** Something that keeps a second copy of data up to date, in another cluster or store. */
export interface Replication extends Identified {
  readonly noun: 'replication';
  readonly cadence: Cadence;
  /** Where its time is written; null where it never waits. */
  readonly path: string | null;
  readonly written: string | null;
  /** The field that stops it; null while it runs. */
  readonly stoppedBy: string | null;
  readonly protects: ProtectedData;
  /** The command that shows on the running platform how far it is behind. */
  readonly proof: string;
  /** Set where it serves the whole platform from wherever it lies. */
  readonly servesPlatform?: true;
}
