import type { Autoscaler } from '../../estate/autoscaler.ts';
import type { DisruptionBudget } from '../../estate/disruption-budget.ts';
import { isEmptySelector } from '../../estate/label-selector.ts';
import type { Service } from '../../estate/service.ts';
import type { VolumeClaim } from '../../estate/volume-claim.ts';
import { MalformedField } from './fields.ts';
import type { Subject } from './object-metadata.ts';
import { readSelector } from './selector.ts';

/** Reads a PodDisruptionBudget of policy/v1 or v1beta1. */
export function readDisruptionBudget({ spec, head }: Subject): DisruptionBudget {
  const selector = readSelector(spec, 'selector');
  // In v1beta1 an empty selector matches no pods; in v1 it matches all of the namespace (policy/v1 API reference).
  const selectsNothing = head.apiVersion === 'policy/v1beta1' && isEmptySelector(selector);
  if (spec.has('minAvailable') && spec.has('maxUnavailable')) {
    throw new MalformedField([...spec.path, 'maxUnavailable'], 'spec.maxUnavailable: minAvailable is set too, and a budget takes only one of them');
  }
  return {
    ...head,
    noun: 'disruptionBudget',
    selector: selectsNothing ? null : selector,
    minAvailable: spec.integerOrText('minAvailable'),
    maxUnavailable: spec.integerOrText('maxUnavailable'),
    unhealthyPodEvictionPolicy: spec.text('unhealthyPodEvictionPolicy'),
  };
}

/** Reads a HorizontalPodAutoscaler of any version. */
export function readAutoscaler({ spec, head }: Subject): Autoscaler {
  const target = spec.objectOrEmpty('scaleTargetRef');
  return {
    ...head,
    noun: 'autoscaler',
    target: { apiVersion: target.text('apiVersion'), kind: target.text('kind') ?? '', name: target.text('name') ?? '' },
    minReplicas: spec.integer('minReplicas') ?? 1,
    maxReplicas: spec.integer('maxReplicas'),
  };
}

/** Reads a KEDA ScaledObject, which makes an autoscaler; idle it may scale to zero unless told otherwise. */
export function readScaledObject({ spec, head }: Subject): Autoscaler {
  const target = spec.objectOrEmpty('scaleTargetRef');
  return {
    ...head,
    noun: 'autoscaler',
    target: { apiVersion: target.text('apiVersion'), kind: target.text('kind') || 'Deployment', name: target.text('name') ?? '' },
    minReplicas: spec.integer('minReplicaCount') ?? 0,
    // KEDA's default.
    maxReplicas: spec.integer('maxReplicaCount') ?? 100,
  };
}

/** Reads a Service. */
export function readService({ spec, head }: Subject): Service {
  return {
    ...head,
    noun: 'service',
    type: spec.text('type') ?? 'ClusterIP',
    selector: spec.has('selector') ? spec.textMap('selector') : null,
    ports: spec.objects('ports').map((port) => {
      const number = port.integer('port') ?? 0;
      // A missing targetPort is the port itself.
      return { name: port.text('name'), port: number, target: port.integerOrText('targetPort') ?? number, protocol: port.text('protocol') ?? 'TCP' };
    }),
    headless: spec.text('clusterIP') === 'None',
  };
}

/** Reads a PersistentVolumeClaim. */
export function readVolumeClaim({ spec, head }: Subject): VolumeClaim {
  return { ...head, noun: 'volumeClaim', accessModes: spec.texts('accessModes'), storageClass: spec.text('storageClassName') };
}
