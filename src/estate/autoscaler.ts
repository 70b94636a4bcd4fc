import type { Identified } from './identity.ts';

/** Something that sets a workload's replicas: a HorizontalPodAutoscaler, or another controller that makes one. */
export interface Autoscaler extends Identified {
  readonly noun: 'autoscaler';
  readonly target: { readonly apiVersion: string | null; readonly kind: string; readonly name: string };
  /** 1 where none is declared (the API's default). */
  readonly minReplicas: number;
  readonly maxReplicas: number | null;
}
