import type { Identified } from './identity.ts';

/** A volume of a cluster. */
export interface Volume extends Identified {
  readonly noun: 'volume';
  readonly storageClass: string | null;
  /** The driver that makes it, or the kind of its source, such as `ebs.csi.aws.com` or `hostPath`; null: not stated. */
  readonly driver: string | null;
  /** What made it, as it is noted on it; null: nothing is, as on one that was made by hand. */
  readonly madeBy: string | null;
  /** RFC 3339; null: not stated. */
  readonly createdAt: string | null;
  /** The claim that holds it; null: none. */
  readonly claim: { readonly namespace: string; readonly name: string } | null;
  /** Such as `Bound` or `Released`. */
  readonly phase: string | null;
  readonly reclaimPolicy: string | null;
  /** The zones in which it can be attached; empty: it is bound to none. */
  readonly zones: readonly string[];
  /** Whether it is bound to one node. */
  readonly isOnOneNode: boolean;
}
