import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { inResource } from '../../../test/support/in-resource.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string, kind = 'Prometheus'): Workload {
  return estateOf(`
apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: {name: main, namespace: monitoring}
spec: {${spec}}
`).facts.workloads.items.map(inResource)[0] as Workload;
}

const unseenOf = ({ made: by }: Workload): string[] => Object.keys(by?.unseen ?? {});

describe('a server of prometheus-operator', () => {
  test('has one pod unless it says otherwise, no budget, and labels by its kind and name', () => {
    const { replicas, replicasDeclared, made: by, pod } = made('podMetadata: {labels: {team: a}}');
    expect([replicas, replicasDeclared, by?.budget, by?.unseen.budget]).toEqual([1, false, null, undefined]);
    expect(pod.labels).toMatchObject({ 'app.kubernetes.io/name': 'prometheus', 'prometheus': 'main', 'team': 'a' });
  });

  test('requests what it states, and its reloader what the operator gives it', () => {
    const { pod } = made('resources: {requests: {memory: 400Mi}}');
    expect(pod.containers.map(({ name, requests }) => [name, requests])).toEqual([
      ['prometheus', { memory: '400Mi' }],
      ['config-reloader', { cpu: '10m', memory: '50Mi' }],
      ['init-config-reloader', { cpu: '10m', memory: '50Mi' }],
    ]);
  });

  test('a patch of a container adds to it, and one of another name is one more', () => {
    const { pod } = made(
      'containers: [{name: prometheus, resources: {limits: {memory: 1Gi}}}, {name: proxy, image: proxy:1}], resources: {requests: {cpu: 1}}',
    );
    expect(
      pod.containers
        .filter(({ role }) => role === 'container')
        .map(({ name, limits, requests, path }) => [name, limits, requests, path]),
    ).toEqual([
      ['prometheus', { memory: '1Gi' }, { memory: '1Gi', cpu: '1' }, 'spec.containers[0]'],
      ['config-reloader', { cpu: '10m', memory: '50Mi' }, { cpu: '10m', memory: '50Mi' }, 'spec'],
      ['proxy', {}, {}, 'spec.containers[1]'],
    ]);
  });

  test('a sidecar of Thanos has resources of its own', () => {
    const { pod } = made('thanos: {resources: {requests: {cpu: 50m}}}');
    expect(pod.containers.find(({ name }) => name === 'thanos-sidecar')).toMatchObject({
      path: 'spec.thanos',
      requests: { cpu: '50m' },
    });
  });

  test('its probes ask the port as the resource names it', () => {
    const [main] = made('portName: http-web').pod.containers;
    expect([main?.readiness?.port, main?.ports[0]?.name, main?.readiness?.periodSeconds]).toEqual([
      'http-web',
      'http-web',
      5,
    ]);
  });

  test('an agent may run on every node', () => {
    expect(made('mode: DaemonSet', 'PrometheusAgent')).toMatchObject({ form: 'DaemonSet', replicas: null });
  });

  test('an Alertmanager asks for memory even where it states none', () => {
    expect(made('replicas: 3', 'Alertmanager').pod.containers[0]?.requests).toEqual({ memory: '200Mi' });
  });

  test('what is not known of it: the probes of a ThanosRuler, and the account that it does not name', () => {
    expect(unseenOf(made('', 'ThanosRuler'))).toEqual(['images', 'probes', 'account', 'shutdown']);
    expect(unseenOf(made('serviceAccountName: main'))).not.toContain('account');
  });

  test('a wrong type makes it a named gap', () => {
    expect(made('replicas: many')).toBeUndefined();
  });
});
