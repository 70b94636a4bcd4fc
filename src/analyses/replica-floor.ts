import type { Autoscaler, ScaleTarget } from '../estate/autoscaler.ts';
import type { Companions, FactView, Vantage } from '../estate/fact-view.ts';
import { groupOf, type Identified } from '../estate/identity.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { remember } from './remember.ts';

/** The fewest replicas that a workload runs when nothing is wrong, and who says so. */
export interface ReplicaFloor {
  /** null for a DaemonSet: as many as there are nodes. */
  readonly replicas: number | null;
  /** The autoscaler whose minimum counts; null when none scales it, or when it is switched off and none would wake it. */
  readonly autoscaler: Autoscaler | null;
  /** False when an autoscaler may exist that was not seen: the number is then only the declared one. */
  readonly complete: boolean;
}

/**
 * Whether an autoscaler finds this workload under its target. Kind and name must be the very same, and so must the group: the controller of
 * HorizontalPodAutoscalers looks the kind up in that group alone, and scales nothing when the API server has no such kind there
 * ("no matches for kind Deployment in group extensions", or in group "" where the target has no apiVersion: kubernetes/kubernetes#86032).
 * A workload that is still written in `extensions` is served in `apps` too.
 */
export function scales(
  { target }: { readonly target: ScaleTarget },
  workload: Pick<Identified, 'apiVersion' | 'kind' | 'name'>,
): boolean {
  if (target.kind !== workload.kind || target.name !== workload.name) return false;
  const [wanted, group] = [groupOf(target.apiVersion ?? ''), groupOf(workload.apiVersion)];
  return wanted === group || (group === 'extensions' && wanted === 'apps');
}

/** Finds, among companions, what scales a workload now: one that is set to zero replicas is left alone by what does not wake it. */
export function scalersAmong(): (autoscalers: Companions<Autoscaler>, workload: Workload) => Autoscaler[] {
  const byTarget = remember(({ found }: Companions<Autoscaler>) =>
    Map.groupBy(found, ({ target }) => `${target.kind}/${target.name}`),
  );
  return (autoscalers, workload) => {
    const named = byTarget(autoscalers).get(`${workload.kind}/${workload.name}`) ?? [];
    return named.filter((one) => scales(one, workload) && (workload.replicas !== 0 || one.wakesFromZero));
  };
}

/**
 * Gives the fewest replicas of a workload: the least minimum of the autoscalers that scale it, else the declared number. A workload that is
 * declared to have none stays at none, unless an autoscaler wakes it.
 */
export function floorFrom(autoscalers: FactView<Autoscaler>): (workload: Workload, vantage: Vantage) => ReplicaFloor {
  const scalersIn = scalersAmong();
  return (workload, vantage) => {
    const companions = autoscalers.near(workload, vantage);
    const [first, ...others] = scalersIn(companions, workload);
    if (!first) return { replicas: workload.replicas, autoscaler: null, complete: companions.complete };
    const minimum = ({ minReplicas }: Autoscaler): number => minReplicas ?? -1;
    const autoscaler = others.reduce((least, one) => (minimum(one) < minimum(least) ? one : least), first);
    if (autoscaler.minReplicas === null) return { replicas: workload.replicas, autoscaler, complete: false };
    // A second autoscaler would be hidden only if something given is: nobody keeps one for the same workload elsewhere.
    return { replicas: autoscaler.minReplicas, autoscaler, complete: companions.settled };
  };
}

/** How many replicas there are at least. */
export const replicaFloor: Analysis<'workload', ReplicaFloor> = defineAnalysis({
  needs: ['autoscalers'],
  per: 'workload',
  compute: ({ autoscalers }) => floorFrom(autoscalers),
});
