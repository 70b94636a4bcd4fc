import type { Identified } from './identity.ts';

/** An object that may make pods which nobody here can see: a custom resource of a kind that is not known to make none. */
export interface PodMaker extends Identified {
  readonly noun: 'podMaker';
  /** Whether it makes them by objects that an autoscaler can scale, as far as is known; otherwise pod by pod. */
  readonly bySets: boolean;
}
