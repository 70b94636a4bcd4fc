import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string, kind = 'CephCluster'): readonly Workload[] {
  return estateOf(`
apiVersion: ceph.rook.io/v1
kind: ${kind}
metadata: {name: ceph, namespace: rook-ceph}
spec: {${spec}}
`).facts.workloads.items;
}

const part = (spec: string, name: string): Workload =>
  made(spec).find((one) => one.name === `ceph/${name}`) as Workload;

describe('a CephCluster', () => {
  test('is its monitors, managers, stores and what runs beside them', () => {
    expect(
      made('mon: {count: 5}, mgr: {count: 2}').map(({ name, replicas, made: by }) => [
        name,
        replicas,
        by?.unseen.replicas === undefined,
      ]),
    ).toEqual([
      ['ceph/crashcollector', null, true],
      ['ceph/exporter', null, true],
      ['ceph/mgr', 2, true],
      ['ceph/mon', 5, true],
      ['ceph/osd', 1, false],
    ]);
  });

  test('elsewhere makes no pods here', () => {
    expect(made('external: {enable: true}')).toEqual([]);
  });

  test.each<[string, boolean]>([
    ['mon: {count: 3}', true],
    ['mon: {count: 3, allowMultiplePerNode: true}', false],
    ['mon: {count: 3, allowMultiplePerNode: true}, network: {provider: host}', true],
  ])('keeps its monitors apart by host: %s', (spec, required) => {
    expect(part(spec, 'mon').pod.antiAffinity.map((one) => [one.topologyKey, one.required])).toEqual([
      ['kubernetes.io/hostname', required],
    ]);
  });

  test.each<[string, readonly string[]]>([
    ['mon: {count: 3}', []],
    ['mon: {count: 3, zones: [{name: a}, {name: b}, {name: c}]}', ['topology.kubernetes.io/zone']],
    ['mon: {count: 5, stretchCluster: {failureDomainLabel: rack, zones: []}}', ['rack']],
    [
      'placement: {all: {topologySpreadConstraints: [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}]}}',
      ['rack'],
    ],
  ])('spreads its monitors: %s', (spec, keys) => {
    expect(part(spec, 'mon').pod.spread.map(({ topologyKey }) => topologyKey)).toEqual(keys);
  });

  test.each<[string, string, boolean]>([
    ['disruptionManagement: {managePodBudgets: true}', 'mon', true],
    ['', 'mon', false],
    ['disruptionManagement: {managePodBudgets: true}, mon: {count: 1}', 'mon', false],
    ['disruptionManagement: {managePodBudgets: true}, mgr: {count: 1}', 'mgr', false],
    ['disruptionManagement: {managePodBudgets: true}, mgr: {count: 2}', 'mgr', true],
    ['mgr: {count: 2}', 'mgr', true],
    ['disruptionManagement: {managePodBudgets: true}', 'osd', true],
  ])('makes budgets where it is told to: %s, %s', (spec, name, has) => {
    const by = part(spec, name).made;
    expect([by?.budget !== null, by?.unseen.budget]).toEqual([has, undefined]);
  });

  test('requests what it states for each daemon, and for the collector of logs', () => {
    const spec =
      'resources: {mon: {requests: {cpu: 1}}, logcollector: {requests: {cpu: 100m}}}, logCollector: {enabled: true}';
    expect(part(spec, 'mon').pod.containers.map(({ name, requests }) => [name, requests])).toEqual([
      ['mon', { cpu: '1' }],
      ['logcollector', { cpu: '100m' }],
    ]);
    expect(part(spec, 'mgr').pod.containers[0]?.requests).toEqual({});
  });

  test('has as many stores as sets of devices on claims say', () => {
    const sets = 'storage: {storageClassDeviceSets: [{name: a, count: 3}, {name: b, count: 2}]';
    expect(part(`${sets}}`, 'osd')).toMatchObject({ replicas: 5, replicasPath: 'spec.storage.storageClassDeviceSets' });
    expect(part(`${sets}, useAllNodes: true}`, 'osd').made?.unseen.replicas).toBeDefined();
  });

  test('says nothing of security contexts', () => {
    for (const one of made('')) expect(one.made?.unseen.security).toBeDefined();
  });
});

test('a CephFilesystem has as many standing by as are active', () => {
  expect(made('metadataServer: {activeCount: 2}', 'CephFilesystem').map(({ replicas }) => replicas)).toEqual([4]);
});

test.each<[string, readonly (number | null)[]]>([
  ['gateway: {instances: 2}', [2]],
  ['gateway: {externalRgwEndpoints: [{ip: 10.0.0.1}]}', []],
])('a CephObjectStore: %s', (spec, replicas) => {
  expect(made(spec, 'CephObjectStore').map((one) => one.replicas)).toEqual(replicas);
});
