import type { Running } from '../../../estate/running.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import { conditionOf, conditionState, nothing, textOf } from './condition-state.ts';
import { ofPods } from './workload-state.ts';

/** Kinds of Flux that bring something: their state stays as it was when somebody suspends them. */
const fluxKinds = [
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'helm.toolkit.fluxcd.io/HelmRelease',
  ...['GitRepository', 'OCIRepository', 'HelmRepository', 'HelmChart', 'Bucket'].map(
    (kind) => `source.toolkit.fluxcd.io/${kind}`,
  ),
];

const victoriaKinds = ['VMSingle', 'VMCluster', 'VMAgent', 'VMAlert', 'VMAlertmanager', 'VMRule'];

/** Kinds whose state is told otherwise than by one condition that says yes or no, by `group/kind`. */
export const ownStates: Readonly<Record<string, (raw: Raw) => Running | null>> = {
  'autoscaling/HorizontalPodAutoscaler': autoscalerState,
  'keda.sh/ScaledObject': scaledObjectState,
  'policy/PodDisruptionBudget': budgetState,
  'argoproj.io/Application': applicationState,
  'machine.openshift.io/MachineHealthCheck': healthCheckState,
  'cluster.x-k8s.io/MachineHealthCheck': healthCheckState,
  'remediation.medik8s.io/NodeHealthCheck': nodeHealthCheckState,
  'argoproj.io/ApplicationSet': applicationSetState,
  ...Object.fromEntries(fluxKinds.map((kind) => [kind, fluxState])),
  'monitoring.coreos.com/PrometheusRule': boundState,
  'opentelemetry.io/OpenTelemetryCollector': collectorState,
  ...Object.fromEntries(victoriaKinds.map((kind) => [`operator.victoriametrics.com/${kind}`, victoriaState])),
  'volsync.backube/ReplicationSource': volsyncState,
  'velero.io/Schedule': veleroScheduleState,
  'longhorn.io/BackupTarget': longhornTargetState,
  'config.kio.kasten.io/Profile': kastenProfileState,
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

/** Conditions of an Application are messages: those that end in Error say what is wrong (argo-cd, ApplicationConditionType). */
function applicationState(raw: Raw): Running | null {
  const { health, sync, operationState, reconciledAt, conditions } = statusOf(raw);
  const [healthy, synced] = [health, sync].map((one) => (isRaw(one) ? textOf(one['status']) : null));
  if (!healthy || !synced) return null;
  const wrong = (Array.isArray(conditions) ? conditions : [])
    .map((one: unknown) => (isRaw(one) ? textOf(one['type']) : null))
    .find((type) => type?.endsWith('Error'));
  const phase = isRaw(operationState) ? textOf(operationState['phase']) : null;
  // What is being brought, waits for its pods or was paused by somebody is neither well nor broken.
  const isOpen =
    phase === 'Running' || synced === 'Unknown' || ['Progressing', 'Suspended', 'Unknown'].includes(healthy);
  return {
    ...nothing,
    works: wrong !== undefined ? false : isOpen ? null : synced === 'Synced' && healthy === 'Healthy',
    says: `it is ${synced} and ${healthy}${wrong === undefined ? '' : ` (${wrong})`}`,
    at: 'status.sync.status',
    lastDone: (isRaw(operationState) ? textOf(operationState['finishedAt']) : null) ?? textOf(reconciledAt),
  };
}

/** It says whether it could make its Applications: each of these says how it is. */
function applicationSetState(raw: Raw): Running | null {
  const [failed, made] = ['ErrorOccurred', 'ResourcesUpToDate'].map((type) => conditionOf(statusOf(raw), type));
  if (!failed && !made) return null;
  const isWrong = failed?.['status'] === 'True';
  const reason = textOf(failed?.['reason']);
  return {
    ...nothing,
    works: isWrong ? false : made?.['status'] === 'True' ? true : null,
    says: isWrong
      ? `it could not make its Applications${reason ? ` (${reason})` : ''}`
      : made?.['status'] === 'True'
        ? 'its Applications are as its template says'
        : 'its Applications are not yet as its template says',
    at: 'status.conditions',
  };
}

function fluxState(raw: Raw): Running | null {
  const isSuspended = isRaw(raw['spec']) && raw['spec']['suspend'] === true;
  return isSuspended ? { ...nothing, says: 'it is suspended', at: 'spec.suspend' } : conditionState(raw, ['Ready']);
}

/** As its operator counts: `2/3`, and nothing for one beside each pod. */
function collectorState(raw: Raw): Running | null {
  const { scale } = statusOf(raw);
  const counted = /^(\d+)\/(\d+)$/.exec(isRaw(scale) ? (textOf(scale['statusReplicas']) ?? '') : '');
  return counted && ofPods(Number(counted[2]), Number(counted[1]), 'status.scale.statusReplicas');
}

/** An object whose state its operator calls operational is as it was last asked for. */
function victoriaState(raw: Raw): Running | null {
  const said = textOf(statusOf(raw)['updateStatus']);
  if (said === null) return null;
  const works = said === 'operational' ? true : said === 'failed' ? false : null;
  return { ...nothing, works, says: `its operator calls it ${said}`, at: 'status.updateStatus' };
}

/** What the operator of Prometheus says for each server that takes an object: whether it does (prometheus-operator, WorkloadBinding). */
function boundState(raw: Raw): Running | null {
  const { bindings } = statusOf(raw);
  const said = (Array.isArray(bindings) ? bindings : [])
    .map((one: unknown) => (isRaw(one) ? conditionOf(one, 'Accepted') : null))
    .filter((one) => one !== null);
  if (said.length === 0) return null;
  const refused = said.filter(({ status }) => status === 'False');
  const isTaken = said.some(({ status }) => status === 'True');
  const reason = textOf(refused[0]?.['reason']);
  return {
    ...nothing,
    works: refused.length === 0 ? (isTaken ? true : null) : isTaken ? null : false,
    says: refused.length === 0 ? 'it was taken' : `it was refused${reason ? ` (${reason})` : ''}`,
    at: 'status.bindings',
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

/** It is not available before it was first asked; that it cannot be reached, its condition says (longhorn-manager, BackupTargetStatus). */
function longhornTargetState(raw: Raw): Running | null {
  const status = statusOf(raw);
  const unavailable = conditionOf(status, 'Unavailable');
  if (status['available'] === true)
    return { ...nothing, works: true, says: 'Longhorn reaches it', at: 'status.available' };
  if (unavailable?.['status'] !== 'True') return null;
  return {
    ...nothing,
    works: false,
    says: 'its condition Unavailable is True',
    at: 'status.conditions',
    since: textOf(unavailable['lastTransitionTime']),
  };
}

/** Kasten opens a location when its Profile is made or changed, and says how that went. */
function kastenProfileState(raw: Raw): Running | null {
  const said = textOf(statusOf(raw)['validation']);
  if (said === null) return null;
  return {
    ...nothing,
    works: said === 'Failed' ? false : said === 'Success' ? true : null,
    says: `Kasten calls its validation ${said}`,
    at: 'status.validation',
  };
}

function postgresState(raw: Raw): Running | null {
  const status = statusOf(raw);
  const { readyInstances, instances, phase } = status;
  if (typeof readyInstances !== 'number' || typeof instances !== 'number') return null;
  const archiving = conditionOf(status, 'ContinuousArchiving');
  const asked = isRaw(raw['spec']) && typeof raw['spec']['instances'] === 'number' ? raw['spec']['instances'] : 0;
  const pods = ofPods(Math.max(asked, instances), readyInstances, 'status.readyInstances');
  const state: Running = {
    ...pods,
    ...(archiving && {
      archive: {
        works: archiving['status'] === 'True' ? true : archiving['status'] === 'False' ? false : null,
        says: `its condition ContinuousArchiving is ${textOf(archiving['status']) ?? 'Unknown'}`,
      },
    }),
  };
  return pods.works === true && textOf(phase) !== null && phase !== 'Cluster in healthy state'
    ? { ...state, works: null, says: `${pods.says}, in the phase ${textOf(phase)}` }
    : state;
}

/** It says when it last brought data over, and how its last attempt ended. */
function volsyncState(raw: Raw): Running | null {
  const status = statusOf(raw);
  const lastDone = textOf(status['lastSyncTime']);
  const mover = isRaw(status['latestMoverStatus']) ? textOf(status['latestMoverStatus']['result']) : null;
  if (isRaw(raw['spec']) && raw['spec']['paused'] === true)
    return { ...nothing, works: false, says: 'it is paused', at: 'spec.paused', lastDone };
  if (lastDone === null && mover === null) return null;
  return {
    ...nothing,
    works: mover === 'Failed' ? false : mover === 'Successful' ? true : null,
    says: `its last attempt was ${mover === null ? 'not told' : mover.toLowerCase()}${lastDone ? `, and it last copied at ${lastDone}` : ''}`,
    at: 'status.lastSyncTime',
    lastDone,
  };
}
