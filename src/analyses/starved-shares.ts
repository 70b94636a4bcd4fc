import type { Autoscaler, RequestShare } from '../estate/autoscaler.ts';
import type { Container } from '../estate/pod.ts';
import type { ContainerResources } from './container-resources.ts';

/** A share of requests that an autoscaler goes by, and a container that requests nothing of it, so that there is no share. */
export interface StarvedShare {
  readonly autoscaler: Autoscaler;
  readonly share: RequestShare;
  readonly container: Container;
}

/** Which measures of autoscalers have nothing to measure. */
export interface StarvedShares {
  readonly starved: readonly StarvedShare[];
  /** What was not seen and may give, or not give, what is missing; null when all is known. */
  readonly unsure: 'limitRanges' | null;
}

/**
 * The containers that request nothing of what an autoscaler takes a share of; init containers do not count. An amount of zero is one, to the
 * autoscaler.
 */
export function starvedShares(
  scalers: readonly Autoscaler[],
  { containers, unsure: hanging }: Pick<ContainerResources, 'containers' | 'unsure'>,
): StarvedShares {
  const shares = scalers.flatMap((autoscaler) => autoscaler.shares.map((share) => ({ autoscaler, share })));
  const starved = shares.flatMap(({ autoscaler, share }) =>
    containers
      .filter(({ container, lacks }) => {
        const counts = container.role !== 'init' && (share.container === null || container.name === share.container);
        const isLacking = lacks.some((one) => one === `${share.resource}-request`);
        return counts && isLacking && !Object.hasOwn(container.requests, share.resource);
      })
      .map(({ container }) => ({ autoscaler, share, container })),
  );
  const isUnsure = shares.some(({ share }) => [...hanging].some((one) => one === `${share.resource}-request`));
  return { starved, unsure: isUnsure ? 'limitRanges' : null };
}
