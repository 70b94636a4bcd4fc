import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { centralLogging } from './check.ts';

function collector(pod: string, image = 'cr.fluentbit.io/fluent/fluent-bit:4.0.3', kind = 'DaemonSet'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: fluent-bit, namespace: logging}
spec:
  selector: {matchLabels: {app: fluent-bit}}
  template:
    metadata: {labels: {app: fluent-bit}}
    spec: {containers: [{name: fluent-bit, image: '${image}'}]${pod}}
`;
}

const everywhere = ', tolerations: [{operator: Exists}]';
const one = 'DaemonSet/logging/fluent-bit';
const affinity = (...terms: string[]): string =>
  `, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${terms
    .map((term) => `{matchExpressions: [${term}]}`)
    .join(', ')}]}}}`;

test.each<[string, string, string[]]>([
  ['declared well', collector(everywhere), [`unknown not-seen ${one}`]],
  ['keeps-off-tainted-nodes', collector(''), [`partial keeps-off-tainted-nodes ${one}`]],
  ['not-on-every-node', collector(`, nodeSelector: {pool: apps}${everywhere}`), [`partial not-on-every-node ${one}`]],
  [
    'the operating system is none of them',
    collector(`, nodeSelector: {kubernetes.io/os: linux}${everywhere}`),
    [`unknown not-seen ${one}`],
  ],
  [
    'not-on-every-node: by affinity',
    collector(affinity('{key: pool, operator: In, values: [apps]}') + everywhere),
    [`partial not-on-every-node ${one}`],
  ],
  [
    'what keeps off virtual nodes runs on all others',
    collector(affinity('{key: type, operator: NotIn, values: [virtual-kubelet]}') + everywhere),
    [`unknown not-seen ${one}`],
  ],
  [
    'one of several terms is enough',
    collector(affinity('{key: pool, operator: Exists}', '{key: pool, operator: DoesNotExist}') + everywhere),
    [`unknown not-seen ${one}`],
  ],
  [
    'every fault is said',
    collector(', nodeSelector: {pool: apps}'),
    [`partial keeps-off-tainted-nodes ${one}`, `partial not-on-every-node ${one}`],
  ],
  ['what aggregates the logs of others runs where it likes', collector('', undefined, 'Deployment'), []],
  ['what collects no logs is not asked', collector('', 'quay.io/prometheus/node-exporter:v1.9.1'), []],
])('%s', (_name, given, expected) => {
  expect(judgedBy(centralLogging, given)).toEqual(expected);
});

test('for a critical namespace a part of the nodes fails', () => {
  const critical =
    '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: logging, labels: {kubecompass.io/tier: critical}}\n';
  const [finding] = findingsBy(centralLogging, collector(`, nodeSelector: {pool: apps}${everywhere}`) + critical);
  expect(finding).toMatchObject({ verdict: 'fail', because: 'it collects logs only on nodes with the label pool' });
  expect(finding?.evidence).toMatchObject([{ path: 'spec.template.spec.nodeSelector', value: ['pool'] }]);
});

test('a collector that cannot be read is a named gap, and a folder without one says nothing', () => {
  const broken = estateOf(collector(', tolerations: all'));
  expect(broken.unreadable).toMatchObject([
    { message: expect.stringContaining('tolerations: expected a list') as string },
  ]);
  const { outcomes } = assessedBy(centralLogging, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}', {
    authority: 'complete',
  });
  expect(outcomes.find(({ criterion }) => criterion === 'operations/central-logging')?.verdict).toBe('unknown');
});

describe('of a cluster', () => {
  const node = (name: string, more = '', labels = ''): string => `
---
apiVersion: v1
kind: Node
metadata: {name: ${name}, labels: {a: b${labels}}}
status: {conditions: [{type: Ready, status: "${more === '' ? 'True' : more}"}]}
---
`;
  const pod = (on: string, ready: boolean, waits = ''): string => `
---
apiVersion: v1
kind: Pod
metadata: {name: fluent-bit-${on}, namespace: logging, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: fluent-bit, uid: apps/DaemonSet/logging/fluent-bit, controller: true}]}
spec: {nodeName: ${on}}
status: {phase: Running, conditions: [{type: Ready, status: "${ready ? 'True' : 'False'}"}]${waits && `, containerStatuses: [{state: {waiting: {reason: ${waits}}}}]`}}
`;

  const loki = (ready: number): string => `
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: loki, namespace: logging}
spec: {replicas: 1, selector: {matchLabels: {app: l}}, template: {metadata: {labels: {app: l}}, spec: {containers: [{name: loki, image: 'docker.io/grafana/loki:3.5.0'}]}}}
status: {readyReplicas: ${ready}}
`;
  const two = node('a') + node('b');
  const cluster = 'Cluster//api:6443';
  const apart = `notApplicable judged-apart ${cluster}`;
  const fargate = ', eks.amazonaws.com/compute-type: fargate';
  const beside = collector(everywhere).replaceAll('fluent-bit', 'other').replace('fluent/other', 'fluent/fluent-bit');
  const podOfOther = pod('b', true).replaceAll('fluent-bit', 'other');

  test.each<[string, string, string[]]>([
    [
      'collected-and-kept',
      two + collector(everywhere) + pod('a', true) + pod('b', true) + loki(1),
      [apart, `pass collected-and-kept ${one}`],
    ],
    [
      'a store elsewhere is not seen',
      two + collector(everywhere) + pod('a', true) + pod('b', true),
      [apart, `unknown not-seen ${one}`],
    ],
    [
      'nor one that does not work',
      two + collector(everywhere) + pod('a', true) + pod('b', true) + loki(0),
      [apart, `unknown not-seen ${one}`],
    ],
    [
      'nodes-without-collector: no pod of it is there',
      two + collector(everywhere) + pod('a', true) + loki(1),
      [apart, `partial nodes-without-collector ${one}`],
    ],
    [
      'nodes-without-collector: its pod fails there',
      two + collector(everywhere) + pod('a', true) + pod('b', false, 'CrashLoopBackOff') + loki(1),
      [apart, `partial nodes-without-collector ${one}`],
    ],
    [
      'one that is not ready yet',
      two + collector(everywhere) + pod('a', true) + pod('b', false) + loki(1),
      [apart, `unknown not-seen ${one}`],
    ],
    [
      'virtual nodes, and those that are down, are not asked',
      two.replace('---', '') +
        node('c', '', fargate) +
        node('d', 'Unknown') +
        collector(everywhere) +
        pod('a', true) +
        pod('b', true) +
        loki(1),
      [apart, `pass collected-and-kept ${one}`],
    ],
    [
      'what a declaration leaves out is no fault where no node lacks it',
      two + collector(', nodeSelector: {pool: apps}') + pod('a', true) + pod('b', true) + loki(1),
      [apart, `pass collected-and-kept ${one}`],
    ],
    [
      'and one where a node does',
      two + collector(`, nodeSelector: {pool: apps}${everywhere}`) + pod('a', true) + loki(1),
      [apart, `partial nodes-without-collector ${one}`, `partial not-on-every-node ${one}`],
    ],
    [
      'two collectors may share the nodes between them',
      `${two}${collector(everywhere)}${pod('a', true)}---${beside}${podOfOther}${loki(1)}`,
      [apart, `pass collected-and-kept ${one}`, 'pass collected-and-kept DaemonSet/logging/other'],
    ],
    ['a cluster without nodes', collector(''), [apart, `partial keeps-off-tainted-nodes ${one}`]],
    ['nothing that collects is no proof that nothing does', two + loki(1), [`unknown not-seen ${cluster}`]],
  ])('%s', (_name, given, expected) => {
    expect(judgedBy(centralLogging, clusterOf(given))).toEqual(expected);
  });

  test.each(['/Node', '/Pod', 'apps/DaemonSet'])('nothing passes while %s may not be listed', (kind) => {
    const given = two + collector(everywhere) + pod('a', true) + pod('b', true) + loki(1);
    const judged = judgedBy(centralLogging, clusterOf(given, { forbidden: [kind] }));
    expect(judged.filter((one) => /^(?:pass|fail|partial)/.test(one))).toEqual([]);
  });

  test('pods of something that makes the DaemonSet are counted by it', () => {
    const made = (text: string): string =>
      text.replace(
        'namespace: logging}',
        'namespace: logging, ownerReferences: [{apiVersion: a.example/v1, kind: Collector, name: c, uid: c, controller: true}]}',
      );
    const given = two + made(collector(everywhere)) + pod('a', true) + pod('b', true) + loki(1);
    expect(judgedBy(centralLogging, clusterOf(given))).toEqual([apart, `pass collected-and-kept ${one}`]);
  });
});
