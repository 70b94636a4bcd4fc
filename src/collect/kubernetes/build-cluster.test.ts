import { describe, expect, test } from 'vitest';
import { allGaps } from '../../estate/seen.ts';
import { buildCluster } from './build-cluster.ts';
import type { KindList, Recorded, ServedKind } from './cluster-record.ts';

const policies: ServedKind = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'NetworkPolicy',
  resource: 'networkpolicies',
  isNamespaced: true,
};
const list: KindList = { ...policies, namespace: null };
const policy = (name: string): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'bank' },
  spec: { podSelector: {} },
});
const page = (...names: string[]): Recorded => ({
  record: 'page',
  list,
  objects: names.map((name) => policy(name) as Record<string, unknown>),
  carriers: [],
});
const end = (objects?: number, of = list): Recorded => ({
  record: 'end',
  list: of,
  gap: null,
  ...(objects === undefined ? {} : { objects }),
});

/** What hides network policies when these records are told. */
function hidden(records: readonly Recorded[], namespaces: readonly string[] | null = null): string[] {
  const builder = buildCluster('snapshot');
  builder.take({
    record: 'cluster',
    server: 'api:6443',
    version: 'v1.37.2',
    collectedAt: '2026-11-28T12:00:00Z',
    namespaces: namespaces && [...namespaces],
    clockAhead: 0,
  });
  builder.take({ record: 'kinds', kinds: [policies], gaps: [] });
  for (const one of records) builder.take(one);
  return allGaps(builder.finish().facts.networkPolicies.seen).map(({ detail }) => detail);
}

describe('a list is whole', () => {
  test.each<[string, Recorded[]]>([
    ['with as many objects as were counted', [page('a', 'b'), page('c'), end(3)]],
    ['with none', [end(0)]],
    ['after it began anew', [page('a'), { record: 'again', list }, page('a'), end(1)]],
    ['where the first versions did not count', [page('a'), end()]],
  ])('%s', (_name, records) => {
    expect(hidden(records)).toEqual([]);
  });
});

const path = '/apis/networking.k8s.io/v1/networkpolicies';
describe('a list has a gap', () => {
  test.each<[string, Recorded[], string]>([
    [
      'where a page was taken out',
      [page('a', 'b'), end(3)],
      `${path} held 3 objects when it was read, and 2 are told of: the snapshot was changed after it was taken`,
    ],
    [
      'where all pages were',
      [end(3)],
      `${path} held 3 objects when it was read, and 0 are told of: the snapshot was changed after it was taken`,
    ],
    ['where its end was', [page('a')], `${path} was not read to its end`],
    ['where all was that is told of it', [], `${path} was not read to its end`],
  ])('%s', (_name, records, why) => {
    expect(hidden(records)).toEqual([why]);
  });

  test('where one namespace of those that were asked for was taken out', () => {
    const of = (namespace: string): KindList => ({ ...policies, namespace });
    const all = [end(0, of('bank')), end(0, of('shop'))];
    const only = 'only bank, shop were asked for (--namespace)';
    expect(hidden(all, ['bank', 'shop'])).toEqual([only]);
    expect(hidden(all.slice(0, 1), ['bank', 'shop'])).toEqual([
      only,
      '/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies was not read to its end',
    ]);
  });
});
