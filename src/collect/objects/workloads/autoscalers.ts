import type { Autoscaler, RequestShare, ScaleTarget } from '../../../estate/autoscaler.ts';
import type { VerticalAutoscaler } from '../../../estate/vertical-autoscaler.ts';
import { type Fields, writePath } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { refuseSchedule } from '../refuse-schedule.ts';

/** Reads a HorizontalPodAutoscaler of any version. */
export function readAutoscaler({ metadata, spec, head }: Subject): Autoscaler {
  const minReplicas = readReplicas(spec, 'minReplicas') ?? 1;
  return {
    ...head,
    noun: 'autoscaler',
    target: readTarget(spec.objectOrEmpty('scaleTargetRef')),
    minReplicas,
    maxReplicas: readReplicas(spec, 'maxReplicas'),
    // A workload that stands at zero is left alone unless the minimum is zero too (pkg/controller/podautoscaler/horizontal.go).
    wakesFromZero: minReplicas === 0,
    holdsRequests: false,
    shares: readShares(metadata, spec),
    heldAt: heldBehaviour(spec),
  };
}

function readTarget(target: Fields): ScaleTarget {
  return { apiVersion: target.text('apiVersion'), kind: target.text('kind') ?? '', name: target.text('name') ?? '' };
}

function readReplicas(spec: Fields, key: string): number | null {
  const replicas = spec.integer(key);
  return replicas !== null && replicas < 0 ? spec.refuse(key, 'a whole number from 0') : replicas;
}

/** In autoscaling/v1 all metrics but one share of CPU stand in this annotation, as JSON. */
const metricsAnnotation = 'autoscaling.alpha.kubernetes.io/metrics';

/** The metrics that are shares of requests. Without any metric at all it is 80 % of the CPU (SetDefaults_HorizontalPodAutoscaler, autoscaling/v2). */
function readShares(metadata: Fields, spec: Fields): RequestShare[] {
  const cpu = spec.integer('targetCPUUtilizationPercentage');
  if (cpu !== null)
    return [
      { resource: 'cpu', container: null, path: writePath([...spec.path, 'targetCPUUtilizationPercentage']) },
      ...spec.objects('metrics').flatMap(readShare),
    ];
  const metrics = spec.objects('metrics');
  if (metrics.length > 0) return metrics.flatMap(readShare);
  if (Object.hasOwn(metadata.annotations(), metricsAnnotation)) return [];
  return [{ resource: 'cpu', container: null, path: writePath(spec.path) }];
}

function readShare(metric: Fields): RequestShare[] {
  return (['resource', 'containerResource'] as const).flatMap((type) => {
    const source = metric.object(type);
    const resource = source?.text('name');
    if (!source || !resource) return [];
    // The betas wrote it beside the name, v2 in an object of its own.
    const isShare =
      source.integer('targetAverageUtilization') !== null ||
      (source.object('target')?.integer('averageUtilization') ?? null) !== null;
    return isShare ? [{ resource, container: source.text('container'), path: source.where }] : [];
  });
}

function heldBehaviour(spec: Fields): string | null {
  const up = spec.object('behavior')?.object('scaleUp');
  return up?.text('selectPolicy') === 'Disabled' ? writePath([...up.path, 'selectPolicy']) : null;
}

/** While one of these stands on a ScaledObject, KEDA scales nothing. */
const pauses = ['autoscaling.keda.sh/paused', 'autoscaling.keda.sh/paused-replicas'];

/** Reads a KEDA ScaledObject, which makes an autoscaler; idle it may scale to zero unless told otherwise. */
export function readScaledObject({ metadata, spec, head }: Subject): Autoscaler {
  const target = spec.objectOrEmpty('scaleTargetRef');
  const annotations = metadata.annotations();
  const paused = pauses.find((key) => Object.hasOwn(annotations, key) && annotations[key] !== 'false');
  const config = spec.object('advanced')?.object('horizontalPodAutoscalerConfig');
  return {
    ...head,
    noun: 'autoscaler',
    // KEDA's defaults: a Deployment of apps/v1, from 0 to 100 replicas.
    target: {
      apiVersion: target.text('apiVersion') || 'apps/v1',
      kind: target.text('kind') || 'Deployment',
      name: target.text('name') ?? '',
    },
    minReplicas: readReplicas(spec, 'minReplicaCount') ?? 0,
    maxReplicas: readReplicas(spec, 'maxReplicaCount') ?? 100,
    wakesFromZero: true,
    holdsRequests: false,
    shares: spec.objects('triggers').flatMap(readTrigger),
    heldAt: paused ? writePath(['metadata', 'annotations', paused]) : config ? heldBehaviour(config) : null,
  };
}

/** The type of the metric stood in the metadata before KEDA 2.9. */
function readTrigger(trigger: Fields): RequestShare[] {
  const type = trigger.text('type');
  if (type === 'cron') for (const key of ['start', 'end']) refuseSchedule(trigger.objectOrEmpty('metadata'), key);
  if (type !== 'cpu' && type !== 'memory') return [];
  const metadata = trigger.objectOrEmpty('metadata');
  const measure = trigger.text('metricType') ?? metadata.text('type');
  return measure === 'Utilization'
    ? [{ resource: type, container: metadata.text('containerName'), path: trigger.where }]
    : [];
}

const sizedByDefault = ['cpu', 'memory'];

/** Reads a VerticalPodAutoscaler: with updateMode Off it only recommends, else it sets what containers request. */
export function readVerticalAutoscaler({ spec, head }: Subject): VerticalAutoscaler {
  const recommends = spec.object('updatePolicy')?.text('updateMode') === 'Off';
  const policies = spec.object('resourcePolicy')?.objects('containerPolicies') ?? [];
  const sizes = policies.map((one) => ({
    container: one.text('containerName') ?? '*',
    resources:
      one.text('mode') === 'Off'
        ? []
        : one.has('controlledResources')
          ? one.texts('controlledResources')
          : sizedByDefault,
  }));
  const rest = sizes.some(({ container }) => container === '*') ? [] : [{ container: '*', resources: sizedByDefault }];
  return {
    ...head,
    noun: 'verticalAutoscaler',
    target: readTarget(spec.objectOrEmpty('targetRef')),
    sizes: recommends ? [] : [...sizes, ...rest],
  };
}
