import type { Identified } from './identity.ts';

/** A known tool that runs one pod on each of the nodes that it is let on. */
export interface NodeAgent extends Identified {
  readonly noun: 'nodeAgent';
  readonly title: string;
  /** What it is for, such as `logging`. */
  readonly serves: readonly string[];
  /** The labels that a node must bear; that of its operating system or processor is none. */
  readonly onlyOn: readonly string[];
  /** The field that says so; null where it runs on any. */
  readonly onlyOnPath: string | null;
  /** Whether it tolerates any taint at all, for what tolerates none keeps off the nodes of the control plane. */
  readonly toleratesTaints: boolean;
  /** Path of the pod's spec. */
  readonly path: string;
}
