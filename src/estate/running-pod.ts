import type { Identified } from './identity.ts';

/** What a pod was made by in the end, over any chain of owners. */
export interface PodOwner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** A pod of a cluster: where it is, and how it is. What it was made from stands with its workload. */
export interface RunningPod extends Identified {
  readonly noun: 'runningPod';
  /** null: nothing made it but a person. */
  readonly owner: PodOwner | null;
  /** A set or a Job of Kubernetes itself made it, and makes it again, whatever made that; left out for all others. */
  readonly keptByKubernetes?: true;
  /** The set of pods that an operator makes of a resource, as `Kind/name` of its workload, where its labels tell it. */
  readonly set?: string;
  /** The part of the control plane that its node runs from a file, such as `etcd` or `kube-apiserver`; null: it is none. */
  readonly component: string | null;
  /** null: it is not placed. */
  readonly node: string | null;
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown' | null;
  readonly isReady: boolean;
  /** Whether it is being deleted. */
  readonly isLeaving: boolean;
  /** How often its containers were started again, all together. */
  readonly restarts: number;
  /** Why a container of it does not run, such as `CrashLoopBackOff` or `ImagePullBackOff`; null: none is held up. */
  readonly waitsFor: string | null;
  /** Why a container of it last ended, where that was no good end, such as `OOMKilled`; null: none did. */
  readonly lastEnd: string | null;
  /** Why it is not placed, such as `Unschedulable`; null: it is, or nothing says why. */
  readonly heldUp: string | null;
  /** RFC 3339; null: not stated. */
  readonly createdAt: string | null;
}
