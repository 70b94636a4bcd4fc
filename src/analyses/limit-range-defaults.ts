import type { LimitRange } from '../estate/limit-range.ts';

/** What a LimitRange gives a container that says nothing itself, by resource; amounts as written. */
export interface ContainerDefaults {
  readonly requests: ReadonlyMap<string, string>;
  readonly limits: ReadonlyMap<string, string>;
}

/**
 * The defaults of a LimitRange's entries of type Container. The API server completes each entry when the LimitRange is stored: a default limit
 * that is not given is `max`; a default request that is not given is the default limit, else `min` (SetDefaults_LimitRangeItem in
 * pkg/apis/core/v1/defaults.go). Of several entries the last one counts (defaultContainerResourceRequirements in
 * plugin/pkg/admission/limitranger/admission.go).
 */
export function containerDefaults({ items }: Pick<LimitRange, 'items'>): ContainerDefaults {
  const requests = new Map<string, string>();
  const limits = new Map<string, string>();
  for (const item of items) {
    if (item.type !== 'Container') continue;
    const ownLimits = { ...item.max, ...item.defaultLimits };
    const ownRequests = { ...item.min, ...ownLimits, ...item.defaultRequests };
    for (const [resource, amount] of Object.entries(ownLimits)) limits.set(resource, amount);
    for (const [resource, amount] of Object.entries(ownRequests)) requests.set(resource, amount);
  }
  return { requests, limits };
}
