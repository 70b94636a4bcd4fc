import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): Workload {
  return estateOf(`
apiVersion: k8s.keycloak.org/v2alpha1
kind: Keycloak
metadata: {name: sign-in, namespace: identity}
spec: {${spec}}
`).facts.workloads.items[0] as Workload;
}

describe('a Keycloak', () => {
  test('has as many pods as instances, with probes of the operator', () => {
    const { replicas, pod } = made('instances: 2, readinessProbe: {periodSeconds: 3}');
    const [container] = pod.containers;
    expect([replicas, container?.readiness?.periodSeconds, container?.liveness?.periodSeconds]).toEqual([2, 3, 10]);
    expect(pod.labels).toMatchObject({ 'app': 'keycloak', 'app.kubernetes.io/instance': 'sign-in' });
  });

  test.each<[string, unknown]>([
    ['', { memory: '1700Mi' }],
    ['resources: {requests: {cpu: 500m}}', { cpu: '500m', memory: '1700Mi' }],
    ['resources: {requests: {memory: 4Gi}}', { memory: '4Gi' }],
  ])('requests memory by default: %s', (spec, requests) => {
    expect(made(spec).pod.containers[0]?.requests).toEqual(requests);
  });

  test('how it is spread where it says nothing, its version decides', () => {
    const constraint =
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {}}]';
    expect(made('').made?.unseen.spread).toBeDefined();
    for (const spec of [`scheduling: {${constraint}}`, `unsupported: {podTemplate: {spec: {${constraint}}}}`]) {
      const { pod, made: by } = made(spec);
      expect([pod.spread.map(({ topologyKey }) => topologyKey), by?.unseen.spread]).toEqual([['zone'], undefined]);
    }
  });

  test('its template is the ground of the pod', () => {
    const { pod } = made(
      'unsupported: {podTemplate: {spec: {securityContext: {runAsNonRoot: true}, containers: [{livenessProbe: {periodSeconds: 7, httpGet: {port: 1}}}, {name: x, image: "y:1"}]}}}',
    );
    expect(pod.securityContext.runAsNonRoot).toBe(true);
    expect(pod.containers.map(({ name, liveness }) => [name, liveness?.periodSeconds ?? null])).toEqual([
      ['keycloak', 7],
      ['x', null],
    ]);
  });

  test('its image counts where it states one, and it has no budget of its operator', () => {
    const images = (spec: string) => made(spec).made?.unseen.images === undefined;
    expect([images(''), images('image: "keycloak:26"'), made('').made?.budget]).toEqual([false, true, null]);
  });
});
