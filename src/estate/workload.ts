import type { Gap } from './gap.ts';
import type { Identified } from './identity.ts';
import type { LabelSelector } from './label-selector.ts';
import type { OwnPlace } from './own-place.ts';
import type { PodTemplate } from './pod.ts';

/**
 * Which of Kubernetes' own kinds its pods come and go like, whatever its kind is called. `Deployment`: alike, and replaced step by step; `StatefulSet`:
 * each has a name and data of its own; `DaemonSet`: one for each node.
 */
export type WorkloadForm = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob' | 'Pod';

/** What can be known of a workload's pods, one by one, where an operator makes them. */
export type WorkloadAspect =
  | 'replicas'
  | 'labels'
  | 'images'
  | 'ports'
  | 'probes'
  | 'resources'
  | 'security'
  | 'account'
  | 'spread'
  | 'priority'
  | 'shutdown'
  | 'rollout'
  | 'budget';

/** A disruption budget that an operator makes for the pods that it makes. */
export interface OwnBudget {
  /** What it promises, in words, with the operator's defaults as such. */
  readonly says: string;
  /** The field that asks for it, or would. */
  readonly path: string;
  /** Whether a drain can go on: it lets a pod go once the others are ready. */
  readonly letsGo: boolean;
}

/** That an operator makes a workload's pods out of a resource of its own, and what is known of them. */
export interface OperatorMade {
  /** The operator, by its title. */
  readonly operator: string;
  /** Whether it makes the containers too; else they are those of a template that the resource holds. */
  readonly makesContainers: boolean;
  /** Where what is found in the pods stands in the resource. */
  readonly places: readonly OwnPlace[];
  /** What neither the resource nor the operator's documented defaults say. */
  readonly unseen: Readonly<Partial<Record<WorkloadAspect, Gap>>>;
  /** What is known only in part: a fault of it is one, and nothing of it is proven. */
  readonly partly: Readonly<Partial<Record<WorkloadAspect, Gap>>>;
  /** null: the operator makes none. */
  readonly budget: OwnBudget | null;
  /** Whether the disruption controller can ask how many pods there should be: only kinds with a scale tell. */
  readonly hasScale: boolean;
  /** Whether it gives them more replicas as their load grows. */
  readonly scalesByLoad: boolean;
  /** Whether a further replica gets a copy of the data by itself. */
  readonly copiesData: boolean;
  /** Whether it makes network policies for its pods, which no folder shows. */
  readonly makesPolicies: boolean;
  /** The system that its pods form together with those of other resources, and what they do in it; left out where they form one by themselves. */
  readonly system?: { readonly name: string; readonly roles: readonly string[] };
  /** Of a cluster: that its pods say by their labels that they are of this set; left out where nothing tells them apart. */
  readonly podsToldApart?: true;
  /** Of a cluster: that it asks for pods, and none was seen; left out where some were, or it need not have any. */
  readonly unmade?: Gap;
}

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
  readonly form: WorkloadForm;
  /** null where its template stands in it. */
  readonly made: OperatorMade | null;
  /** Whose template its pods are made from, as `Kind/name`; null: its own. The pod is that one's where it was seen, and else without containers. */
  readonly templateOf: string | null;
  /** What made it and keeps it so, as `Kind/name` (the controller among its ownerReferences); null for what somebody wrote. */
  readonly controller: string | null;
  /** Of a cluster: the tool whose controller makes its pods, as the fact `tools` calls it; left out where Kubernetes itself does, and where none is known. */
  readonly keptBy?: string;
  /** Of a pod of a cluster: the workload whose pod it is by its labels, as `Kind/name`, which speaks for how many there are; left out where none is known to. */
  readonly ofSet?: string;
  /** The value of the tier label on the workload; null without one. */
  readonly tierLabel: string | null;
  /** Declared replicas, 1 where none are declared (the API's default); 0 is a workload that is switched off. DaemonSet: null. */
  readonly replicas: number | null;
  readonly replicasDeclared: boolean;
  /** Where the number of replicas stands, or would. */
  readonly replicasPath: string;
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
