import { expect, test } from 'vitest';
import { clusterOf } from '../../test/support/cluster-of.ts';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Raw } from '../collect/objects/fields.ts';
import { reachOf } from './node-reach.ts';

const node = (
  name: string,
  { ready = 'True', labels = {} }: { ready?: string; labels?: Record<string, string> } = {},
): Raw => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels },
  status: { conditions: [{ type: 'Ready', status: ready }] },
});
const image = 'docker.io/falcosecurity/falco:0.43.0';
const set = (name = 'falco', { kind = 'DaemonSet', of = image, ready = 1 } = {}): Raw => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'falco', uid: name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'c', image: of }] } },
  },
  status: { desiredNumberScheduled: 1, numberReady: ready, replicas: 1, readyReplicas: ready },
});
const pod = (on: string, { of = 'falco', kind = 'DaemonSet', ready = 'True', leaves = false } = {}): Raw => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `${of}-${on}`,
    namespace: 'falco',
    ...(leaves && { deletionTimestamp: '2026-11-24T12:00:00Z' }),
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name: of, uid: of, controller: true }],
  },
  spec: { nodeName: on, containers: [{ name: 'c', image }] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready }] },
});
const two = [node('a'), node('b')];
const whole = 'true its pod is ready';
const half = 'null ready on 1 of 2 nodes';
const unseen = 'null its pod is ready; on how many nodes of all was not seen';

test.each<[string, readonly Raw[], string, string[]?]>([
  ['on each node', [set(), ...two, pod('a'), pod('b')], whole],
  ['on one of two', [set(), ...two, pod('a')], half],
  ['on none', [set(), ...two], 'null ready on 0 of 2 nodes'],
  ['where there is no node', [set()], whole],
  ['but for a node that is not ready', [set(), node('a'), node('b', { ready: 'False' }), pod('a')], whole],
  ['but for a virtual node', [set(), node('a'), node('b', { labels: { type: 'virtual-kubelet' } }), pod('a')], whole],
  ['and a pod that is not ready does not count', [set(), ...two, pod('a'), pod('b', { ready: 'False' })], half],
  ['and a pod that leaves does not count', [set(), ...two, pod('a'), pod('b', { leaves: true })], half],
  ['and a pod of another set does not count', [set(), ...two, pod('a'), pod('b', { of: 'other' })], half],
  [
    'two sets of one program share the nodes',
    [set(), set('falco-arm'), ...two, pod('a'), pod('b', { of: 'falco-arm' })],
    whole,
  ],
  [
    'two sets of two programs do not',
    [set(), set('beside', { of: 'docker.io/grafana/promtail:3.0.0' }), ...two, pod('a'), pod('b', { of: 'beside' })],
    half,
  ],
  ['and nodes may not be listed', [set(), pod('a')], unseen, ['/Node']],
  ['and pods may not be listed', [set(), ...two], unseen, ['/Pod']],
  ['what does not work says so itself', [set('falco', { ready: 0 }), ...two], 'false'],
  [
    'of what is no DaemonSet nobody asks that',
    [set('falco', { kind: 'Deployment' }), ...two, pod('a', { kind: 'Deployment' })],
    whole,
  ],
  [
    'nor of a tool that no node needs',
    [set('falco', { of: 'quay.io/argoproj/argocd:v3.5.1' }), ...two, pod('a')],
    whole,
  ],
])('a tool that belongs on every node: %s', (_name, objects, expected, forbidden = []) => {
  const estate = clusterOf(objects, { forbidden });
  const tool = estate.facts.tools.items.find(({ name, seenAs }) => name === 'falco' && seenAs === 'workload');
  if (!tool) throw new Error('the tool was not seen');
  const running = reachOf(estate)(tool);
  expect(running?.works === false ? 'false' : `${running?.works} ${running?.says}`).toBe(expected);
});

test('nothing is said of what stands in a file', () => {
  const estate = estateOf(JSON.stringify(set()));
  const [tool] = estate.facts.tools.items;
  if (!tool) throw new Error('the tool was not seen');
  expect(reachOf(estate)(tool)).toBe(null);
});
