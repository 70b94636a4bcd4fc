import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: psmdb.percona.com/v1
kind: PerconaServerMongoDB
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`).facts.workloads.items;
}

const only = (more: string): Workload => made(`replsets: [{name: rs0, size: 3${more}}]`)[0] as Workload;

describe('a PerconaServerMongoDB', () => {
  test.each<[string, readonly (readonly [string, number | null])[]]>([
    ['replsets: [{name: rs0, size: 3}]', [['ledger', 3]]],
    ['pause: true, replsets: [{name: rs0, size: 3}]', [['ledger', 0]]],
    [
      'replsets: [{name: rs0, size: 4, arbiter: {enabled: true, size: 1}, hidden: {enabled: false, size: 1}}]',
      [
        ['ledger', 4],
        ['ledger/rs0-arbiter', 1],
      ],
    ],
    [
      'replsets: [{name: rs0, size: 3}], sharding: {enabled: true, configsvrReplSet: {size: 3}, mongos: {size: 2}}',
      [
        ['ledger/cfg', 3],
        ['ledger/mongos', 2],
        ['ledger/rs0', 3],
      ],
    ],
    ['replsets: [{name: rs0, size: 3}], sharding: {enabled: false, mongos: {size: 2}}', [['ledger', 3]]],
  ])('is its sets, and what shards them: %s', (spec, expected) => {
    expect(made(spec).map(({ name, replicas }) => [name, replicas])).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    ['', ['kubernetes.io/hostname']],
    [', affinity: {antiAffinityTopologyKey: topology.kubernetes.io/zone}', ['topology.kubernetes.io/zone']],
    [', affinity: {antiAffinityTopologyKey: rack}', ['kubernetes.io/hostname']],
    [', affinity: {antiAffinityTopologyKey: none}', []],
    [', affinity: {advanced: {}}', []],
  ])('keeps its members apart: %s', (affinity, keys) => {
    const { antiAffinity } = only(affinity).pod;
    expect(antiAffinity.map(({ topologyKey, required }) => [topologyKey, required])).toEqual(
      keys.map((key) => [key, true]),
    );
  });

  test.each<[string, boolean]>([
    ['', true],
    [', podDisruptionBudget: {maxUnavailable: 0}', false],
    [', podDisruptionBudget: {minAvailable: 3}', false],
    [', podDisruptionBudget: {minAvailable: 2}', true],
  ])('has a budget of its operator: %s', (budget, letsGo) => {
    expect(only(budget).made?.budget?.letsGo).toBe(letsGo);
  });

  test('a constraint without a selector is given one, and holds', () => {
    const [constraint] = only(', topologySpreadConstraints: [{topologyKey: zone}]').pod.spread;
    expect(constraint).toMatchObject({ topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' });
    expect(constraint?.selector?.matchLabels).toMatchObject({ 'app.kubernetes.io/replset': 'rs0' });
  });
});
