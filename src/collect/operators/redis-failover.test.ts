import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: databases.spotahome.com/v1
kind: RedisFailover
metadata: {name: cache, namespace: bank}
spec: {${spec}}
`).facts.workloads.items;
}

const part = (spec: string, name: string): Workload =>
  made(spec).find((one) => one.name === `cache/${name}`) as Workload;

describe('a RedisFailover', () => {
  test.each<[string, readonly number[]]>([
    ['', [3, 3]],
    ['redis: {replicas: 2}, sentinel: {replicas: 5}', [2, 5]],
    ['redis: {replicas: 0}', [3, 3]],
  ])('is its servers and sentinels, three of each by default: %s', (spec, replicas) => {
    expect(made(spec).map((one) => one.replicas)).toEqual(replicas);
  });

  test.each<[string, string, boolean | null]>([
    ['', 'redis', true],
    ['redis: {replicas: 2}', 'redis', true],
    ['redis: {replicas: 1}', 'redis', false],
    ['sentinel: {replicas: 2}', 'sentinel', false],
    ['redis: {disablePodDisruptionBudget: true}', 'redis', null],
  ])('has budgets unless told otherwise: %s, %s', (spec, name, letsGo) => {
    expect(part(spec, name).made?.budget?.letsGo ?? null).toBe(letsGo);
  });

  test('is kept apart by host, as a preference, unless it has an affinity', () => {
    expect(part('', 'redis').pod.antiAffinity.map((one) => [one.topologyKey, one.required])).toEqual([
      ['kubernetes.io/hostname', false],
    ]);
    expect(part('redis: {affinity: {}}', 'redis').pod.antiAffinity).toEqual([]);
  });

  test('has probes and security contexts, which the resource may replace', () => {
    const [container] = part('redis: {containerSecurityContext: {runAsNonRoot: false}}', 'redis').pod.containers;
    expect([container?.securityContext.runAsNonRoot, container?.liveness?.periodSeconds]).toEqual([false, 15]);
    expect(part('', 'sentinel').pod.containers[0]?.securityContext.readOnlyRootFilesystem).toBe(true);
  });

  test('an exporter has resources of its own', () => {
    const seen = (spec: string) => [
      part(spec, 'redis').made?.partly.resources === undefined,
      part(spec, 'redis').made?.unseen.resources,
    ];
    expect([seen(''), seen('redis: {exporter: {enabled: true}}')]).toEqual([
      [true, undefined],
      [false, undefined],
    ]);
  });
});
