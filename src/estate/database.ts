import type { Identified } from './identity.ts';

/** A setting that was read: what it comes to, and where it stands; `path` is null where a default holds. */
export interface Setting<V> {
  readonly is: V;
  readonly path: string | null;
  readonly value: string | number | boolean | null;
}

/** A database, or another store of data with members of its own, that an operator runs. */
export interface Database extends Identified {
  readonly noun: 'database';
  /** What it is, as people call it. */
  readonly engine: string;
  /** Members that hold the data; null where that is declared elsewhere. */
  readonly members: Setting<number | null>;
  /** Members of their own that vote in the place of those; left out where those vote themselves, or nobody does. */
  readonly voters?: Setting<number | null>;
  /** Fewest members of which a majority survives one; 2 where a replica takes over without a vote of its kind. */
  readonly membersForFailover: number;
  /** How a write reaches the other members before it is acknowledged. */
  readonly replication: Setting<'synchronous' | 'asynchronous' | 'single-copy' | 'unread'>;
  /** Of how many copies a write waits for how many before it is acknowledged, whatever happens; null where it goes on with fewer, or nothing says so. */
  readonly acknowledged: Setting<{ readonly by: number; readonly of: number } | null>;
  /** What keeps its members apart; `nothing`: that is switched off. */
  readonly spread: Setting<'zone' | 'host' | 'nothing' | 'unread'>;
  readonly failover: Setting<'automatic' | 'off'>;
  /** Whether it follows a database elsewhere: then it is the second copy itself, and the successor. */
  readonly followsAnother: boolean;
  /** How often its log is copied away, in seconds at most; `when-full`: by its size and no clock; null where it is not, or where nothing here says so. */
  readonly archiveSeconds: Setting<number | 'when-full' | null>;
  /** The command that shows on the running platform how its members stand. */
  readonly proof: string;
}
