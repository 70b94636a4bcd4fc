import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: {name: acid-ledger, namespace: bank}
spec: {${spec}}
`).facts.workloads.items;
}

const only = (spec: string): Workload => made(spec)[0] as Workload;
const seen = (spec: string, aspect: 'spread' | 'resources' | 'images' | 'priority' | 'security'): string => {
  const by = only(spec).made;
  return by?.unseen[aspect] ? 'unseen' : by?.partly[aspect] ? 'partly' : 'known';
};

describe('a postgresql of Zalando', () => {
  test('has as many pods as instances, with the labels that are the default', () => {
    const { replicas, replicasPath, form, pod, made: by } = only('numberOfInstances: 2');
    expect([replicas, replicasPath, form, by?.copiesData]).toEqual([2, 'spec.numberOfInstances', 'StatefulSet', true]);
    expect(pod.labels).toEqual({ 'application': 'spilo', 'cluster-name': 'acid-ledger' });
  });

  test.each<[number, boolean | null]>([
    [0, null],
    [1, false],
    [2, true],
  ])('has a budget for its primary: %i instances', (instances, letsGo) => {
    expect(only(`numberOfInstances: ${instances}`).made?.budget?.letsGo ?? null).toBe(letsGo);
  });

  test('whether its pods are kept apart, the configuration of the operator says, unless it is spread', () => {
    const spread =
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}]';
    expect([seen('', 'spread'), seen(spread, 'spread')]).toEqual(['unseen', 'known']);
    expect(only(spread).pod.spread[0]?.selector?.matchLabels).toMatchObject({ 'cluster-name': 'acid-ledger' });
  });

  test.each<[string, string]>([
    ['', 'unseen'],
    ['resources: {requests: {cpu: 1}}', 'unseen'],
    ['resources: {requests: {cpu: 1, memory: 1Gi}}', 'partly'],
    ['resources: {requests: {cpu: 1, memory: 1Gi}}, sidecars: [{name: x, image: "p:1"}]', 'unseen'],
  ])('what it does not request, that configuration fills in: %s', (spec, expected) => {
    expect(seen(spec, 'resources')).toBe(expected);
  });

  test('its image and class of priority count where it states them', () => {
    expect([seen('', 'images'), seen('dockerImage: spilo:1', 'images')]).toEqual(['unseen', 'partly']);
    expect([seen('', 'priority'), seen('podPriorityClassName: high', 'priority')]).toEqual(['unseen', 'known']);
    expect(seen('dockerImage: spilo:1', 'security')).toBe('unseen');
  });

  test.each<[string, readonly (readonly [string, number | null])[]]>([
    ['enableConnectionPooler: true', [['acid-ledger/pooler', 2]]],
    ['connectionPooler: {numberOfInstances: 3}', [['acid-ledger/pooler', 3]]],
    ['connectionPooler: {numberOfInstances: 3}, enableConnectionPooler: false', []],
    [
      'enableConnectionPooler: true, enableReplicaConnectionPooler: true',
      [
        ['acid-ledger/pooler', 2],
        ['acid-ledger/pooler-repl', 2],
      ],
    ],
  ])('has poolers beside it: %s', (spec, poolers) => {
    expect(
      made(spec)
        .slice(1)
        .map(({ name, replicas }) => [name, replicas]),
    ).toEqual(poolers);
  });
});
