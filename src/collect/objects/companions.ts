import type { Autoscaler } from '../../estate/autoscaler.ts';
import type { DisruptionBudget } from '../../estate/disruption-budget.ts';
import { parseIntOrPercent } from '../../estate/int-or-percent.ts';
import { isEmptySelector } from '../../estate/label-selector.ts';
import type { Service } from '../../estate/service.ts';
import type { VolumeClaim } from '../../estate/volume-claim.ts';
import { type Fields, MalformedField } from './fields.ts';
import type { Subject } from './object-metadata.ts';
import { readSelector } from './selector.ts';

/** Reads a PodDisruptionBudget of policy/v1 or v1beta1. */
export function readDisruptionBudget({ spec, head }: Subject): DisruptionBudget {
  const selector = readSelector(spec, 'selector');
  // In v1beta1 an empty selector matches no pods; in v1 it matches all of the namespace (policy/v1 API reference).
  const selectsNothing = head.apiVersion === 'policy/v1beta1' && isEmptySelector(selector);
  if (spec.has('minAvailable') && spec.has('maxUnavailable')) {
    throw new MalformedField(
      [...spec.path, 'maxUnavailable'],
      'spec.maxUnavailable: minAvailable is set too, and a budget takes only one of them',
    );
  }
  return {
    ...head,
    noun: 'disruptionBudget',
    selector: selectsNothing ? null : selector,
    minAvailable: readAmount(spec, 'minAvailable'),
    maxUnavailable: readAmount(spec, 'maxUnavailable'),
    unhealthyPodEvictionPolicy: spec.text('unhealthyPodEvictionPolicy'),
  };
}

/** An amount that the API server takes; it refuses a number in quotes (`"2"`) and more than 100 %, so such a budget never comes to be. */
function readAmount(spec: Fields, key: string): number | string | null {
  const written = spec.integerOrText(key);
  if (written === null) return null;
  const amount = parseIntOrPercent(written);
  if (amount && ('int' in amount || amount.percent <= 100)) return written;
  return spec.refuse(key, 'a whole number from 0 (not in quotes) or a percentage up to 100%');
}

/** Reads a HorizontalPodAutoscaler of any version. */
export function readAutoscaler({ spec, head }: Subject): Autoscaler {
  const target = spec.objectOrEmpty('scaleTargetRef');
  const minReplicas = readReplicas(spec, 'minReplicas') ?? 1;
  return {
    ...head,
    noun: 'autoscaler',
    target: { apiVersion: target.text('apiVersion'), kind: target.text('kind') ?? '', name: target.text('name') ?? '' },
    minReplicas,
    maxReplicas: readReplicas(spec, 'maxReplicas'),
    // A workload that stands at zero is left alone unless the minimum is zero too (pkg/controller/podautoscaler/horizontal.go).
    wakesFromZero: minReplicas === 0,
  };
}

function readReplicas(spec: Fields, key: string): number | null {
  const replicas = spec.integer(key);
  return replicas !== null && replicas < 0 ? spec.refuse(key, 'a whole number from 0') : replicas;
}

/** Reads a KEDA ScaledObject, which makes an autoscaler; idle it may scale to zero unless told otherwise. */
export function readScaledObject({ spec, head }: Subject): Autoscaler {
  const target = spec.objectOrEmpty('scaleTargetRef');
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
  };
}

/** Reads a Service. */
export function readService({ spec, head }: Subject): Service {
  return {
    ...head,
    noun: 'service',
    type: spec.text('type') ?? 'ClusterIP',
    selector: spec.has('selector') ? spec.labels('selector') : null,
    ports: spec.objects('ports').map((port) => {
      const number = port.integer('port') ?? 0;
      // A missing targetPort is the port itself.
      return {
        name: port.text('name'),
        port: number,
        target: port.integerOrText('targetPort') ?? number,
        protocol: port.text('protocol') ?? 'TCP',
      };
    }),
    headless: spec.text('clusterIP') === 'None',
  };
}

/** Reads a PersistentVolumeClaim. */
export function readVolumeClaim({ spec, head }: Subject): VolumeClaim {
  return {
    ...head,
    noun: 'volumeClaim',
    accessModes: spec.texts('accessModes'),
    storageClass: spec.text('storageClassName'),
  };
}
