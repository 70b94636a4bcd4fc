import type { Identified } from './identity.ts';
import type { StatedRegion } from './storage-class.ts';

/** Something that lies in regions which it names: nodes, volumes, the infrastructure of a cluster, pods that are bound to nodes of a region. */
export interface StatedPlace extends Identified {
  readonly noun: 'statedPlace';
  /** The tier that it states; left out of what has none of its own. */
  readonly tierLabel?: string | null;
  readonly regions: readonly StatedRegion[];
}
