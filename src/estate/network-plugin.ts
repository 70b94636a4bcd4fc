import type { Identified } from './identity.ts';

/** A sign of the network plugin of a platform: its agent, its configuration, or what sets up the cluster with it. */
export interface NetworkPlugin extends Identified {
  readonly noun: 'networkPlugin';
  /** Its name. */
  readonly title: string;
  /** Whether it enforces network policies; null: a setting that is not seen here decides. */
  readonly enforces: boolean | null;
  /** A setting that takes enforcement away, and what it does in words that follow "it"; null without one. */
  readonly weakenedBy: { readonly path: string; readonly does: string } | null;
  readonly path: string;
}
