import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string, labels = ''): Workload | undefined {
  return estateOf(`
apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: traces, namespace: bank, labels: {${labels}}}
spec: {${spec}}
`).facts.workloads.items[0];
}

describe('an OpenTelemetryCollector', () => {
  test.each([
    ['', 'Deployment', 1],
    ['mode: statefulset, replicas: 3', 'StatefulSet', 3],
    ['mode: daemonset', 'DaemonSet', null],
    ['replicas: 1, autoscaler: {minReplicas: 2, maxReplicas: 5}', 'Deployment', 2],
  ])('runs as its mode says: %s', (spec, form, replicas) => {
    expect(made(spec)).toMatchObject({ form, replicas });
  });

  test('as a sidecar makes no pods', () => {
    expect(made('mode: sidecar')).toBeUndefined();
  });

  test.each([
    ['replicas: 2', true],
    ['replicas: 2, podDisruptionBudget: {minAvailable: 2}', false],
    ['replicas: 2, podDisruptionBudget: {maxUnavailable: 0}', false],
  ])('has a budget of its operator, which lets pods go or not: %s', (spec, letsGo) => {
    expect(made(spec)?.made?.budget?.letsGo).toBe(letsGo);
  });

  test('bears the name of its labels, where they say one', () => {
    expect(made('')?.pod.labels['app.kubernetes.io/name']).toBe('traces-collector');
    expect(made('', 'app.kubernetes.io/name: own')?.pod.labels['app.kubernetes.io/name']).toBe('own');
  });

  test('opens a port on its nodes where it is told to', () => {
    const ports = 'ports: [{name: otlp, port: 4317, hostPort: 4317}, {name: zipkin, port: 9411}]';
    expect(made(ports)?.pod.containers[0]?.ports.map(({ number, hostPort }) => [number, hostPort])).toEqual([
      [4317, 4317],
      [9411, null],
    ]);
  });

  test('what its configuration decides is not known', () => {
    expect(Object.keys(made('')?.made?.unseen ?? {})).toEqual(['images', 'ports', 'probes', 'account', 'shutdown']);
  });
});
