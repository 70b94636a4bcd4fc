import type { DisruptionBudget } from '../../../estate/disruption-budget.ts';
import { parseIntOrPercent } from '../../../estate/int-or-percent.ts';
import { isEmptySelector } from '../../../estate/label-selector.ts';
import type { Service } from '../../../estate/service.ts';
import type { VolumeClaim } from '../../../estate/volume-claim.ts';
import { type Fields, MalformedField } from '../fields.ts';
import { asksForScrapes } from '../telemetry/monitors.ts';
import type { Subject } from '../object-metadata.ts';
import { readSelector } from '../selector.ts';

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

/** Reads a Service. */
export function readService({ spec, head, metadata }: Subject): Service {
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
    labels: metadata.labels('labels'),
    asksForScrapes: asksForScrapes(metadata),
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
