import { isRaw, type Raw } from '../../objects/fields.ts';
import { textAt } from './value-of-file.ts';

/** The version of the API server, as the ClusterOperator that runs it tells; null without one. */
export function versionOfOperator(objects: readonly Raw[]): string | null {
  const operator = objects.find(
    (one) => one['kind'] === 'ClusterOperator' && textAt(one, 'metadata', 'name') === 'kube-apiserver',
  );
  const status = operator?.['status'];
  const versions = isRaw(status) && Array.isArray(status['versions']) ? status['versions'].filter(isRaw) : [];
  const version = textAt(
    versions.find(({ name }) => name === 'kube-apiserver'),
    'version',
  );
  return version === null ? null : `v${version.replace(/^v/, '')}`;
}
