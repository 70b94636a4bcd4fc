import type { Identified } from './identity.ts';

/** How long logs of one sort are kept. */
export interface LogKeeping {
  /** `audit`: what its name or selector says; `any`: of which it is not known whether audit logs are among it. */
  readonly logs: 'audit' | 'any';
  /** Which of them, in words. */
  readonly what: string;
  /** null: nothing deletes them here. */
  readonly days: number | null;
  readonly path: string;
  /** As it is written. */
  readonly written: string;
}

/** Something that says how long logs are kept. */
export interface LogStore extends Identified {
  readonly noun: 'logStore';
  readonly keeps: readonly LogKeeping[];
  readonly servesPlatform: true;
}
