import type { Origin } from '../../estate/identity.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import type { KindList } from './cluster-record.ts';
import { pathOfList } from './list-kind.ts';

/** Where an object of a cluster stands: the path under which the API server gives it, and which state of it was read. */
export function originOfLive(raw: Raw, list: KindList): Origin {
  const metadata = isRaw(raw['metadata']) ? raw['metadata'] : {};
  const { name, namespace, uid, resourceVersion } = metadata;
  const stands = { ...list, namespace: typeof namespace === 'string' && namespace !== '' ? namespace : null };
  return {
    file: `${pathOfList(stands)}/${textOf(name)}`,
    line: 1,
    document: 0,
    api: { uid: textOf(uid), resourceVersion: textOf(resourceVersion) },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
