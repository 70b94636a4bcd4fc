import type { Identified } from './identity.ts';
import type { LabelSelector } from './label-selector.ts';

/** A PodDisruptionBudget. Amounts as written (a number or a percentage); the API fills in neither, and with neither nothing may be evicted. */
export interface DisruptionBudget extends Identified {
  readonly noun: 'disruptionBudget';
  /** null selects nothing. In policy/v1beta1 an empty selector selects nothing too, and is null here. */
  readonly selector: LabelSelector | null;
  readonly minAvailable: number | string | null;
  readonly maxUnavailable: number | string | null;
  readonly unhealthyPodEvictionPolicy: string | null;
}
