import { isRaw, type Raw } from '../objects/fields.ts';
import type { KindList, Recorded } from './cluster-record.ts';

/** Counts the objects that are told of a cluster. */
export interface ObjectCount {
  take(record: Recorded): void;
  /** How many there are: each once, whether it can be read or not. */
  total(): number;
}

/** Starts to count. What takes a snapshot and what assesses it say the same number, because both count here. */
export function countObjects(): ObjectCount {
  const seen = new Set<string>();
  return {
    take(record) {
      if (record.record === 'page')
        for (const object of record.objects) if (isRaw(object)) seen.add(keyOf(object, record.list));
      if (record.record !== 'again') return;
      const { group, kind, namespace } = record.list;
      const begun = `${group}/${kind}/${namespace === null ? '' : `${namespace}/`}`;
      for (const key of seen) if (key.startsWith(begun)) seen.delete(key);
    },
    total: () => seen.size,
  };
}

function keyOf({ metadata }: Raw, { group, kind }: KindList): string {
  const { namespace = '', name = '' } = isRaw(metadata) ? metadata : {};
  return `${group}/${kind}/${String(namespace)}/${String(name)}`;
}
