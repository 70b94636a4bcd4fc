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

/** How a Job, or the Jobs that a CronJob makes, come to an end. */
export interface JobBounds {
  /** Whether it is stopped when it takes too long. */
  readonly hasDeadline: boolean;
  /** Whether it says how often it is tried again; the API's default is six times. */
  readonly countsRetries: boolean;
  /** Whether it is deleted some time after its end; a CronJob keeps a few of its Jobs. */
  readonly isCleanedUp: boolean;
  /** Whether a run may start while the last one still runs. */
  readonly mayOverlap: boolean;
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
  /** Whether the kubelet of a node runs it from a file: no controller makes it, no scheduler places it, and admission does not hold it up. */
  readonly isStatic: boolean;
  /** What a DaemonSet or a static pod runs because nodes need it (network, storage, logs, sensors, the control plane), by its title; null for all others. */
  readonly nodeTool: string | null;
  /** null for all but Job and CronJob. */
  readonly job: JobBounds | null;
  readonly pod: PodTemplate;
}
