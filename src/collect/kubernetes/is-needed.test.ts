import { expect, test } from 'vitest';
import { allGaps } from '../../estate/seen.ts';
import { buildCluster } from './build-cluster.ts';
import type { ServedKind } from './cluster-record.ts';
import { isNeeded } from './is-needed.ts';

const kindOf = (group: string, kind: string, resource: string): ServedKind => ({
  group,
  version: 'v1',
  kind,
  resource,
  isNamespaced: true,
});
const budgets = kindOf('policy', 'PodDisruptionBudget', 'poddisruptionbudgets');
const policies = kindOf('networking.k8s.io', 'NetworkPolicy', 'networkpolicies');

test.each([
  ['all are', policies, null, true],
  ['its own fact is', budgets, ['disruptionBudgets'], true],
  ['another one is', policies, ['disruptionBudgets'], false],
  ['what any object may carry is', policies, ['credentialCarriers'], true],
])('a kind is needed where %s', (_title, kind, only, needed) => {
  expect(isNeeded(kind, only)).toBe(needed);
});

test('what was not needed and not asked for is not known, and no failure', () => {
  const builder = buildCluster('cluster');
  builder.take({
    record: 'cluster',
    server: 'api:6443',
    version: 'v1.37.2',
    collectedAt: '2026-11-28T12:00:00Z',
    namespaces: null,
    only: ['disruptionBudgets'],
    clockAhead: 0,
  });
  builder.take({ record: 'kinds', kinds: [budgets, policies], gaps: [] });
  builder.take({ record: 'end', list: { ...budgets, namespace: null }, gap: null });
  const { facts, gaps } = builder.finish();
  expect(gaps).toEqual([]);
  expect(allGaps(facts.disruptionBudgets.seen)).toEqual([]);
  expect(allGaps(facts.networkPolicies.seen).map(({ gap }) => gap)).toEqual(['not-collected']);
});
