import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string, annotations = ''): Workload {
  return estateOf(`
apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: bus, namespace: bank, annotations: {${annotations}}}
spec: {${spec}}
`).facts.workloads.items[0] as Workload;
}

describe('a RabbitmqCluster', () => {
  test('is asked for what its operator gives it where it states nothing', () => {
    const { replicas, pod, made: by } = made('');
    expect([replicas, by?.budget, pod.containers.map(({ name, requests }) => [name, requests['memory']])]).toEqual([
      1,
      null,
      [
        ['setup-container', '64Mi'],
        ['rabbitmq', '2Gi'],
      ].toReversed(),
    ]);
    expect(pod.labels).toMatchObject({ 'app.kubernetes.io/name': 'bus', 'app.kubernetes.io/component': 'rabbitmq' });
  });

  test('is spread by zone, as a preference, unless that is switched off', () => {
    expect(made('').pod.spread).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
    expect(made('', 'rabbitmq.com/disable-default-topology-spread-constraints: "true"').pod.spread).toEqual([]);
  });

  test('an override may change anything but that there is no budget', () => {
    const { made: by, replicas } = made('replicas: 3, override: {statefulSet: {spec: {replicas: 5}}}');
    expect(replicas).toBe(5);
    for (const one of ['resources', 'security', 'spread', 'probes'] as const) expect(by?.unseen[one]).toBeDefined();
    expect(by?.unseen.budget).toBeUndefined();
  });

  test.each([
    ['', 1],
    ['persistence: {storage: 0}', 0],
    ['persistence: {storage: 0Gi}', 0],
    ['persistence: {storage: 20Gi}', 1],
  ])('keeps its data on a claim unless it has none: %s', (spec, claims) => {
    expect(made(spec).claimTemplates).toHaveLength(claims);
  });
});
