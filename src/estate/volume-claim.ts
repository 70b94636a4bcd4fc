import type { Identified } from './identity.ts';

/** A PersistentVolumeClaim. */
export interface VolumeClaim extends Identified {
  readonly noun: 'volumeClaim';
  readonly accessModes: readonly string[];
  readonly storageClass: string | null;
}
