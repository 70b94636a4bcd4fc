import type { Identified } from './identity.ts';

/** Something that a controller brings from Git into a cluster. */
export interface GitopsApplication extends Identified {
  readonly noun: 'gitopsApplication';
  /** The tool whose controller brings it, as the fact `tools` calls it. */
  readonly broughtBy: string;
  /** Whether what is merged reaches the cluster by itself; null where what it says is filled in elsewhere. */
  readonly syncs: boolean | null;
  /** Why it does not. */
  readonly stoppedBy: string | null;
  /** Whether what somebody changes in the cluster is set back; null where others decide that, such as a setting of the controller. */
  readonly heals: boolean | null;
  /** Seconds that pass until it is set back, at most; null where nothing here says so. */
  readonly healsWithinSeconds: number | null;
  /** The field that says so, or would. */
  readonly syncPath: string;
  readonly healPath: string;
  /** The versions that it may install where it names no single one: Git then does not say which; null where it does, or something else says so. */
  readonly floats: { readonly path: string; readonly versions: string } | null;
  /**
   * The identities of what it has brought into the cluster in which it lies, as it says itself: of what may make pods. null: it does not say; left out for kinds
   * that never do, and for what stands in a file.
   */
  readonly brings?: readonly string[] | null;
  /** The namespace that it fills, for its tier is that of what it brings; null where that is not one, or not stated. */
  readonly landsIn: string | null;
}

/** What a group of applications may bring, and where to. */
export interface GitopsProject extends Identified {
  readonly noun: 'gitopsProject';
  /** Whether any repository may be brought into any namespace. */
  readonly allowsEverything: boolean;
  readonly servesPlatform: true;
}
