import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: pgv2.percona.com/v2
kind: PerconaPGCluster
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`).facts.workloads.items;
}

const only = (spec: string): Workload => made(spec)[0] as Workload;

describe('a PerconaPGCluster', () => {
  test('has the labels of both operators', () => {
    expect(only('instances: [{replicas: 3}]').pod.labels).toMatchObject({
      'postgres-operator.crunchydata.com/cluster': 'ledger',
      'app.kubernetes.io/instance': 'ledger',
      'app.kubernetes.io/component': 'pg',
    });
  });

  test('is switched off while it pauses, with its pooler', () => {
    const all = made('pause: true, instances: [{replicas: 3}], proxy: {pgBouncer: {replicas: 3}}');
    expect(all.map(({ replicas, replicasPath }) => [replicas, replicasPath])).toEqual([
      [0, 'spec.pause'],
      [0, 'spec.pause'],
    ]);
  });

  test('has the user’s sidecars', () => {
    const { pod } = only('instances: [{sidecars: [{name: x, image: "y:1"}]}]');
    expect(pod.containers.map(({ name }) => name)).toEqual(['database', 'x']);
  });

  test.each<[string, boolean]>([
    ['', true],
    ['pmm: {enabled: true}', false],
    ['logcollector: {}', false],
    ['logcollector: {enabled: false}', true],
  ])('what else the operator puts beside them is not known: %s', (more, isKnown) => {
    const by = only(`instances: [{replicas: 1}], ${more}`).made;
    expect(by?.partly.security === undefined).toBe(isKnown);
  });

  test('without backups there is no host of its repositories', () => {
    const backups = (more: string) =>
      `instances: [{}], backups: {${more}pgbackrest: {repos: [{name: repo1, volume: {}}]}}`;
    expect([made(backups('')).length, made(backups('enabled: false, ')).length]).toEqual([2, 1]);
  });
});
