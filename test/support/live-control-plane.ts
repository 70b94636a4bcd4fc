import type { Raw } from '../../src/collect/objects/fields.ts';

/** A node of the control plane, as kubeadm labels it. `zone` null: it bears none. */
export function controlPlaneNode(name: string, zone: string | null, more: Readonly<Record<string, string>> = {}): Raw {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: name,
      labels: {
        'node-role.kubernetes.io/control-plane': '',
        ...(zone !== null && { 'topology.kubernetes.io/zone': zone }),
        ...more,
      },
    },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** The lease of an API server, renewed at a time. */
export function serverLease(name: string, renewTime = '2026-11-24T11:59:59.000000Z'): Raw {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name,
      namespace: 'kube-system',
      labels: { 'apiserver.kubernetes.io/identity': 'kube-apiserver' },
    },
    spec: { renewTime, leaseDurationSeconds: 3600 },
  };
}

/** A pod of etcd that its node runs from a file. */
export function etcdPod(node: string, isReady = true): Raw {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `etcd-${node}`,
      namespace: 'kube-system',
      labels: { component: 'etcd', tier: 'control-plane' },
      annotations: { 'kubernetes.io/config.mirror': 'a' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node, uid: node, controller: true }],
    },
    spec: { nodeName: node, containers: [{ name: 'etcd', image: 'registry.k8s.io/etcd:3.6.5', command: ['etcd'] }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
  };
}

/** A control plane with a node, a lease and a member of etcd for each of these zones. */
export function controlPlaneIn(...zones: readonly (string | null)[]): Raw[] {
  return zones.flatMap((zone, index) => [
    controlPlaneNode(`cp-${index}`, zone),
    serverLease(`apiserver-${index}`),
    etcdPod(`cp-${index}`),
  ]);
}
