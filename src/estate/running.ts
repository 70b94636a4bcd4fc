/**
 * What an API server last said of how something works. It stands only on what was read of a cluster, and there only where its state tells: a manifest declares,
 * and nothing of it was seen to run.
 */
export interface Running {
  /** Whether it does what it is for; null where its state does not decide it. */
  readonly works: boolean | null;
  /** The state, in words that `its API server says that ` introduces, such as `condition Ready is True`. */
  readonly says: string;
  /** The field that says so. */
  readonly at: string;
  /** What keeps it from doing more than it does, in words; left out where nothing is said to. */
  readonly limit?: string;
  /** Whether the log of a database is copied away; left out where nothing is said of that. */
  readonly archive?: { readonly works: boolean | null; readonly says: string };
  /** Its rollout has not come to an end within the time that it was given; left out otherwise. */
  readonly isOverdue?: true;
  /** Since when, RFC 3339; null: not stated. */
  readonly since: string | null;
  /** When it last did what it is for (a run, a sync, a copy), RFC 3339; null: not stated, or never. */
  readonly lastDone: string | null;
  /** How many pods it should have, and how many of them are ready; null for what has none. */
  readonly pods: {
    readonly wanted: number;
    readonly ready: number;
    /** How many of them are made as was last asked for; left out where all are, or nothing says so. */
    readonly updated?: number;
  } | null;
}
