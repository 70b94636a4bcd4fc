import type { Identified } from './identity.ts';
import type { LabelSelector } from './label-selector.ts';
import type { PodTemplate } from './pod.ts';

/** The kinds that make pods from a template of their own, dissolved into one noun. `Rollout` is Argo's. */
export type WorkloadKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'Rollout'
  | 'Job'
  | 'CronJob'
  | 'Pod';

/** A claim that a StatefulSet makes for each of its pods. */
export interface ClaimTemplate {
  readonly name: string;
  readonly accessModes: readonly string[];
  readonly storageClass: string | null;
}

/** Something that makes pods. */
export interface Workload extends Identified {
  readonly noun: 'workload';
  readonly kind: WorkloadKind;
  /** What made it and keeps it so, as `Kind/name` (the controller among its ownerReferences); null for what somebody wrote. */
  readonly controller: string | null;
  /** The value of the tier label on the workload; null without one. */
  readonly tierLabel: string | null;
  /** Declared replicas, 1 where none are declared (the API's default); 0 is a workload that is switched off. DaemonSet: null. */
  readonly replicas: number | null;
  readonly replicasDeclared: boolean;
  /** Its pods are meant to run for ever: not Job, CronJob or a bare Pod that may end. */
  readonly longRunning: boolean;
  readonly selector: LabelSelector | null;
  /** `RollingUpdate`, `Recreate` or `OnDelete`, the API's default filled in. */
  readonly updateStrategy: string;
  /** How many pods a rolling update may take away at once, as written; null where unset, and for kinds without it. */
  readonly maxUnavailable: number | string | null;
  readonly claimTemplates: readonly ClaimTemplate[];
  readonly pod: PodTemplate;
}
