import { gap, type Gap } from '../estate/gap.ts';
import type { Container } from '../estate/pod.ts';
import type { Workload, WorkloadAspect } from '../estate/workload.ts';

/** The containers that run as long as their pod: its own, and init containers that are restarted always (sidecars, KEP-753). */
export function longRunningContainers({ pod }: Workload): Container[] {
  return pod.containers.filter(({ role }) => role === 'container' || role === 'sidecar');
}

/**
 * Why a workload's template cannot be judged: it is only a part of one. A Rollout may leave the template to a Deployment (workloadRef); a patch or a test's
 * expectation names a container without its image, which the API server would refuse. null when it is whole. Of pods that an operator makes, only the given
 * aspects must be known, and none where none is given.
 */
export function partialTemplate(workload: Workload, ...aspects: readonly WorkloadAspect[]): Gap | null {
  const hidden = aspects.find((one) => workload.made?.unseen[one]);
  if (hidden) return workload.made?.unseen[hidden] ?? null;
  const { made } = workload;
  if (made?.makesContainers) return null;
  const containers = longRunningContainers(workload);
  if (containers.length === 0)
    return gap('not-collected', 'it states no container, so the template of its pods stands elsewhere');
  if (made?.unseen.images) return null;
  const bare = containers.find(({ image }) => image === null);
  return bare
    ? gap('not-collected', `its container ${bare.name} has no image, so this is only a part of it, such as a patch`)
    : null;
}
