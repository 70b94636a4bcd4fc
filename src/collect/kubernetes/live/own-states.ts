import type { Running } from '../../../estate/running.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import { conditionOf, conditionState, nothing, textOf } from './condition-state.ts';
import { ofPods } from './workload-state.ts';

/** Kinds whose state is told otherwise than by one condition that says yes or no, by `group/kind`. */
export const ownStates: Readonly<Record<string, (raw: Raw) => Running | null>> = {
  'autoscaling/HorizontalPodAutoscaler': autoscalerState,
  'keda.sh/ScaledObject': scaledObjectState,
  'policy/PodDisruptionBudget': budgetState,
  'argoproj.io/Application': applicationState,
  'machine.openshift.io/MachineHealthCheck': healthCheckState,
  'cluster.x-k8s.io/MachineHealthCheck': healthCheckState,
  'remediation.medik8s.io/NodeHealthCheck': nodeHealthCheckState,
  'velero.io/Schedule': veleroScheduleState,
  'postgresql.cnpg.io/Cluster': postgresState,
  'external-secrets.io/ExternalSecret': (raw) => withTime(conditionState(raw), statusOf(raw)['refreshTime']),
};

function statusOf(raw: Raw): Raw {
  return isRaw(raw['status']) ? raw['status'] : {};
}

function withTime(state: Running | null, time: unknown): Running | null {
  return state && { ...state, lastDone: textOf(time) };
}

function autoscalerState(raw: Raw): Running | null {
  const status = statusOf(raw);
  const [able, active, limited] = ['AbleToScale', 'ScalingActive', 'ScalingLimited'].map((type) =>
    conditionOf(status, type),
  );
  if (!able || !active) return null;
  const wrong = [able, active].find((one) => one['status'] !== 'True');
  const state = conditionState(raw, [wrong === able ? 'AbleToScale' : 'ScalingActive']);
  if (!state) return null;
  const isAtMost = limited?.['status'] === 'True' && limited['reason'] === 'TooManyReplicas';
  return {
    ...state,
    // Its workload was set to no replicas, and so it waits.
    works: wrong?.['reason'] === 'ScalingDisabled' ? null : state.works,
    ...(isAtMost && { limit: 'it has as many replicas as it may have, and would have more' }),
    lastDone: textOf(status['lastScaleTime']),
  };
}

/** A ScaledObject that makes do with what it was told for the time in which its sources do not answer (fallback) scales by nothing. */
function scaledObjectState(raw: Raw): Running | null {
  const status = statusOf(raw);
  for (const type of ['Paused', 'Fallback']) {
    if (conditionOf(status, type)?.['status'] !== 'True') continue;
    return { ...nothing, works: false, says: `its condition ${type} is True`, at: 'status.conditions' };
  }
  return withTime(conditionState(raw, ['Ready']), status['lastActiveTime']);
}

/** It is there to let pods go, one after the other: one that lets none go for long keeps a node from being drained. */
function budgetState(raw: Raw): Running | null {
  const status = statusOf(raw);
  const { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods } = status;
  if (typeof currentHealthy !== 'number' || typeof desiredHealthy !== 'number') return null;
  const may = Number(disruptionsAllowed) || 0;
  const allowed = conditionOf(status, 'DisruptionAllowed');
  return {
    ...nothing,
    works: expectedPods === 0 ? null : may > 0,
    says: `${currentHealthy} of its pods are healthy, ${desiredHealthy} have to be, and ${may} may go`,
    at: 'status.disruptionsAllowed',
    since: allowed ? textOf(allowed['lastTransitionTime']) : null,
  };
}

function healthCheckState(raw: Raw): Running | null {
  const status = statusOf(raw);
  const { expectedMachines, currentHealthy } = status;
  if (typeof expectedMachines !== 'number') return null;
  const allowed = conditionOf(status, 'RemediationAllowed');
  return {
    ...nothing,
    works: expectedMachines === 0 || allowed?.['status'] === 'False' ? false : allowed ? true : null,
    says: `it watches ${expectedMachines} machines, of which ${Number(currentHealthy) || 0} are healthy${allowed?.['status'] === 'False' ? ', and may repair none' : ''}`,
    at: 'status.expectedMachines',
  };
}

function nodeHealthCheckState(raw: Raw): Running | null {
  const { phase, observedNodes } = statusOf(raw);
  if (typeof phase !== 'string') return null;
  const watched = typeof observedNodes === 'number' ? `, and watches ${observedNodes} nodes` : '';
  return {
    ...nothing,
    works:
      phase === 'Disabled' || observedNodes === 0
        ? false
        : phase === 'Enabled' || phase === 'Remediating'
          ? true
          : null,
    says: `it is ${phase.toLowerCase()}${watched}`,
    at: 'status.phase',
  };
}

function applicationState(raw: Raw): Running | null {
  const { health, sync, operationState, reconciledAt } = statusOf(raw);
  const [healthy, synced] = [health, sync].map((one) => (isRaw(one) ? textOf(one['status']) : null));
  if (!healthy || !synced) return null;
  return {
    ...nothing,
    works: synced === 'Unknown' || healthy === 'Progressing' ? null : synced === 'Synced' && healthy === 'Healthy',
    says: `it is ${synced} and ${healthy}`,
    at: 'status.sync.status',
    lastDone: (isRaw(operationState) ? textOf(operationState['finishedAt']) : null) ?? textOf(reconciledAt),
  };
}

/** It says when it last began a backup, not how that ended: each Backup says that. */
function veleroScheduleState(raw: Raw): Running | null {
  const { phase, lastBackup } = statusOf(raw);
  if (isRaw(raw['spec']) && raw['spec']['paused'] === true)
    return { ...nothing, works: false, says: 'it is paused', at: 'spec.paused' };
  if (phase === 'FailedValidation') return { ...nothing, works: false, says: 'Velero refuses it', at: 'status.phase' };
  const last = textOf(lastBackup);
  return {
    ...nothing,
    says: last ? `it last began a backup at ${last}` : 'it has begun no backup yet',
    at: 'status.lastBackup',
  };
}

function postgresState(raw: Raw): Running | null {
  const { readyInstances, instances, phase } = statusOf(raw);
  if (typeof readyInstances !== 'number' || typeof instances !== 'number') return null;
  const pods = ofPods(instances, readyInstances, 'status.readyInstances');
  return pods.works === true && textOf(phase) !== null && phase !== 'Cluster in healthy state'
    ? { ...pods, works: null, says: `${pods.says}, in the phase ${textOf(phase)}` }
    : pods;
}
