import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): Workload {
  return estateOf(`
apiVersion: k8s.mariadb.com/v1alpha1
kind: MariaDB
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`).facts.workloads.items[0] as Workload;
}

describe('a MariaDB', () => {
  test.each<[string, boolean | null]>([
    ['replicas: 2', null],
    ['replicas: 3, galera: {enabled: true}', true],
    ['replicas: 2, replication: {enabled: true}', true],
    ['replicas: 2, replication: {enabled: true}, podDisruptionBudget: {minAvailable: 2}', false],
    ['replicas: 2, podDisruptionBudget: {maxUnavailable: 1}', true],
  ])('has a budget where its members replicate: %s', (spec, letsGo) => {
    expect(made(spec).made?.budget?.letsGo ?? null).toBe(letsGo);
  });

  test.each<[string, readonly string[]]>([
    ['', []],
    ['affinity: {antiAffinityEnabled: true}', ['kubernetes.io/hostname']],
    ['affinity: {antiAffinityEnabled: true, podAntiAffinity: {}}', []],
  ])('is kept apart where it says so: %s', (spec, keys) => {
    expect(made(spec).pod.antiAffinity.map(({ topologyKey }) => topologyKey)).toEqual(keys);
  });

  test('a second member gets the data only where they replicate', () => {
    expect([made('').made?.copiesData, made('galera: {enabled: true}').made?.copiesData]).toEqual([false, true]);
  });
});
