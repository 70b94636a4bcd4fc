import type { ServiceEndpoints } from '../../../estate/service-endpoints.ts';
import type { Subject } from '../../objects/object-metadata.ts';

/** Reads an EndpointSlice. */
export function readServiceEndpoints({ metadata, fields, head }: Subject): ServiceEndpoints {
  const all = fields.objects('endpoints').map((one) => one.objectOrEmpty('conditions').boolean('ready') ?? true);
  const ready = all.filter(Boolean).length;
  return {
    noun: 'serviceEndpoints',
    ...head,
    service: metadata.labels('labels')['kubernetes.io/service-name'] ?? null,
    ready,
    notReady: all.length - ready,
  };
}
