import { expect, test } from 'vitest';
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
