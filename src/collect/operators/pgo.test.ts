import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`).facts.workloads.items;
}

const only = (spec: string): Workload => made(spec)[0] as Workload;

describe('a PostgresCluster', () => {
  test.each<[string, boolean, boolean | null]>([
    ['instances: [{replicas: 3}]', true, true],
    ['instances: [{replicas: 1}]', false, null],
    ['instances: [{replicas: 2, minAvailable: 2}]', true, false],
    ['instances: [{replicas: 2, minAvailable: 0}]', false, null],
    ['instances: [{replicas: 2, minAvailable: 50%}]', true, true],
  ])('has a budget for each set of more than one: %s', (spec, has, letsGo) => {
    const { made: by } = only(spec);
    expect([by?.budget !== null, by?.budget?.letsGo ?? null, by?.unseen.budget]).toEqual([has, letsGo, undefined]);
  });

  test('of several sets is one cluster; single pods have no budget, and what others have is not added up', () => {
    const apart = only('instances: [{name: a}, {name: b}]');
    expect([apart.replicas, apart.made?.budget, apart.made?.unseen.budget]).toEqual([2, null, undefined]);
    expect(only('instances: [{name: a, replicas: 2}, {name: b}]').made?.unseen.budget).toBeDefined();
  });

  test('is spread by host and zone, as a preference, unless that is switched off', () => {
    expect(only('instances: [{replicas: 3}]').pod.spread.map(({ topologyKey }) => topologyKey)).toEqual([
      'kubernetes.io/hostname',
      'topology.kubernetes.io/zone',
    ]);
    expect(only('disableDefaultPodScheduling: true, instances: [{replicas: 3}]').pod.spread).toEqual([]);
  });

  test('is switched off by shutdown', () => {
    expect(only('shutdown: true, instances: [{replicas: 3}]')).toMatchObject({
      replicas: 0,
      replicasPath: 'spec.shutdown',
    });
  });

  test('has a pooler and a host of its repositories beside it, each by itself', () => {
    const all = made(
      'instances: [{replicas: 2}], proxy: {pgBouncer: {replicas: 2}}, backups: {pgbackrest: {repos: [{name: repo1, volume: {}}]}}',
    );
    expect(all.map(({ name, made: by }) => [name, by?.unseen.replicas === undefined])).toEqual([
      ['ledger', true],
      ['ledger/pgbouncer', true],
      ['ledger/repo-host', false],
    ]);
  });

  test('a share that is none makes it a named gap', () => {
    expect(made('instances: [{replicas: 2, minAvailable: some}]')).toEqual([]);
  });

  test.each([
    [
      'instances: [{topologySpreadConstraints: [{maxSkew: x, topologyKey: a}]}]',
      'instances[0].topologySpreadConstraints[0].maxSkew',
    ],
    ['instances: [{topologySpreadConstraints: [some]}]', 'instances[0].topologySpreadConstraints[0]'],
    [
      'instances: [{}], proxy: {pgBouncer: {topologySpreadConstraints: [{}, some]}}',
      'proxy.pgBouncer.topologySpreadConstraints[1]',
    ],
    ['instances: [{resources: {limits: {cpu: much}}}]', 'instances[0].resources.limits.cpu'],
  ])('what is wrong with it is named to the last step: %s', (spec, path) => {
    const text = `
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`;
    expect(estateOf(text).unreadable.map(({ message }) => message.split(': ')[1])).toEqual([`spec.${path}`]);
  });
});
