import type { Identified } from './identity.ts';
import type { StatedRegion } from './storage-class.ts';

/** Something that lies in regions which it names: nodes, volumes, the infrastructure of a cluster. */
export interface StatedPlace extends Identified {
  readonly noun: 'statedPlace';
  readonly regions: readonly StatedRegion[];
}
