import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { tracing } from './check.ts';

const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };
const object = (apiVersion: string, kind: string, spec: string, name = 'one'): string =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: tracing}\nspec: ${spec}\n`;
const pods = (kind: string, image: string, rest = '', ports = '[{containerPort: 4317}]', replicas = ''): string =>
  object(
    'apps/v1',
    kind,
    `{${replicas}selector: {matchLabels: {app: t}}, template: {metadata: {labels: {app: t}}, spec: {containers: [{name: app, image: '${image}', ports: ${ports}}]${rest}}}}`,
  );
const tempo = (kind: string, spec: string): string => object('tempo.grafana.com/v1alpha1', kind, spec);
const jaeger = (spec: string): string => object('jaegertracing.io/v1', 'Jaeger', spec);
const otel = (spec: string, signal = 'traces'): string =>
  object(
    'opentelemetry.io/v1beta1',
    'OpenTelemetryCollector',
    `{${spec}config: {service: {pipelines: {${signal}/all: {receivers: [otlp]}}}}}`,
  );
const image = 'otel/opentelemetry-collector-contrib:0.140.0';
const everywhere = ', tolerations: [{operator: Exists}]';

/** What is said of the object `one` for the critical tier. */
function judged(text: string): string[] {
  return findingsBy(tracing, text, critical)
    .filter(({ tier, subject }) => tier === 'critical' && subject.name === 'one')
    .map(({ verdict, reason }) => `${verdict} ${reason}`)
    .toSorted();
}

const well = ['unknown not-seen'];
const alone = ['partial single-replica'];

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['a TempoStack with two ingesters', tempo('TempoStack', '{template: {ingester: {replicas: 2}}}'), well],
    ['single-replica: a TempoStack', tempo('TempoStack', '{}'), alone],
    ['a TempoStack whose size decides', tempo('TempoStack', '{size: 1x.small}'), well],
    ['a TempoMonolithic is always one', tempo('TempoMonolithic', '{}'), alone],
    ['a Jaeger is all in one where nothing is said', jaeger('{}'), alone],
    ['a Jaeger in production scales its collectors', jaeger('{strategy: production}'), well],
    ['unless told not to', jaeger('{strategy: production, collector: {autoscale: false}}'), alone],
    ['three collectors of it', jaeger('{strategy: Production, collector: {replicas: 3}}'), well],
    ['a collector', otel(''), alone],
    ['two of it', otel('replicas: 2, '), well],
    ['one that is switched off', otel('replicas: 0, '), []],
    ['ingesters that are switched off', tempo('TempoStack', '{template: {ingester: {replicas: 0}}}'), []],
    ['collectors that are switched off', jaeger('{strategy: production, collector: {replicas: 0}}'), []],
    ['one that is scaled', otel('autoscaler: {minReplicas: 2, maxReplicas: 4}, '), well],
    ['one in each pod', otel('mode: sidecar, '), []],
    ['one of metrics', otel('', 'metrics'), []],
    [
      'its configuration as text',
      object('opentelemetry.io/v1alpha1', 'OpenTelemetryCollector', '{config: "service: {pipelines: {traces: {}}}"}'),
      alone,
    ],
    ['on each node', otel('mode: daemonset, tolerations: [{operator: Exists}], '), well],
    [
      'not-on-every-node',
      otel('mode: daemonset, nodeSelector: {pool: apps}, tolerations: [{operator: Exists}], '),
      ['partial not-on-every-node'],
    ],
    ['keeps-off-tainted-nodes', otel('mode: daemonset, '), ['advice keeps-off-tainted-nodes', 'unknown not-seen']],
    ['logs of each node are no traces', otel('mode: daemonset, ', 'logs'), []],
    ['a Deployment', pods('Deployment', image), alone],
    ['two of it', pods('Deployment', image, '', undefined, 'replicas: 2, '), well],
    ['a Deployment that takes in no traces', pods('Deployment', image, '', '[{containerPort: 8888}]'), []],
    ['a DaemonSet', pods('DaemonSet', image, everywhere), well],
    ['a DaemonSet that takes in no traces', pods('DaemonSet', image, '', '[]'), []],
    ['Jaeger as a workload', pods('Deployment', 'jaegertracing/all-in-one:1.76.0', '', '[]'), alone],
    ['what only asks is no store', pods('Deployment', 'jaegertracing/jaeger-query:1.76.0', '', '[]'), []],
    [
      'what an autoscaler scales',
      pods('Deployment', image) +
        object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          '{scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: one}, minReplicas: 2, maxReplicas: 4}',
          'hpa',
        ),
      well,
    ],
    [
      'an autoscaler that cannot be read',
      `${pods('Deployment', image)}${object('autoscaling/v2', 'HorizontalPodAutoscaler', '{minReplicas: many}', 'hpa')}`,
      well,
    ],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });
});

test('what cannot be read is a named gap, and a folder without tracing says nothing', () => {
  expect(estateOf(otel('replicas: many, ')).unreadable).toMatchObject([
    { message: expect.stringContaining('spec.replicas') as string },
  ]);
  const { outcomes } = assessedBy(tracing, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}', {
    ...critical,
    authority: 'complete',
  });
  expect(outcomes.find(({ criterion }) => criterion === tracing.answers)?.verdict).toBe('unknown');
});

describe('the command that proves it asks what takes in the traces', () => {
  test.each<[string, string, string]>([
    ['Jaeger', 'apiVersion: jaegertracing.io/v1\nkind: Jaeger\nmetadata: {name: a, namespace: o}\nspec: {}\n', '16686'],
    [
      'Tempo',
      'apiVersion: tempo.grafana.com/v1alpha1\nkind: TempoMonolithic\nmetadata: {name: a, namespace: o}\nspec: {}\n',
      '3200',
    ],
    [
      'a collector',
      'apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nmetadata: {name: a, namespace: o}\nspec: {config: {receivers: {otlp: {}}, exporters: {otlp: {endpoint: a}}, service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}}}\n',
      '8888',
    ],
  ])('%s', (_what, yaml, port) => {
    const told = findingsBy(tracing, yaml).flatMap(({ gaps }) => gaps.map(({ detail }) => detail));
    expect(told.join()).toContain(`curl http://localhost:${port}/`);
  });
});

describe('of a cluster', () => {
  const node = (name: string, more = '', labels = ''): string => `
---
apiVersion: v1
kind: Node
metadata: {name: ${name}, labels: {a: b${labels}}}
status: {conditions: [{type: Ready, status: "${more === '' ? 'True' : more}"}]}
`;
  const pod = (on: string, ready: boolean, waits = ''): string => `
---
apiVersion: v1
kind: Pod
metadata: {name: one-${on}, namespace: tracing, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: one, uid: apps/DaemonSet/tracing/one, controller: true}]}
spec: {nodeName: ${on}}
status: {phase: Running, conditions: [{type: Ready, status: "${ready ? 'True' : 'False'}"}]${waits && `, containerStatuses: [{state: {waiting: {reason: ${waits}}}}]`}}
`;

  const agent = pods('DaemonSet', image, everywhere);
  const cluster = (text: string): string[] =>
    findingsBy(tracing, clusterOf(text), critical)
      .filter(({ tier, subject }) => tier === 'critical' && subject.name !== 'api:6443')
      .map(({ verdict, reason }) => `${verdict} ${reason}`);
  const ready = (replicas: number): string =>
    `${pods('Deployment', image, '', undefined, 'replicas: 2, ')}status: {readyReplicas: ${replicas}}\n`;

  test.each<[string, string, string[]]>([
    ['on-every-node', node('a') + agent + pod('a', true), ['pass on-every-node']],
    ['nodes-without-agent', node('a') + node('b') + agent + pod('a', true), ['partial nodes-without-agent']],
    ['not ready yet', node('a') + agent + pod('a', false), ['unknown not-seen']],
    ['a cluster without nodes', agent, ['unknown not-seen']],
    ['server-ready', ready(2), ['pass server-ready']],
    ['server-down', ready(0), ['fail server-down']],
    ['some of it is ready', ready(1), ['unknown not-seen']],
    [
      'a collector of its operator',
      `${otel('replicas: 2, ')}status: {scale: {statusReplicas: 2/2}}\n`,
      ['pass server-ready'],
    ],
    [
      'server-down: of its operator',
      `${otel('replicas: 2, ')}status: {scale: {statusReplicas: 0/2}}\n`,
      ['fail server-down'],
    ],
    [
      'single-replica stays',
      `${otel('replicas: 1, ')}status: {scale: {statusReplicas: 1/1}}\n`,
      ['partial single-replica'],
    ],
  ])('%s', (_name, given, expected) => {
    expect(cluster(given)).toEqual(expected);
  });

  test('nothing that takes in traces is no proof that nothing does', () => {
    expect(findingsBy(tracing, clusterOf(node('a')), critical)).toMatchObject([{ verdict: 'unknown' }]);
    expect(judgedBy(tracing, clusterOf(ready(2)), critical)).toContain('notApplicable judged-apart Cluster//api:6443');
  });
});
