import { describe, expect, test } from 'vitest';
import { agentPods, nodes } from '../../../../test/support/agent-pods.ts';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { runtimeDetection } from './check.ts';

function sensor(pod: string, image = 'docker.io/falcosecurity/falco:0.42.0', kind = 'DaemonSet'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: falco, namespace: falco}
spec:
  selector: {matchLabels: {app: falco}}
  template:
    metadata: {labels: {app: falco}}
    spec: {containers: [{name: falco, image: '${image}'}]${pod}}
`;
}

const everywhere = ', tolerations: [{operator: Exists}]';
const one = 'DaemonSet/falco/falco';
const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

test.each<[string, string, string[]]>([
  ['declared well', sensor(everywhere), [`unknown not-seen ${one}`]],
  ['keeps-off-tainted-nodes', sensor(''), [`partial keeps-off-tainted-nodes ${one}`]],
  ['not-on-every-node', sensor(`, nodeSelector: {pool: apps}${everywhere}`), [`fail not-on-every-node ${one}`]],
  [
    'not-on-every-node: by affinity',
    sensor(
      `, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: Exists}]}]}}}${everywhere}`,
    ),
    [`fail not-on-every-node ${one}`],
  ],
  [
    'the operating system is no choice of nodes',
    sensor(`, nodeSelector: {kubernetes.io/os: linux}${everywhere}`),
    [`unknown not-seen ${one}`],
  ],
  [
    'every fault is said',
    sensor(', nodeSelector: {pool: apps}'),
    [`fail not-on-every-node ${one}`, `partial keeps-off-tainted-nodes ${one}`],
  ],
  ['another sensor', sensor(everywhere, 'quay.io/cilium/tetragon:v1.6.0'), [`unknown not-seen ${one}`]],
  ['an agent that detects nothing', sensor('', 'cr.fluentbit.io/fluent/fluent-bit:4.0.3'), []],
  ['what gathers the events of others is no sensor', sensor('', undefined, 'Deployment'), []],
  [
    'a chart that is not rendered here',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: falco, namespace: falco}\nspec: {chart: {spec: {chart: falco, version: 6.0.0, sourceRef: {kind: HelmRepository, name: falco}}}}\n',
    ['unknown not-seen HelmRelease/falco/falco'],
  ],
  [
    'a rule of a sensor is no sensor',
    'apiVersion: cilium.io/v1alpha1\nkind: TracingPolicy\nmetadata: {name: shells}\nspec: {}\n',
    [],
  ],
])('%s', (_name, given, expected) => {
  expect([...new Set(judgedBy(runtimeDetection, given, critical))]).toEqual(expected);
});

test('below Critical a part of the nodes is partial, for every tier that the platform hosts', () => {
  const bank =
    '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n';
  const found = findingsBy(runtimeDetection, sensor(`, nodeSelector: {pool: apps}${everywhere}`) + bank);
  expect(found.map(({ tier, verdict, because }) => [tier, verdict, because])).toEqual([
    ['critical', 'fail', 'it watches only nodes with the label pool'],
    ['important', 'partial', 'it watches only nodes with the label pool'],
  ]);
  expect(found[0]?.evidence).toMatchObject([{ path: 'spec.template.spec.nodeSelector', value: ['pool'] }]);
});

test('a folder never passes: what runs is shown by a command', () => {
  expect(findingsBy(runtimeDetection, sensor(everywhere))[0]?.because).toBe(
    'Falco as a sensor on every node is declared, not yet seen to run; `kubectl get daemonset -A` shows it',
  );
});

test('a sensor that cannot be read is a named gap, and a folder without one says nothing', () => {
  expect(estateOf(sensor(', tolerations: all')).unreadable).toMatchObject([
    { message: expect.stringContaining('tolerations: expected a list') as string },
  ]);
  const { outcomes } = assessedBy(runtimeDetection, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}', {
    authority: 'complete',
  });
  expect(outcomes.find(({ criterion }) => criterion === runtimeDetection.answers)?.verdict).toBe('unknown');
});

describe('of a cluster', () => {
  const falco = `---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: falco, namespace: kube-system}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {tolerations: [{operator: Exists}], containers: [{name: falco, image: docker.io/falcosecurity/falco:0.43.0}]}}}
`;

  test.each<[string, string, string[]]>([
    [
      'on each node',
      nodes('a', 'b!') + falco + agentPods('falco', 'a'),
      ['notApplicable judged-apart', 'pass watches-every-node'],
    ],
    [
      'a node without',
      nodes('a', 'b') + falco + agentPods('falco', 'a'),
      ['fail unwatched-nodes', 'notApplicable judged-apart'],
    ],
    ['no nodes', falco, ['notApplicable judged-apart', 'unknown not-seen']],
    ['F30: nothing watches, as far as it is seen', nodes('a'), ['unknown not-seen']],
  ])('%s', (_name, yaml, expected) => {
    const found = judgedBy(runtimeDetection, clusterOf(yaml), {
      policy: { tiers: { default: 'critical', rules: [] } },
    });
    expect(found.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });
});

test('a cluster in which they may not be listed: nobody could look for them', () => {
  const found = JSON.stringify(findingsBy(runtimeDetection, clusterOf('', { forbidden: ['apps/DaemonSet'] })));
  expect(found).toContain('daemonsets is forbidden');
  expect(found).not.toContain('of this cluster;');
  expect(found).not.toContain('in this cluster;');
});
