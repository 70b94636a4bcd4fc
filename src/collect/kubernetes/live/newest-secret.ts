import { parseInstant } from '../../../estate/instant.ts';
import type { LiveCluster } from '../../../estate/live-cluster.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import type { ClusterRecord } from '../cluster-record.ts';
import { textOf } from './condition-state.ts';

type Made = NonNullable<LiveCluster['newestSecret']>;

/** Remembers of each namespace the Secret that was made last before a cluster was asked what it counts. */
export interface NewestSecrets {
  see(secret: Raw, cluster: ClusterRecord | null): void;
  /** Lets go of what was seen in a namespace; null: of all. */
  forget(namespace: string | null): void;
  newest(): Made | null;
}

/** What is made while somebody looks is not yet counted. */
const lookMs = 60_000;

/** Starts with none. */
export function startNewestSecrets(): NewestSecrets {
  const made = new Map<string, Made & { readonly time: number }>();
  return {
    see({ metadata }, cluster) {
      if (!isRaw(metadata) || !cluster || cluster.clockAhead === null) return;
      const [namespace, name, createdAt] = ['namespace', 'name', 'creationTimestamp'].map((key) =>
        textOf(metadata[key]),
      );
      const [time, asked] = [parseInstant(createdAt ?? ''), parseInstant(cluster.collectedAt)];
      if (!namespace || !name || !createdAt || time === null || asked === null) return;
      if (time > asked + cluster.clockAhead * 1000 - lookMs) return;
      if (time > (made.get(namespace)?.time ?? Number.NEGATIVE_INFINITY))
        made.set(namespace, { namespace, name, createdAt, time });
    },
    forget(namespace) {
      if (namespace === null) made.clear();
      else made.delete(namespace);
    },
    newest() {
      const [last] = [...made.values()].toSorted((a, b) => b.time - a.time || (a.namespace < b.namespace ? -1 : 1));
      return last ? { namespace: last.namespace, name: last.name, createdAt: last.createdAt } : null;
    },
  };
}
