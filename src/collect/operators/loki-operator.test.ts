import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: loki.grafana.com/v1
kind: LokiStack
metadata: {name: logs, namespace: observability}
spec: {${spec}}
`).facts.workloads.items;
}

const part = (spec: string, name: string): Workload =>
  made(spec).find((one) => one.name === `logs/${name}`) as Workload;

describe('a LokiStack', () => {
  test.each<[string, readonly number[]]>([
    ['size: 1x.demo', [1, 1, 1, 1, 2, 1, 1]],
    ['size: 1x.small', [1, 2, 2, 3, 2, 2, 2]],
    ['size: 1x.medium', [1, 2, 2, 3, 2, 3, 2]],
    [
      'size: 1x.small, template: {ingester: {replicas: 5}, compactor: {replicas: 4}, querier: {replicas: 0}}',
      [1, 2, 2, 5, 2, 2, 2],
    ],
  ])('has seven components, as many as its size says: %s', (spec, replicas) => {
    expect(made(spec).map((one) => one.replicas)).toEqual(replicas);
  });

  test('a size that is not known says nothing of how many', () => {
    expect(made('size: 9x.huge').map(({ made: by }) => by?.unseen.replicas === undefined)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('has a ruler with rules, and always a gateway', () => {
    const all = made('size: 1x.demo, rules: {enabled: true}');
    expect(all.map(({ name, replicas }) => `${name} ${replicas}`)).toEqual(
      expect.arrayContaining(['logs/ruler 1', 'logs/lokistack-gateway 2']),
    );
  });

  test.each<[string, readonly (readonly [string, boolean])[]]>([
    ['', [['kubernetes.io/hostname', false]]],
    [
      'template: {querier: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, labelSelector: {}}]}}}',
      [['zone', true]],
    ],
  ])('is kept apart by host, unless it says otherwise: %s', (spec, terms) => {
    expect(part(spec, 'querier').pod.antiAffinity.map((one) => [one.topologyKey, one.required])).toEqual(terms);
  });

  test('is spread by the zones of its replication', () => {
    const { spread } = part('replication: {factor: 2, zones: [{maxSkew: 1, topologyKey: zone}]}', 'ingester').pod;
    expect(spread.map(({ topologyKey, maxSkew }) => [topologyKey, maxSkew])).toEqual([['zone', 1]]);
  });

  test('has budgets, but not for its compactor', () => {
    expect([part('', 'ingester').made?.budget?.letsGo, part('', 'compactor').made?.budget]).toEqual([true, null]);
  });

  test('what it requests is known where that is nothing', () => {
    expect(part('size: 1x.demo', 'querier').made?.unseen.resources).toBeUndefined();
    expect(part('size: 1x.small', 'querier').made?.unseen.resources).toBeDefined();
  });
});
