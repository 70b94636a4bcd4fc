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

test('a folder tells of no state, and of no node', () => {
  const { tools, nodes, estate } = takeInventory(estateOf(argo('server', 'v3.5.1').replace(/status:.*/, '')));
  expect(tools).toMatchObject([
    { tool: 'argo-cd', seen: [{ works: null, says: null, source: { file: 'manifests.yaml' } }] },
  ]);
  expect([nodes, estate.cluster]).toEqual([[], null]);
});
