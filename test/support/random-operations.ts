import fc from 'fast-check';
import { type Json, metadata, namespaceName } from './random-parts.ts';

const alert = fc
  .record({
    name: fc.constantFrom('Down', 'Slow'),
    labels: fc.constantFrom<Json>(
      { severity: 'critical', team: 'bank' },
      { severity: 'critical' },
      { severity: 'warning' },
      {},
    ),
    annotations: fc.constantFrom<Json>({ runbook_url: 'https://runbooks.bank.example/down' }, {}),
  })
  .map(({ name, ...rest }): Json => ({ alert: name, expr: 'up == 0', ...rest }));

const rules = fc
  .record({
    metadata: metadata(fc.constantFrom('rules', 'more')),
    alerts: fc.array(
      fc.oneof({ weight: 4, arbitrary: alert }, fc.constant<Json>({ record: 'up:sum', expr: 'sum(up)' })),
      {
        maxLength: 3,
      },
    ),
  })
  .map(({ metadata: head, alerts }): Json => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: head,
    spec: { groups: [{ name: 'bank', rules: alerts }] },
  }));

const receiver = fc.constantFrom('pager', 'chat', 'nobody');
const routing = fc
  .record({
    metadata: metadata(fc.constant('alertmanager')),
    first: receiver,
    critical: receiver,
    hours: fc.constantFrom('', ', active_time_intervals: [hours]'),
  })
  .map(({ metadata: head, first, critical, hours }): Json => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: head,
    stringData: {
      'alertmanager.yaml': `
route:
  receiver: ${first}
  routes: [{matchers: [severity="critical"], receiver: ${critical}${hours}}]
time_intervals: [{name: hours}]
receivers:
  - {name: nobody}
  - {name: chat, slack_configs: [{channel: "#alerts", api_url_file: /etc/url}]}
  - {name: pager, pagerduty_configs: [{routing_key_file: /etc/key}]}
`,
    },
  }));

const application = fc
  .record({
    metadata: metadata(fc.constantFrom('ledger', 'web')),
    syncPolicy: fc.constantFrom<Json | undefined>(
      { automated: { selfHeal: true } },
      { automated: {} },
      { automated: { enabled: false } },
      undefined,
    ),
    namespace: fc.option(namespaceName, { nil: undefined }),
    source: fc.constantFrom<Json>({ path: 'absent' }, { chart: 'ledger', targetRevision: '1.x' }),
  })
  .map(({ metadata: head, syncPolicy, namespace, source }): Json => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: head,
    spec: {
      source: { repoURL: 'https://git.bank.example/platform', ...source },
      destination: namespace === undefined ? {} : { namespace },
      ...(syncPolicy ? { syncPolicy } : {}),
    },
  }));

const project = fc
  .record({
    metadata: metadata(fc.constantFrom('bank', 'shop')),
    repository: fc.constantFrom('*', 'https://git.bank.example/platform'),
    namespace: fc.constantFrom('*', 'bank'),
  })
  .map(({ metadata: head, repository, namespace }): Json => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: head,
    spec: { sourceRepos: [repository], destinations: [{ namespace, server: '*' }] },
  }));

const logStore = fc
  .record({
    metadata: metadata(fc.constant('logs')),
    all: fc.constantFrom(14, 400),
    audit: fc.constantFrom(14, 400, null),
  })
  .map(({ metadata: head, all, audit }): Json => ({
    apiVersion: 'loki.grafana.com/v1',
    kind: 'LokiStack',
    metadata: head,
    spec: {
      limits: {
        global: { retention: { days: all } },
        ...(audit === null ? {} : { tenants: { audit: { retention: { days: audit } } } }),
      },
    },
  }));

const collector = fc
  .record({
    metadata: metadata(fc.constant('logs')),
    nodeSelector: fc.constantFrom<Json>({}, { pool: 'apps' }),
    tolerations: fc.constantFrom<Json[]>([], [{ operator: 'Exists' }]),
  })
  .map(({ metadata: head, ...placed }): Json => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: head,
    spec: {
      selector: { matchLabels: { app: 'logs' } },
      template: {
        metadata: { labels: { app: 'logs' } },
        spec: { containers: [{ name: 'logs', image: 'cr.fluentbit.io/fluent/fluent-bit:4.0.3' }], ...placed },
      },
    },
  }));

/** An object by which a platform is watched and run. */
export const operationsObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: rules },
  { weight: 2, arbitrary: routing },
  { weight: 2, arbitrary: application },
  { weight: 2, arbitrary: logStore },
  { weight: 2, arbitrary: collector },
  { weight: 1, arbitrary: project },
);
