import type { Workload, WorkloadKind } from '../../estate/workload.ts';
import { selectorOfLabels } from '../../estate/label-selector.ts';
import type { Fields } from './fields.ts';
import { readTierLabel, type Subject } from './object-metadata.ts';
import { nodeToolOf } from '../tools/node-tool.ts';
import { isStaticPod, staticProgramOf } from './static-pod.ts';
import { readPodTemplate } from './pod-template.ts';
import { readSelector } from './selector.ts';

/** Reads anything that makes pods from a template of its own. */
export function readWorkload({ fields, metadata, spec, head }: Subject): Workload {
  const kind = head.kind as WorkloadKind;
  const job = kind === 'CronJob' ? spec.objectOrEmpty('jobTemplate').objectOrEmpty('spec') : spec;
  const template = kind === 'Pod' ? fields : job.objectOrEmpty('template');
  const pod = readPodTemplate(template.objectOrEmpty('metadata'), template.objectOrEmpty('spec'));
  const replicas = hasReplicas(kind) ? spec.integer('replicas') : null;
  const isStatic = kind === 'Pod' && isStaticPod(metadata, spec, pod);
  if (replicas !== null && replicas < 0) spec.refuse('replicas', 'a whole number from 0');
  return {
    ...head,
    noun: 'workload',
    kind,
    controller: readController(metadata),
    tierLabel: readTierLabel(metadata),
    // The API server's default is 1 for every kind that has replicas.
    replicas: kind === 'DaemonSet' ? null : (replicas ?? 1),
    replicasDeclared: replicas !== null,
    longRunning: kind === 'Pod' ? pod.restartPolicy === 'Always' : kind !== 'Job' && kind !== 'CronJob',
    selector: readPodSelector(kind, spec),
    updateStrategy: readUpdateStrategy(kind, spec),
    maxUnavailable: readMaxUnavailable(kind, spec),
    claimTemplates: spec.objects('volumeClaimTemplates').map((claim) => ({
      name: claim.objectOrEmpty('metadata').text('name') ?? '',
      accessModes: claim.objectOrEmpty('spec').texts('accessModes'),
      storageClass: claim.objectOrEmpty('spec').text('storageClassName'),
    })),
    isStatic,
    nodeTool: kind === 'DaemonSet' ? nodeToolOf(pod) : isStatic ? (nodeToolOf(pod) ?? staticProgramOf(spec)) : null,
    job: readJobBounds(kind, spec, job),
    pod,
  };
}

function readController(metadata: Fields): string | null {
  const owner = metadata.objects('ownerReferences').find((one) => one.boolean('controller') === true);
  return owner ? `${owner.text('kind')}/${owner.text('name')}` : null;
}

function hasReplicas(kind: WorkloadKind): boolean {
  return ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Rollout'].includes(kind);
}

function readPodSelector(kind: WorkloadKind, spec: Fields): Workload['selector'] {
  if (kind === 'Pod' || kind === 'CronJob') return null;
  return kind === 'ReplicationController' ? selectorOfLabels(spec.labels('selector')) : readSelector(spec, 'selector');
}

/** The strategy's type with the API's default; an Argo Rollout's canary and blueGreen both replace pods step by step. */
function readUpdateStrategy(kind: WorkloadKind, spec: Fields): string {
  if (kind === 'Rollout') return 'RollingUpdate';
  const field = kind === 'Deployment' ? 'strategy' : 'updateStrategy';
  return spec.object(field)?.text('type') || 'RollingUpdate';
}

function readJobBounds(kind: WorkloadKind, spec: Fields, job: Fields): Workload['job'] {
  if (kind !== 'Job' && kind !== 'CronJob') return null;
  return {
    hasDeadline: job.integer('activeDeadlineSeconds') !== null,
    countsRetries: job.integer('backoffLimit') !== null || job.integer('backoffLimitPerIndex') !== null,
    isCleanedUp: kind === 'CronJob' || job.integer('ttlSecondsAfterFinished') !== null,
    mayOverlap: kind === 'CronJob' && (spec.text('concurrencyPolicy') || 'Allow') === 'Allow',
  };
}

function readMaxUnavailable(kind: WorkloadKind, spec: Fields): Workload['maxUnavailable'] {
  if (kind !== 'Deployment' && kind !== 'DaemonSet') return null;
  const strategy = spec.object(kind === 'Deployment' ? 'strategy' : 'updateStrategy');
  return strategy?.object('rollingUpdate')?.integerOrText('maxUnavailable') ?? null;
}
