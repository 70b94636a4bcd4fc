import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: pxc.percona.com/v1
kind: PerconaXtraDBCluster
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`).facts.workloads.items;
}

const only = (spec: string): Workload => made(spec)[0] as Workload;

describe('a PerconaXtraDBCluster', () => {
  test.each<[string, readonly unknown[]]>([
    ['', ['kubernetes.io/hostname']],
    [', affinity: {antiAffinityTopologyKey: topology.kubernetes.io/zone}', ['topology.kubernetes.io/zone']],
    [', affinity: {antiAffinityTopologyKey: rack}', ['kubernetes.io/hostname']],
    [', affinity: {antiAffinityTopologyKey: none}', []],
    [', affinity: {advanced: {}}', []],
  ])('keeps its members apart: %s', (affinity, keys) => {
    const { antiAffinity } = only(`pxc: {size: 3${affinity}}`).pod;
    expect(antiAffinity.map(({ topologyKey }) => topologyKey)).toEqual(keys);
    expect(antiAffinity.every(({ required }) => required)).toBe(true);
  });

  test.each<[string, boolean]>([
    ['', true],
    [', podDisruptionBudget: {maxUnavailable: 0}', false],
    [', podDisruptionBudget: {minAvailable: 3}', false],
    [', podDisruptionBudget: {minAvailable: 2}', true],
  ])('has a budget of its operator: %s', (budget, letsGo) => {
    expect(only(`pxc: {size: 3${budget}}`).made?.budget?.letsGo).toBe(letsGo);
  });

  test('a constraint without a selector is given one', () => {
    const { spread } = only(
      'pxc: {size: 3, topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone}]}',
    ).pod;
    expect(spread).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
    expect(spread[0]?.selector?.matchLabels).toMatchObject({ 'app.kubernetes.io/component': 'pxc' });
  });

  test('is its members and the proxies that are switched on', () => {
    const all = made('pxc: {size: 3}, haproxy: {enabled: true, size: 2}, proxysql: {enabled: false, size: 2}');
    expect(all.map(({ name, replicas }) => [name, replicas])).toEqual([
      ['ledger', 3],
      ['ledger/haproxy', 2],
    ]);
  });

  test('is switched off while it pauses', () => {
    expect(only('pause: true, pxc: {size: 3}').replicas).toBe(0);
  });
});
