import type { Cadence } from './cadence.ts';

/** The snapshots that a control plane takes of the store of its state. */
export interface StoreSnapshots {
  /** The field that stops them; null while they are taken. */
  readonly stoppedBy: string | null;
  readonly cadence: Cadence;
  /** The schedule as written, or as it is where nothing is written. */
  readonly schedule: string;
  /** Whether they are copied away from the servers. */
  readonly leave: boolean;
  /** The command that lists those that were taken. */
  readonly proof: string;
  readonly at: { readonly schedule: string; readonly leave: string };
}
