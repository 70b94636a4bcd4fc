import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string, kind = 'TempoStack'): readonly Workload[] {
  return estateOf(`
apiVersion: tempo.grafana.com/v1alpha1
kind: ${kind}
metadata: {name: traces, namespace: observability}
spec: {${spec}}
`).facts.workloads.items;
}

const part = (spec: string, name: string): Workload =>
  made(spec).find((one) => one.name === `traces/${name}`) as Workload;

describe('a TempoStack', () => {
  test.each<[string, readonly number[]]>([
    ['', [1, 1, 1, 1, 1]],
    ['size: 1x.demo', [1, 1, 1, 1, 1]],
    ['size: 1x.pico', [2, 2, 2, 2, 2]],
    ['size: 1x.medium', [3, 4, 2, 5, 2]],
    ['size: 1x.small, replicationFactor: 3, template: {querier: {replicas: 7}}', [2, 3, 2, 7, 2]],
  ])('has five components, as many as its size says: %s', (spec, replicas) => {
    const all = made(spec);
    expect(all.map(({ name }) => name.replace('traces/', ''))).toEqual([
      'compactor',
      'distributor',
      'ingester',
      'querier',
      'query-frontend',
    ]);
    expect(all.map((one) => one.replicas)).toEqual(replicas);
  });

  test('a size that is not known says nothing of how many', () => {
    expect(part('size: 9x.huge', 'querier').made?.unseen.replicas).toBeDefined();
  });

  test('has a gateway and a generator of metrics where they are switched on', () => {
    const all = made(
      'template: {gateway: {enabled: true}, metricsGenerator: {enabled: true, component: {replicas: 3}}}',
    );
    expect(all.map(({ name, replicas }) => `${name} ${replicas}`)).toEqual(
      expect.arrayContaining(['traces/gateway 1', 'traces/metrics-generator 3']),
    );
  });

  test('is kept apart by host and zone, and spread where its zones say so', () => {
    const { antiAffinity, spread } = part('replicationZones: [{maxSkew: 1, topologyKey: zone}]', 'ingester').pod;
    expect(antiAffinity.map(({ topologyKey, required }) => [topologyKey, required])).toEqual([
      ['kubernetes.io/hostname', false],
      ['failure-domain.beta.kubernetes.io/zone', false],
    ]);
    expect(spread.map(({ topologyKey, whenUnsatisfiable }) => [topologyKey, whenUnsatisfiable])).toEqual([
      ['zone', 'DoNotSchedule'],
    ]);
  });

  test('has budgets, but not for its compactor', () => {
    expect([part('', 'ingester').made?.budget?.letsGo, part('', 'compactor').made?.budget]).toEqual([true, null]);
  });

  test.each<[string, boolean]>([
    ['', true],
    ['template: {querier: {resources: {requests: {cpu: 1}}}}', true],
    ['size: 1x.small', false],
    ['resources: {total: {limits: {cpu: 2}}}', false],
  ])('what it requests is known unless it is shared out: %s', (spec, isKnown) => {
    expect(part(spec, 'querier').made?.unseen.resources === undefined).toBe(isKnown);
  });

  test('its security is known where it states the pod’s', () => {
    const spec = 'template: {querier: {podSecurityContext: {runAsNonRoot: true}}}';
    expect([
      part('', 'querier').made?.unseen.security === undefined,
      part(spec, 'querier').made?.unseen.security,
    ]).toEqual([false, undefined]);
  });
});

describe('a TempoMonolithic', () => {
  test('is one pod, whose data may lie in memory', () => {
    const [one] = made('storage: {traces: {backend: memory}}', 'TempoMonolithic');
    expect(one).toMatchObject({ name: 'traces', replicas: 1, form: 'StatefulSet', claimTemplates: [] });
    expect(made('storage: {traces: {backend: pv}}', 'TempoMonolithic')[0]?.claimTemplates).toHaveLength(1);
  });

  test('what stands beside it has resources of its own', () => {
    const partly = (spec: string) => Object.keys(made(spec, 'TempoMonolithic')[0]?.made?.partly ?? {});
    expect([partly(''), partly('jaegerui: {enabled: true}')]).toEqual([[], ['resources']]);
  });
});
