import type { Identified } from './identity.ts';

/** Something that sets a workload's replicas: a HorizontalPodAutoscaler, or another controller that makes one. */
export interface Autoscaler extends Identified {
  readonly noun: 'autoscaler';
  /** A missing apiVersion names the core group, in which there are no Deployments (see `scales` in analyses/replica-floor.ts). */
  readonly target: { readonly apiVersion: string | null; readonly kind: string; readonly name: string };
  /** 1 where none is declared (the API's default); null where it follows something that is not declared, such as the number of nodes. */
  readonly minReplicas: number | null;
  readonly maxReplicas: number | null;
  /** Whether it scales a workload up that was set to zero replicas by hand or in Git; a HorizontalPodAutoscaler pauses there. */
  readonly wakesFromZero: boolean;
}
