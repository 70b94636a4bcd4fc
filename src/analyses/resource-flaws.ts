import type { LimitRange } from '../estate/limit-range.ts';
import type { Container } from '../estate/pod.ts';
import type { ContainerResources, Refusal, Shortage } from './container-resources.ts';

/** Something wrong with what a container, or a pod as a whole, asks for and is held to. */
export type ResourceFlaw = FlawedFields &
  (
    | { readonly is: `no-${Shortage}`; readonly numbers: Readonly<Record<never, never>> }
    /** `amounts`: whose limit is below which request, in words. */
    | { readonly is: 'limit-below-request'; readonly numbers: { readonly amounts: string } }
    | { readonly is: 'memory-limit-far-above-request'; readonly numbers: { readonly times: number } }
  );

/** Where a flaw stands. */
interface FlawedFields {
  /** null: the pod as a whole. */
  readonly container: Container | null;
  /** In the container or the pod, and what stands there where that is to be shown. */
  readonly fields: readonly { readonly field: string; readonly value?: string | undefined }[];
  /** The LimitRanges that have a part in it. */
  readonly ranges: readonly LimitRange[];
}

/** What is wrong with the requests and limits of a workload; a memory limit may be so many times the request. */
export function resourceFlaws(
  { containers, podRefusals }: Pick<ContainerResources, 'containers' | 'podRefusals'>,
  mostTimes: number,
): readonly ResourceFlaw[] {
  const ofContainers = containers.flatMap(({ container, lacks, refusals, headroom }) => [
    ...lacks.map((shortage) => ({
      is: `no-${shortage}` as const,
      container,
      fields: [{ field: lackedFields[shortage] }],
      ranges: [],
      numbers: {},
    })),
    ...refused(container, refusals),
    ...(headroom !== null && headroom > mostTimes ? [farAbove(container, headroom)] : []),
  ]);
  return [...ofContainers, ...refused(null, podRefusals)];
}

const lackedFields: Readonly<Record<Shortage, string>> = {
  'cpu-request': 'resources.requests.cpu',
  'memory-request': 'resources.requests.memory',
  'cpu-limit': 'resources.limits.cpu',
  'memory-limit': 'resources.limits.memory',
  'ephemeral-storage': 'resources.requests.ephemeral-storage',
};

function farAbove(container: Container, times: number): ResourceFlaw {
  const fields = [{ field: 'resources.requests.memory', value: container.requests['memory'] }];
  return { is: 'memory-limit-far-above-request', container, fields, ranges: [], numbers: { times } };
}

/** One flaw for all limits that are below their requests; none without such a limit. */
function refused(container: Container | null, refusals: readonly Refusal[]): ResourceFlaw[] {
  if (refusals.length === 0) return [];
  const amounts = refusals.map(({ resource, request, limit, by }) => {
    const whose = by ? `the default ${resource} limit of LimitRange ${by.name}` : `the ${resource} limit`;
    return `${whose}, ${limit}, is below the request of ${request}`;
  });
  return [
    {
      is: 'limit-below-request',
      container,
      fields: refusals.map(({ resource, limit }) => ({ field: `resources.limits.${resource}`, value: limit })),
      ranges: refusals.flatMap(({ by }) => by ?? []),
      numbers: { amounts: amounts.join('; ') },
    },
  ];
}
