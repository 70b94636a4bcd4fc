import type { Cadence } from './cadence.ts';
import type { Identified } from './identity.ts';

/** How long what a run makes is kept: as far as a declaration tells. */
export interface Keeping {
  /** The field that says so; null where nothing is said, and a default holds that is set elsewhere. */
  readonly path: string | null;
  /** What stands there, in words. */
  readonly written: string | null;
  /** So many days at most; null where nothing is said, or nothing is ever deleted. */
  readonly days: number | null;
  /** Why whoever should act on it refuses what is written; null where it does not. */
  readonly problem: string | null;
}

/** One timing of a schedule. */
export interface BackupRun {
  /** Where its time is written. */
  readonly path: string;
  readonly written: string | null;
  readonly cadence: Cadence;
  /** The field that stops it; null while it runs. */
  readonly stoppedBy: string | null;
  readonly keeps: Keeping;
}

/** The data that something copies: all of it, or that of some namespaces, or of one thing in them. */
export interface ProtectedData {
  /** Names and globs; null: of every namespace. */
  readonly namespaces: readonly string[] | null;
  readonly except: readonly string[];
  /** What narrows it further, in words that are equal for equal data: a selector, a claim, a database; null: nothing. */
  readonly only: string | null;
}

/** Something that copies data by itself at certain times. */
export interface BackupSchedule extends Identified {
  readonly noun: 'backupSchedule';
  /** `backup`: to a store of its own; `snapshot`: within the storage system that holds the data, and lost with it. */
  readonly makes: 'backup' | 'snapshot';
  /** None: it waits to be told. */
  readonly runs: readonly BackupRun[];
  readonly protects: ProtectedData;
  /** `some`: of volumes that say so themselves; `unread`: what decides it is not in the schedule. */
  readonly volumes: 'all' | 'some' | 'none' | 'unread';
  /** The field by which it leaves volumes out; null where it takes them. */
  readonly volumesPath: string | null;
  /** The command that shows on the running platform whether it ran. */
  readonly proof: string;
  /** Set where each of its copies is an object of the cluster in which it makes them (`madeCopies`). */
  readonly leavesCopies?: true;
  /** Set where its own state tells of its last run. */
  readonly tellsOfRuns?: true;
  /** Set where it serves the whole platform from wherever it lies. */
  readonly servesPlatform?: true;
}
