import type { Identified } from './identity.ts';

/** A declaration that nodes which fail to answer are repaired or replaced by themselves. */
export interface NodeRepair extends Identified {
  readonly noun: 'nodeRepair';
  /** Whether it watches over the nodes of the very cluster in which it lies; false where it may be for those of others. */
  readonly isForOwnNodes: boolean;
  /** Set where it repairs only nodes that bear this name of what made them (`madeBy` of a node). */
  readonly onlyOf?: string;
  /** The command that shows on the running platform how many nodes it watches. */
  readonly proof: string;
}
