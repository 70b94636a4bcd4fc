import type { Identified } from './identity.ts';

/** What a step of a pipeline looks for: known vulnerabilities of an image, or credentials in a repository. */
export type SoughtByScan = 'vulnerabilities' | 'credentials';

/** One step that scans something. */
export interface PipelineScan {
  readonly seeks: SoughtByScan;
  /** What scans, as its users call it. */
  readonly scanner: string;
  /** Where the step stands in its file. */
  readonly path: string;
  /** Whether a finding stops the pipeline; null where that is decided elsewhere. */
  readonly stops: boolean | null;
  /** What decides that, in words that complete "a finding does not stop it, because …". */
  readonly because: string;
  /** The exit code by which it tells of a finding; left out where that is not known. */
  readonly endsWith?: number;
}

/** A file that says what is done with a repository's content before anything is deployed. */
export interface Pipeline extends Identified {
  readonly noun: 'pipeline';
  /** `commit`: on the machine of whoever commits, who may skip it; `change`: for each change; `apart`: only by the clock or by hand. */
  readonly runs: 'commit' | 'change' | 'apart';
  readonly scans: readonly PipelineScan[];
  /** The command that shows whether it has to end well before a change gets in. */
  readonly proof: string;
}
