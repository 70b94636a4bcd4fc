import type { Autoscaler } from '../../../estate/autoscaler.ts';
import type { Head } from '../object-metadata.ts';
import { isRaw, type Raw } from '../fields.ts';

/**
 * The autoscaler that a workload runs, if its container is a cluster-proportional-autoscaler: it sets the replicas of its `--target` from the number of
 * nodes and cores, so that no manifest says how few there are. null for every other workload.
 * Source: kubernetes-sigs/cluster-proportional-autoscaler, README, "Usage".
 */
export function proportionalAutoscalerOf(raw: Raw, head: Head): Autoscaler | null {
  const target = wordsOf(raw)
    .map((word) => /^--target=(deployment|replicaset|replicationcontroller)\/([a-z0-9.-]+)$/i.exec(word))
    .find((match) => match !== null);
  if (!target) return null;
  const [, kind = '', name = ''] = target;
  const known = kinds.find((one) => one.toLowerCase() === kind.toLowerCase()) ?? '';
  return {
    ...head,
    noun: 'autoscaler',
    target: { apiVersion: known === 'ReplicationController' ? 'v1' : 'apps/v1', kind: known, name },
    minReplicas: null,
    maxReplicas: null,
    wakesFromZero: true,
    holdsRequests: false,
    shares: [],
    heldAt: null,
  };
}

const kinds = ['Deployment', 'ReplicaSet', 'ReplicationController'];

/** The words with which a workload starts such a container. */
function wordsOf(raw: Raw): string[] {
  const spec = at(at(at(raw, 'spec'), 'template'), 'spec');
  const containers = Array.isArray(spec['containers']) ? spec['containers'].filter(isRaw) : [];
  return containers.flatMap((container) => {
    const words = ['command', 'args'].flatMap((key): unknown[] => {
      const list = container[key];
      return Array.isArray(list) ? list : [];
    });
    const texts = words.filter((word): word is string => typeof word === 'string');
    const isOne = [container['image'], ...texts].some(
      (text) => typeof text === 'string' && text.includes('cluster-proportional-autoscaler'),
    );
    return isOne ? texts : [];
  });
}

function at(raw: Raw, key: string): Raw {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
  return isRaw(value) ? value : {};
}
