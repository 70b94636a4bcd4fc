import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(kind: string, spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: redis.redis.opstreelabs.in/v1beta2
kind: ${kind}
metadata: {name: cache, namespace: bank}
spec: {${spec}}
`).facts.workloads.items;
}

const counts = (kind: string, spec: string) => made(kind, spec).map(({ name, replicas }) => [name, replicas]);

test.each<[string, string, readonly (readonly [string, number])[]]>([
  ['Redis', '', [['cache', 1]]],
  ['RedisReplication', 'clusterSize: 3', [['cache', 3]]],
  [
    'RedisReplication',
    'clusterSize: 3, sentinel: {size: 3}',
    [
      ['cache', 3],
      ['cache/sentinel', 3],
    ],
  ],
  ['RedisSentinel', 'clusterSize: 3', [['cache', 3]]],
  [
    'RedisCluster',
    'clusterSize: 3, redisFollower: {replicas: 6}',
    [
      ['cache/follower', 6],
      ['cache/leader', 3],
    ],
  ],
])('a %s is its servers: %s', (kind, spec, expected) => {
  expect(counts(kind, spec)).toEqual(expected);
});

describe('a RedisReplication', () => {
  const only = (more: string): Workload => made('RedisReplication', `clusterSize: 3${more}`)[0] as Workload;

  test.each<[string, boolean | null]>([
    ['', null],
    [', pdb: {enabled: false}', null],
    [', pdb: {enabled: true}', true],
    [', pdb: {enabled: true, minAvailable: 3}', false],
    [', pdb: {enabled: true, maxUnavailable: 1}', true],
  ])('has a budget where it asks for one: %s', (pdb, letsGo) => {
    const by = only(pdb).made;
    expect([by?.budget?.letsGo ?? null, by?.unseen.budget]).toEqual([letsGo, undefined]);
  });

  test('two cannot keep their majority and let one go', () => {
    const [one] = made('RedisReplication', 'clusterSize: 2, pdb: {enabled: true}');
    expect(one?.made?.budget?.letsGo).toBe(false);
  });

  test('takes its image and resources from one place, and what stands beside it from another', () => {
    const { pod } = only(
      ', kubernetesConfig: {image: "redis:7", resources: {requests: {cpu: 1}}}, redisExporter: {enabled: true, image: "e:1"}, initContainer: {enabled: true, image: "i:1"}',
    );
    expect(pod.containers.map(({ name, role, image, requests }) => [name, role, image, requests])).toEqual([
      ['replication', 'container', 'redis:7', { cpu: '1' }],
      ['redis-exporter', 'container', 'e:1', {}],
      ['init', 'init', 'i:1', {}],
    ]);
  });
});

test.each([
  ['Redis', 'hostPort: 6380', [6379, 6380]],
  ['RedisReplication', 'clusterSize: 3, hostPort: 6380', [6379, 6380]],
  ['RedisSentinel', 'clusterSize: 3, hostPort: 6380', [26_379, 6380]],
  ['RedisCluster', 'clusterSize: 3, hostPort: 6380, port: 7000', [7000, 6380]],
  ['RedisCluster', 'clusterSize: 3', undefined],
])('a %s opens a port on its nodes where it is told to: %s', (kind, spec, expected) => {
  const [port] = made(kind, spec)[0]?.pod.containers[0]?.ports ?? [];
  expect(port && [port.number, port.hostPort]).toEqual(expected);
});

describe('a RedisCluster', () => {
  test('each role is scheduled and limited by itself', () => {
    const spec =
      'clusterSize: 3, kubernetesConfig: {resources: {requests: {cpu: 1}}}, redisLeader: {resources: {requests: {cpu: 2}}, pdb: {enabled: true}}';
    const [follower, leader] = made('RedisCluster', spec);
    expect([follower?.pod.containers[0]?.requests, leader?.pod.containers[0]?.requests]).toEqual([
      { cpu: '1' },
      { cpu: '2' },
    ]);
    expect([follower?.made?.budget, leader?.made?.budget?.letsGo]).toEqual([null, true]);
    expect(leader?.pod.labels).toEqual({
      app: 'cache-leader',
      redis_setup_type: 'cluster',
      role: 'leader',
      cluster: 'cache',
    });
  });
});
