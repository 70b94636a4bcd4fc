import type { Keeping } from './backup-schedule.ts';
import type { Identified } from './identity.ts';

/** How data is encrypted where it lies. */
export interface AtRest {
  /**
   * `own-key`: under a key of the customer; `provider`: encrypted by whoever keeps it, under a key of his; `client`: before it is sent; `off`: declared not
   * to be; `unread`: nothing is said, or nobody here knows what is.
   */
  readonly state: 'own-key' | 'provider' | 'client' | 'off' | 'unread';
  /** The field that decides it; null where there is none. */
  readonly path: string | null;
  readonly value: string | null;
}

/** One store that backups are written to. */
export interface BackupStore {
  /** Where it is declared. */
  readonly path: string;
  /** As people know it: a bucket, an address without anything secret. */
  readonly title: string;
  /** Region of the cloud; null where none is stated. */
  readonly region: string | null;
  readonly regionPath: string | null;
  /** The address that shows that it stands in the very cluster whose data it keeps; null where nothing does. */
  readonly inCluster: string | null;
  readonly atRest: AtRest;
}

/** Where backups are written to. */
export interface BackupLocation extends Identified {
  readonly noun: 'backupLocation';
  readonly stores: readonly BackupStore[];
  /** How long it keeps what is written to it; null where the schedules say that. */
  readonly keeps: Keeping | null;
  /** The field by which nothing new is written to it; left out while something may be. */
  readonly closedBy?: string;
  /** The command that shows on the running platform whether it can be reached. */
  readonly proof: string;
  /** Set where it serves the whole platform from wherever it lies. */
  readonly servesPlatform?: true;
}
