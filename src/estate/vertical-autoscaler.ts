import type { ScaleTarget } from './autoscaler.ts';
import type { Identified } from './identity.ts';

/** What a vertical autoscaler sets of one container. */
export interface ContainerSizing {
  /** `*` stands for every container that has no entry of its own. */
  readonly container: string;
  /** The resources whose requests it sets. */
  readonly resources: readonly string[];
}

/** Something that sets what the containers of a workload request, such as a VerticalPodAutoscaler. */
export interface VerticalAutoscaler extends Identified {
  readonly noun: 'verticalAutoscaler';
  readonly target: ScaleTarget;
  /** Empty where it only recommends. */
  readonly sizes: readonly ContainerSizing[];
}
