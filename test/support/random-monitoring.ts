import fc from 'fast-check';
import { type Json, metadata } from './random-parts.ts';

const sensor = fc
  .record({
    metadata: metadata(fc.constant('falco')),
    nodeSelector: fc.constantFrom<Json>({}, { pool: 'apps' }),
    tolerations: fc.constantFrom<Json[]>([], [{ operator: 'Exists' }]),
  })
  .map(({ metadata: head, ...placed }): Json => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: head,
    spec: {
      selector: { matchLabels: { app: 'falco' } },
      template: {
        metadata: { labels: { app: 'falco' } },
        spec: { containers: [{ name: 'falco', image: 'falcosecurity/falco:0.42.0' }], ...placed },
      },
    },
  }));

const monitor = fc
  .record({
    metadata: metadata(fc.constantFrom('bank', 'pods')),
    selector: fc.constantFrom<Json>({}, { matchLabels: { app: 'ledger' } }, { matchLabels: { app: 'web' } }),
    any: fc.boolean(),
    port: fc.constantFrom('metrics', 'http', undefined),
  })
  .map(({ metadata: head, selector, any, port }): Json => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: head,
    spec: { selector, ...(any ? { namespaceSelector: { any } } : {}), podMetricsEndpoints: [port ? { port } : {}] },
  }));

const measured = fc
  .record({
    metadata: metadata(fc.constantFrom('ledger', 'web', 'rates', 'loans')),
    app: fc.constantFrom('ledger', 'web', 'rates'),
    asks: fc.constantFrom('true', 'false', undefined),
  })
  .map(({ metadata: head, app, asks }): Json => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: head,
    spec: {
      replicas: 2,
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app }, ...(asks ? { annotations: { 'prometheus.io/scrape': asks } } : {}) },
        spec: { containers: [{ name: 'app', image: 'app:1', ports: [{ name: 'metrics', containerPort: 9090 }] }] },
      },
    },
  }));

const server = fc
  .record({
    metadata: metadata(fc.constantFrom('main', 'second')),
    kind: fc.constantFrom('Prometheus', 'Alertmanager'),
    replicas: fc.constantFrom(1, 2),
  })
  .map(({ metadata: head, kind, replicas }): Json => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind,
    metadata: head,
    spec: { replicas },
  }));

const traces = fc
  .record({
    metadata: metadata(fc.constantFrom('traces', 'gateway')),
    mode: fc.constantFrom('deployment', 'daemonset'),
    replicas: fc.constantFrom(1, 2),
    nodeSelector: fc.constantFrom<Json>({}, { pool: 'apps' }),
    tolerations: fc.constantFrom<Json[]>([], [{ operator: 'Exists' }]),
  })
  .map(({ metadata: head, ...spec }): Json => ({
    apiVersion: 'opentelemetry.io/v1beta1',
    kind: 'OpenTelemetryCollector',
    metadata: head,
    spec: { ...spec, config: { service: { pipelines: { traces: {} } } } },
  }));

/** An object by which a platform is observed. */
export const monitoringObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 2, arbitrary: sensor },
  { weight: 6, arbitrary: measured },
  { weight: 3, arbitrary: monitor },
  { weight: 2, arbitrary: server },
  { weight: 2, arbitrary: traces },
);
