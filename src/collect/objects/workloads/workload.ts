import type { Workload, WorkloadForm } from '../../../estate/workload.ts';
import { elsewhere } from '../../../estate/gap.ts';
import { selectorOfLabels } from '../../../estate/label-selector.ts';
import type { Fields } from '../fields.ts';
import { readTierLabel, type Subject } from '../object-metadata.ts';
import { oncePer } from '../once-per.ts';
import { nodeToolOf } from '../../tools/node-tool.ts';
import { isStaticPod, staticProgramOf } from './static-pod.ts';
import { readPodTemplate } from './pod-template.ts';
import { readSelector } from '../selector.ts';

/** The kinds that make pods from a template of their own. `Rollout` is Argo's, `DeploymentConfig` OpenShift's, the rest of `apps.kruise.io` is OpenKruise's. */
const forms: Readonly<Record<string, WorkloadForm>> = {
  Deployment: 'Deployment',
  ReplicaSet: 'Deployment',
  ReplicationController: 'Deployment',
  DeploymentConfig: 'Deployment',
  Rollout: 'Deployment',
  CloneSet: 'Deployment',
  StatefulSet: 'StatefulSet',
  DaemonSet: 'DaemonSet',
  Job: 'Job',
  CronJob: 'CronJob',
  Pod: 'Pod',
};

/** Reads anything that makes pods from a template of its own. Several facts are made of it. */
export const readWorkload = oncePer(read);

/** What holds the template: of a CronJob, that of its Jobs. */
function makerOf({ spec, head }: Pick<Subject, 'spec' | 'head'>): Fields {
  return head.kind === 'CronJob' ? spec.objectOrEmpty('jobTemplate').objectOrEmpty('spec') : spec;
}

function templateOf(subject: Pick<Subject, 'fields' | 'spec' | 'head'>): Fields {
  return subject.head.kind === 'Pod' ? subject.fields : makerOf(subject).objectOrEmpty('template');
}

/** The specification of the pods that an object makes, or of the one that it is. */
export function podSpecOf(subject: Subject): Fields {
  return templateOf(subject).objectOrEmpty('spec');
}

/** kube-proxy, which installers run as a DaemonSet, and which is no tool beside Kubernetes. */
function proxyOf(pod: Fields): string | null {
  const program = staticProgramOf(pod);
  return program === 'kube-proxy' ? program : null;
}

function read({ fields, metadata, spec, head }: Subject): Workload {
  const { kind } = head;
  const form = forms[kind] ?? 'Deployment';
  const template = templateOf({ fields, spec, head });
  const pod = readPodTemplate(template.objectOrEmpty('metadata'), template.objectOrEmpty('spec'));
  // Its deployer labels the pods by its name (openshift/origin, MakeDeployment).
  const labels = kind === 'DeploymentConfig' ? { ...pod.labels, deploymentconfig: head.name } : pod.labels;
  const replicas = form === 'Deployment' || form === 'StatefulSet' ? spec.integer('replicas') : null;
  const isStatic = kind === 'Pod' && isStaticPod(metadata, spec, pod);
  if (replicas !== null && replicas < 0) spec.refuse('replicas', 'a whole number from 0');
  return {
    ...head,
    noun: 'workload',
    form,
    made: kind === 'DeploymentConfig' ? readImageTriggers(spec) : null,
    templateOf: kind === 'Rollout' ? readWorkloadRef(spec) : null,
    controller: readController(metadata),
    tierLabel: readTierLabel(metadata),
    replicas: form === 'DaemonSet' ? null : kind === 'DeploymentConfig' ? runningOf(spec, replicas) : (replicas ?? 1),
    replicasDeclared: replicas !== null,
    replicasPath: 'spec.replicas',
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
    nodeTool:
      kind === 'DaemonSet'
        ? (nodeToolOf(pod) ?? proxyOf(template.objectOrEmpty('spec')))
        : isStatic
          ? (nodeToolOf(pod) ?? staticProgramOf(spec))
          : null,
    job: readJobBounds(kind, spec, makerOf({ spec, head })),
    pod: labels === pod.labels ? pod : { ...pod, labels },
  };
}

/** The API's default is 1 for every other kind; this one has none, and of a test it runs none but while it tests (apps.openshift.io/v1). */
function runningOf(spec: Fields, replicas: number | null): number {
  return spec.boolean('test') === true ? 0 : (replicas ?? 0);
}

const triggered = elsewhere(
  'an image trigger sets its images, to what the image stream holds (`oc get istag` shows them)',
  'running-platform',
);

/** A trigger of OpenShift writes the image of a stream into the template, whatever stands there. */
function readImageTriggers(spec: Fields): Workload['made'] {
  const isSet = spec.objects('triggers').some((one) => one.text('type') === 'ImageChange');
  if (!isSet) return null;
  return {
    operator: 'OpenShift',
    makesContainers: false,
    places: [],
    unseen: { images: triggered },
    partly: {},
    budget: null,
    hasScale: true,
    scalesByLoad: true,
    copiesData: false,
    makesPolicies: false,
  };
}

/** A Rollout may leave its template to a workload that is there already. */
function readWorkloadRef(spec: Fields): string | null {
  const reference = spec.object('workloadRef');
  return reference ? `${reference.text('kind') ?? ''}/${reference.text('name') ?? ''}` : null;
}

function readController(metadata: Fields): string | null {
  const owner = metadata.objects('ownerReferences').find((one) => one.boolean('controller') === true);
  return owner ? `${owner.text('kind')}/${owner.text('name')}` : null;
}

const plainSelectors = ['ReplicationController', 'DeploymentConfig'];

function readPodSelector(kind: string, spec: Fields): Workload['selector'] {
  if (kind === 'Pod' || kind === 'CronJob') return null;
  return plainSelectors.includes(kind) ? selectorOfLabels(spec.labels('selector')) : readSelector(spec, 'selector');
}

/**
 * The strategy's type with the API's default; an Argo Rollout's canary and blueGreen both replace pods step by step. OpenShift's types are `Rolling`,
 * `Recreate` and `Custom`, whose deployer does what it likes (apps.openshift.io/v1, DeploymentStrategyType).
 */
function readUpdateStrategy(kind: string, spec: Fields): string {
  if (kind === 'Rollout') return 'RollingUpdate';
  const type = spec.object(strategyField(kind))?.text('type') || 'RollingUpdate';
  return kind === 'DeploymentConfig' && type === 'Rolling' ? 'RollingUpdate' : type;
}

function strategyField(kind: string): 'strategy' | 'updateStrategy' {
  return kind === 'Deployment' || kind === 'DeploymentConfig' ? 'strategy' : 'updateStrategy';
}

function readJobBounds(kind: string, spec: Fields, job: Fields): Workload['job'] {
  if (kind !== 'Job' && kind !== 'CronJob') return null;
  return {
    hasDeadline: job.integer('activeDeadlineSeconds') !== null,
    countsRetries: job.integer('backoffLimit') !== null || job.integer('backoffLimitPerIndex') !== null,
    isCleanedUp: kind === 'CronJob' || job.integer('ttlSecondsAfterFinished') !== null,
    mayOverlap: kind === 'CronJob' && (spec.text('concurrencyPolicy') || 'Allow') === 'Allow',
  };
}

/** A StatefulSet's own is still behind a feature gate; the API's default of a Deployment and a DeploymentConfig is a quarter. */
function readMaxUnavailable(kind: string, spec: Fields): Workload['maxUnavailable'] {
  const strategy = spec.object(strategyField(kind));
  if (kind === 'DeploymentConfig') return strategy?.object('rollingParams')?.integerOrText('maxUnavailable') ?? null;
  if (kind === 'CloneSet') return strategy?.integerOrText('maxUnavailable') ?? null;
  if (kind !== 'Deployment' && kind !== 'DaemonSet') return null;
  return strategy?.object('rollingUpdate')?.integerOrText('maxUnavailable') ?? null;
}
