import type { ApiService } from '../../../estate/api-service.ts';
import type { Subject } from '../../objects/object-metadata.ts';

/** Reads an APIService; null for a group that the API server answers for itself. */
export function readApiService({ spec, fields, head }: Subject): ApiService | null {
  const service = spec.object('service');
  if (service === null) return null;
  const available = fields
    .objectOrEmpty('status')
    .objects('conditions')
    .find((one) => one.text('type') === 'Available')
    ?.text('status');
  return {
    noun: 'apiService',
    ...head,
    group: spec.text('group') ?? '',
    version: spec.text('version') ?? '',
    service: `${service.text('namespace') ?? ''}/${service.text('name') ?? ''}`,
    isAvailable: available === undefined || available === null ? null : available === 'True',
    skipsCheck: spec.boolean('insecureSkipTLSVerify') ?? false,
  };
}
