import { expect, test } from 'vitest';
import { clusterOf } from '../../test/support/cluster-of.ts';
import { estateOf } from '../../test/support/estate-of.ts';
import { takeInventory } from './take-inventory.ts';

const node = (name: string, ready = 'True'): string => `
---
apiVersion: v1
kind: Node
metadata: {name: ${name}}
status: {conditions: [{type: Ready, status: "${ready}"}], nodeInfo: {kubeletVersion: v1.36.4, containerRuntimeVersion: 'containerd://2.3.4', osImage: Ubuntu 24.04.3 LTS, kernelVersion: 6.8.0, architecture: amd64}}
`;
const argo = (name: string, tag: string, ready = 1): string => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: argocd}
spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: server, image: 'mirror.bank.example/quay/argoproj/argocd:${tag}'}]}}}
status: {readyReplicas: ${ready}}
`;
const definition = (group: string, kind: string): string => `
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.${group}}
spec: {group: ${group}, names: {kind: ${kind}}}
`;

test('a cluster: each tool in each version, with how it is, and Kubernetes itself', () => {
  const given =
    node('a') + node('b', 'False') + argo('server', 'v3.5.1') + argo('controller', 'v3.5.1', 0) + argo('old', 'v3.3.0');
  const { tools, nodes, estate, leftovers, gaps } = takeInventory(clusterOf(given, { version: 'v1.36.4' }));
  expect(estate).toMatchObject({
    source: 'cluster',
    cluster: { server: 'api:6443', version: 'v1.36.4', provider: null },
  });
  expect(tools.map(({ category, title, version, seen }) => [category, title, version, seen.length])).toEqual([
    ['control-plane', 'Kubernetes', '1.36.4', 2],
    ['gitops', 'Argo CD', '3.5.1', 2],
    ['gitops', 'Argo CD', '3.3.0', 1],
    ['runtime', 'containerd', '2.3.4', 1],
  ]);
  expect(tools[1]).toMatchObject({
    support: { release: '3.5', state: 'supported' },
    maturity: { level: 'graduated' },
    seen: [
      { kind: 'Deployment', namespace: 'argocd', name: 'controller', works: false },
      { kind: 'Deployment', namespace: 'argocd', name: 'server', works: true, says: 'its pod is ready' },
    ],
  });
  expect(nodes).toEqual([
    {
      count: 2,
      ready: 1,
      system: 'Ubuntu 24.04.3 LTS',
      kernel: '6.8.0',
      architecture: 'amd64',
      runtime: 'containerd://2.3.4',
      kubelet: 'v1.36.4',
    },
  ]);
  expect([leftovers, gaps]).toEqual([[], []]);
});

test('kinds and objects alone run nothing', () => {
  const given = definition('velero.io', 'Backup') + definition('argoproj.io', 'Application') + argo('server', 'v3.5.1');
  const { tools, leftovers } = takeInventory(clusterOf(given));
  expect(tools.map(({ tool }) => tool)).not.toContain('velero');
  expect(leftovers.map(({ tool, seen }) => [tool, seen[0]?.seenAs])).toEqual([['velero', 'definition']]);
});

test('what may not be listed is a gap', () => {
  const { gaps } = takeInventory(clusterOf(argo('server', 'v3.5.1'), { forbidden: ['apps/Deployment'] }));
  expect(gaps).toEqual([{ gap: 'forbidden', detail: 'deployments is forbidden' }]);
});

const falco = `
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: falco, namespace: falco, uid: falco}
spec: {selector: {matchLabels: {app: f}}, template: {metadata: {labels: {app: f}}, spec: {containers: [{name: falco, image: 'docker.io/falcosecurity/falco:0.43.0'}]}}}
status: {desiredNumberScheduled: 1, numberReady: 1}
`;
const falcoOn = (on: string): string => `
---
apiVersion: v1
kind: Pod
metadata: {name: falco-${on}, namespace: falco, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: falco, uid: falco, controller: true}]}
spec: {nodeName: ${on}, containers: [{name: falco, image: 'docker.io/falcosecurity/falco:0.43.0'}]}
status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
`;

test.each<[string, string, string[], boolean | null, string]>([
  ['on each node', node('a') + falcoOn('a'), [], true, 'its pod is ready'],
  ['on one of two', node('a') + node('b') + falcoOn('a'), [], null, 'ready on 1 of 2 nodes'],
  [
    'and a node that is gone is not asked',
    node('a') + node('b', 'Unknown') + falcoOn('a'),
    [],
    true,
    'its pod is ready',
  ],
  [
    'and the nodes may not be listed',
    falcoOn('a'),
    ['/Node'],
    null,
    'its pod is ready; on how many nodes of all was not seen',
  ],
])('F30: what belongs on every node is ready %s', (_name, given, forbidden, works, says) => {
  const { tools } = takeInventory(clusterOf(falco + given, { forbidden }));
  expect(tools.find(({ tool }) => tool === 'falco')?.seen).toMatchObject([{ works, says }]);
});

test.each<[string, boolean, string]>([
  ['True', true, 'its pod is ready'],
  [
    'False',
    false,
    'the API that it is to answer is not available (APIService v1beta1.metrics.k8s.io: MissingEndpoints)',
  ],
])('F30: metrics-server works where its API is available (%s)', (status, works, says) => {
  const given = (service: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: metrics-server, namespace: kube-system}
spec: {selector: {matchLabels: {app: m}}, template: {metadata: {labels: {app: m}}, spec: {containers: [{name: metrics-server, image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0'}]}}}
status: {readyReplicas: 1}
---
apiVersion: v1
kind: Service
metadata: {name: metrics, namespace: kube-system}
spec: {selector: {app: m}, ports: [{port: 443}]}
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io}
spec: {group: metrics.k8s.io, version: v1beta1, service: {name: ${service}, namespace: kube-system}}
status: {conditions: [{type: Available, status: "${status}", reason: MissingEndpoints}]}
`;
  // The second Service is not there.
  for (const service of ['metrics', 'metrics-server']) {
    const { tools } = takeInventory(clusterOf(given(service)));
    expect(tools.find(({ tool }) => tool === 'metrics-server')?.seen).toMatchObject([{ works, says }]);
  }
});

test('a folder tells of no state, and of no node', () => {
  const { tools, nodes, estate } = takeInventory(estateOf(argo('server', 'v3.5.1').replace(/status:.*/, '')));
  expect(tools).toMatchObject([
    { tool: 'argo-cd', seen: [{ works: null, says: null, source: { file: 'manifests.yaml' } }] },
  ]);
  expect([nodes, estate.cluster]).toEqual([[], null]);
});
