import type { Autoscaler } from '../estate/autoscaler.ts';
import type { FactView, Vantage } from '../estate/fact-view.ts';
import { groupOf } from '../estate/identity.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** The fewest replicas that a workload runs when nothing is wrong, and who says so. */
export interface ReplicaFloor {
  /** null for a DaemonSet: as many as there are nodes. */
  readonly replicas: number | null;
  readonly autoscaler: Autoscaler | null;
  /** False when an autoscaler may exist that was not seen: the number is then only the declared one. */
  readonly complete: boolean;
}

/** Whether an autoscaler's target is this workload. A target without a group names any group, as old manifests do. */
export function scales(autoscaler: Autoscaler, workload: Workload): boolean {
  const { target } = autoscaler;
  if (target.kind !== workload.kind || target.name !== workload.name) return false;
  return target.apiVersion === null || groupOf(target.apiVersion) === groupOf(workload.apiVersion) || isOldGroup(target.apiVersion);
}

/** `extensions/v1beta1` once served Deployments and ReplicaSets; autoscalers that still say so scale the same objects. */
function isOldGroup(apiVersion: string): boolean {
  return groupOf(apiVersion) === 'extensions';
}

/** Gives the fewest replicas of a workload: the autoscaler's minimum where one scales it, else the declared number. */
export function floorFrom(autoscalers: FactView<Autoscaler>): (workload: Workload, vantage: Vantage) => ReplicaFloor {
  return (workload, vantage) => {
    const { found, complete } = autoscalers.near(workload, vantage);
    const autoscaler = found.find((one) => scales(one, workload)) ?? null;
    return { replicas: autoscaler ? autoscaler.minReplicas : workload.replicas, autoscaler, complete };
  };
}

/** How many replicas there are at least. */
export const replicaFloor: Analysis<'workload', ReplicaFloor> = defineAnalysis({
  needs: ['autoscalers'],
  per: 'workload',
  compute: ({ autoscalers }) => floorFrom(autoscalers),
});
