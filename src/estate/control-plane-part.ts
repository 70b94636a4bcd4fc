import type { Identified } from './identity.ts';

/** What a control plane consists of, by the names of its programs. */
export type ControlPlaneProgram = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd';

/** A program of the control plane of a cluster that a node runs from a file, as the API server shows it. */
export interface ControlPlanePart extends Identified {
  readonly noun: 'controlPlanePart';
  readonly program: ControlPlaneProgram;
  /**
   * Of the flags that the CIS benchmark looks at those that are given, by name; switches are `true` or `false`, and lists that are given twice are one list. null:
   * what it is given is not shown.
   */
  readonly flags: Readonly<Record<string, string>> | null;
  /** The container, for evidence. */
  readonly at: string;
}
