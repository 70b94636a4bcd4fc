import type { PodOwner, RunningPod } from '../../../estate/running-pod.ts';
import type { Fields } from '../../objects/fields.ts';
import type { Subject } from '../../objects/object-metadata.ts';

const phases = new Set(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']);

/** Reads how a Pod is. `owner`: what it was made by in the end. */
export function readRunningPod({ metadata, spec, fields, head }: Subject, owner: PodOwner | null): RunningPod {
  const status = fields.objectOrEmpty('status');
  const conditions = status.objects('conditions');
  const containers = [...status.objects('initContainerStatuses'), ...status.objects('containerStatuses')];
  const phase = status.text('phase');
  return {
    noun: 'runningPod',
    ...head,
    owner,
    component: componentOf(metadata),
    node: spec.text('nodeName') || null,
    phase: phase !== null && phases.has(phase) ? (phase as RunningPod['phase']) : null,
    isReady: conditions.some((one) => one.text('type') === 'Ready' && one.text('status') === 'True'),
    isLeaving: metadata.text('deletionTimestamp') !== null,
    restarts: containers.reduce((sum, one) => sum + (one.integer('restartCount') ?? 0), 0),
    waitsFor: firstOf(containers, waitingReason),
    lastEnd: firstOf(containers, badEnd),
    heldUp: firstOf(conditions, (one) =>
      one.text('type') === 'PodScheduled' && one.text('status') === 'False' ? one.text('reason') : null,
    ),
    createdAt: metadata.text('creationTimestamp'),
  };
}

/** What kubeadm, RKE2, kOps and OpenShift label the parts of the control plane with, and how the members of etcd are called. */
const componentLabels = ['component', 'k8s-app', 'app'];
const stores = new Set(['etcd', 'etcd-manager-main']);

/** A tenant's pod may bear any label: only what a node runs from a file is a part of the control plane. */
function componentOf(metadata: Fields): string | null {
  if (
    !metadata.objects('ownerReferences').some((one) => one.text('kind') === 'Node' && one.text('apiVersion') === 'v1')
  )
    return null;
  const labels = metadata.labels('labels');
  const names = componentLabels.flatMap((key) => labels[key] ?? []);
  return names.some((one) => stores.has(one)) ? 'etcd' : (names[0] ?? null);
}

/** Each pod waits for its containers to be made: that says nothing. */
const ordinary = new Set(['ContainerCreating', 'PodInitializing']);

function waitingReason(container: Fields): string | null {
  const reason = container.objectOrEmpty('state').objectOrEmpty('waiting').text('reason');
  return reason !== null && ordinary.has(reason) ? null : reason;
}

function badEnd(container: Fields): string | null {
  const ended = container.objectOrEmpty('lastState').object('terminated');
  return ended && ended.integer('exitCode') !== 0 ? (ended.text('reason') ?? 'Error') : null;
}

function firstOf(all: readonly Fields[], read: (one: Fields) => string | null): string | null {
  for (const one of all) {
    const found = read(one);
    if (found !== null) return found;
  }
  return null;
}
