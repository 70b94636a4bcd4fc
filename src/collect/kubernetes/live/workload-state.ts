import type { Running } from '../../../estate/running.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import { conditionOf, nothing, textOf } from './condition-state.ts';

/** Where the kinds that make pods say how many they should have, and how many are ready. */
const counts: Readonly<Record<string, { wanted: 'replicas' | 'desiredNumberScheduled'; ready: string }>> = {
  Deployment: { wanted: 'replicas', ready: 'readyReplicas' },
  StatefulSet: { wanted: 'replicas', ready: 'readyReplicas' },
  ReplicaSet: { wanted: 'replicas', ready: 'readyReplicas' },
  ReplicationController: { wanted: 'replicas', ready: 'readyReplicas' },
  Rollout: { wanted: 'replicas', ready: 'readyReplicas' },
  DeploymentConfig: { wanted: 'replicas', ready: 'readyReplicas' },
  CloneSet: { wanted: 'replicas', ready: 'readyReplicas' },
  DaemonSet: { wanted: 'desiredNumberScheduled', ready: 'numberReady' },
};

/** How the pods of something that makes pods are; null for all else, and where its status says nothing. */
export function workloadState(raw: Raw, kind: string): Running | null {
  const [spec, status] = [raw['spec'], raw['status']].map((one) => (isRaw(one) ? one : {})) as [Raw, Raw];
  if (kind === 'Pod') return podState(status);
  if (kind === 'Job') return jobState(status);
  if (kind === 'CronJob') return cronJobState(spec, status);
  const fields = counts[kind];
  if (!fields || Object.keys(status).length === 0) return null;
  const wanted = numberOf(fields.wanted === 'replicas' ? (spec['replicas'] ?? 1) : status[fields.wanted]);
  if (wanted === null) return null;
  const state: Running = {
    ...ofPods(wanted, numberOf(status[fields.ready]) ?? 0, `status.${fields.ready}`),
    ...(isOverdue(status) ? { isOverdue: true } : {}),
  };
  const updated = numberOf(status['updatedReplicas'] ?? status['updatedNumberScheduled']);
  return updated === null || updated >= wanted || !state.pods ? state : { ...state, pods: { ...state.pods, updated } };
}

/** Whether its controller has waited for its pods for as long as `progressDeadlineSeconds` allows. */
function isOverdue(status: Raw): boolean {
  const progressing = conditionOf(status, 'Progressing');
  return progressing?.['status'] === 'False' && progressing['reason'] === 'ProgressDeadlineExceeded';
}

/** The state of a number of pods, of which so many are ready: with some of them it may work, or not. */
export function ofPods(wanted: number, ready: number, at: string): Running {
  const works = wanted === 0 || ready === 0 ? false : ready >= wanted ? true : null;
  const says = wanted === 0 ? 'it has no pods' : `${ready} of its ${wanted} pods ${ready === 1 ? 'is' : 'are'} ready`;
  return {
    ...nothing,
    works,
    says: wanted === 1 ? `its pod is ${ready ? '' : 'not '}ready` : says,
    at,
    pods: { wanted, ready },
  };
}

function podState(status: Raw): Running | null {
  const ready = conditionOf(status, 'Ready');
  return (
    ready && {
      ...ofPods(1, ready['status'] === 'True' ? 1 : 0, 'status.conditions'),
      since: textOf(ready['lastTransitionTime']),
    }
  );
}

function jobState(status: Raw): Running | null {
  const [done, failed] = [conditionOf(status, 'Complete'), conditionOf(status, 'Failed')];
  if (done?.['status'] === 'True')
    return {
      ...nothing,
      works: true,
      says: 'it came to a good end',
      at: 'status.conditions',
      lastDone: textOf(status['completionTime']),
    };
  if (failed?.['status'] === 'True')
    return {
      ...nothing,
      works: false,
      says: `it failed (${textOf(failed['reason']) ?? 'no reason'})`,
      at: 'status.conditions',
    };
  return null;
}

/** A run that has begun and is not among those that succeeded may still run, or have failed: its Job says which. */
function cronJobState(spec: Raw, status: Raw): Running | null {
  const lastDone = textOf(status['lastSuccessfulTime']);
  if (spec['suspend'] === true)
    return { ...nothing, works: false, says: 'it is suspended', at: 'spec.suspend', lastDone };
  const last = textOf(status['lastScheduleTime']);
  if (last === null) return { ...nothing, says: 'it has not run yet', at: 'status' };
  const isRunning = Array.isArray(status['active']) && status['active'].length > 0;
  if (lastDone !== null && lastDone >= last)
    return { ...nothing, works: true, says: `its last run succeeded`, at: 'status.lastSuccessfulTime', lastDone };
  return {
    ...nothing,
    works: isRunning ? null : false,
    says: isRunning ? 'it is running' : `its run of ${last} has not succeeded`,
    at: 'status.lastScheduleTime',
    lastDone,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
