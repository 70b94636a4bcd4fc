import type { Identified } from './identity.ts';

/** What an autoscaler scales, as it names it. A missing apiVersion names the core group, in which there are no Deployments. */
export interface ScaleTarget {
  readonly apiVersion: string | null;
  readonly kind: string;
  readonly name: string;
}

/** A measure that is a share of what containers request, and so says nothing where they request nothing. */
export interface RequestShare {
  readonly resource: string;
  /** The only container that counts; null: all that run as long as the pod. */
  readonly container: string | null;
  /** Path of the measure in the autoscaler's object. */
  readonly path: string;
}

/** Something that sets a workload's replicas: a HorizontalPodAutoscaler, or another controller that makes one. */
export interface Autoscaler extends Identified {
  readonly noun: 'autoscaler';
  readonly target: ScaleTarget;
  /** 1 where none is declared (the API's default); null where it follows something that is not declared, such as the number of nodes. */
  readonly minReplicas: number | null;
  /** `unbounded`: as many as there is room for; null where none is declared. */
  readonly maxReplicas: number | 'unbounded' | null;
  /** Whether it scales a workload up that was set to zero replicas by hand or in Git; a HorizontalPodAutoscaler pauses there. */
  readonly wakesFromZero: boolean;
  /** Whether requests wait while it wakes what stands at zero, so that none is lost. */
  readonly holdsRequests: boolean;
  readonly shares: readonly RequestShare[];
  /** The path of what tells it to add no replica; null where nothing does. */
  readonly heldAt: string | null;
}
