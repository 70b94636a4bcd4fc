import type { AtRest } from './backup-location.ts';
import type { Identified } from './identity.ts';

/** A region that an object names, and where it does. */
export interface StatedRegion {
  readonly path: string;
  readonly region: string;
}

/** How volumes are made. */
export interface StorageClass extends Identified {
  readonly noun: 'storageClass';
  readonly driver: string;
  readonly atRest: AtRest;
  /** Since when a cluster has it, RFC 3339; left out for what stands in a file. */
  readonly createdAt?: string;
  /** Regions that it makes volumes in, as far as it says. */
  readonly regions: readonly StatedRegion[];
  /** The zones that it makes volumes in and in no others; null where it names none for some of them. */
  readonly zones: readonly string[] | null;
}

/** How snapshots of volumes are made. */
export interface SnapshotClass extends Identified {
  readonly noun: 'snapshotClass';
  readonly driver: string;
  /** Whether a snapshot is deleted with the object that stands for it, and so with its namespace. */
  readonly deletesWithObject: boolean;
  readonly isDefault: boolean;
}
