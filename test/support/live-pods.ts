import type { Raw } from '../../src/collect/objects/fields.ts';

/** A node that is ready. `zone` null: it bears none. */
export function liveNode(name: string, zone: string | null): Raw {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: name, labels: zone === null ? {} : { 'topology.kubernetes.io/zone': zone } },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** What makes a pod: a uid as `clusterOf` gives it. */
export interface Maker {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A pod of something, on a node; with a state of its own, or ready. */
export function livePod(
  { apiVersion, kind, namespace, name }: Maker,
  suffix: string,
  node: string,
  status: Raw = readyPod,
): Raw {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const uid = `${group}/${kind}/${namespace}/${name}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${suffix}`,
      namespace,
      ownerReferences: [{ apiVersion, kind, name, uid, controller: true }],
    },
    spec: { nodeName: node, containers: [{ name: 'a', image: 'registry.bank.example/a:1' }] },
    status,
  };
}

/** The state of a pod that is ready. */
const readyPod: Raw = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };

/** The state of a pod that runs and is not ready. */
export const unreadyPod: Raw = { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] };
