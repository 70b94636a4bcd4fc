import type { Identified } from './identity.ts';

/** A declaration that nodes which fail to answer are repaired or replaced by themselves. */
export interface NodeRepair extends Identified {
  readonly noun: 'nodeRepair';
  /** The command that shows on the running platform how many nodes it watches. */
  readonly proof: string;
}
