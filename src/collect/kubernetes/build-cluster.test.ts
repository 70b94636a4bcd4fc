import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../test/support/cluster-of.ts';
import { allGaps } from '../../estate/seen.ts';
import { buildCluster } from './build-cluster.ts';
import type { KindList, Recorded, ServedKind } from './cluster-record.ts';
import { groupIsDown } from './group-is-down.ts';

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

describe('an API that another server is to answer, and does not', () => {
  const api = (group: string, status = 'False'): string =>
    `apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {name: v1.${group}}\nspec: {group: ${group}, version: v1, service: {name: server, namespace: tools}}\nstatus: {conditions: [{type: Available, status: "${status}", reason: MissingEndpoints}]}\n`;
  const read = (group: string, status?: string) => {
    const { facts, gaps, assumptions } = clusterOf(api(group, status));
    return {
      gaps: gaps.map(({ gap, detail }) => `${gap} ${detail}`),
      hidden: allGaps(facts.autoscalers.seen).length,
      budgets: allGaps(facts.disruptionBudgets.seen).length,
      assumed: assumptions.filter((one) => one.includes(group)),
    };
  };

  test('hides what the kinds of its group would have become, and nothing else', () => {
    expect(read('keda.sh')).toEqual({
      gaps: [
        'unreachable the API group keda.sh is served by Service tools/server, which does not answer, so autoscalers may be missing',
      ],
      hidden: 1,
      budgets: 0,
      assumed: [],
    });
  });

  test('is told where nothing is made of its kinds', () => {
    expect(read('metrics.k8s.io')).toEqual({
      gaps: [],
      hidden: 0,
      budgets: 0,
      assumed: [
        'the API group metrics.k8s.io is served by Service tools/server, which does not answer; nothing is read of it',
      ],
    });
  });

  test('hides nothing where it answers', () => {
    expect(read('keda.sh', 'True')).toEqual({ gaps: [], hidden: 0, budgets: 0, assumed: [] });
  });

  test('hides nothing where its kinds were told to their end', () => {
    const scaled =
      '---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: web, namespace: bank}\nspec: {scaleTargetRef: {name: web}}\n';
    expect(clusterOf(api('keda.sh') + scaled).gaps).toEqual([]);
  });

  test('is said once, where discovery told of it', () => {
    const builder = buildCluster('cluster');
    const gap = groupIsDown('keda.sh');
    builder.take({ record: 'kinds', kinds: [], gaps: [{ group: 'keda.sh', gap }] });
    const list: KindList = {
      group: 'apiregistration.k8s.io',
      version: 'v1',
      kind: 'APIService',
      resource: 'apiservices',
      isNamespaced: false,
      namespace: null,
    };
    builder.take({ record: 'page', list, objects: [load(api('keda.sh')) as Record<string, unknown>], carriers: [] });
    const said = builder.finish().gaps.filter(({ detail }) => detail.includes('keda.sh'));
    expect(said.map(({ detail }) => detail)).toEqual([`${gap.detail}, so autoscalers may be missing`]);
  });
});

test.each<[number | null, string, string[]]>([
  [0, '2026-11-24T12:00:00Z', []],
  [null, '2026-11-24T12:00:00Z', []],
  [-100, '2026-11-24T12:00:00Z', []],
  [86_400, '2026-11-25T12:00:00Z', ['86400 s ahead of']],
  [-86_400, '2026-11-23T12:00:00Z', ['86400 s behind']],
  [1e300, '2026-11-24T12:00:00Z', ['ahead of']],
  [3e11, '2026-11-24T12:00:00Z', ['ahead of']],
])('what a server tells is judged by its clock: %s', (clockAhead, expected, assumed) => {
  const builder = buildCluster('snapshot');
  builder.take({
    record: 'cluster',
    server: 'a:6443',
    version: 'v1.37.2',
    collectedAt: '2026-11-24T12:00:00Z',
    namespaces: null,
    clockAhead,
  });
  const { collectedAt, assumptions } = builder.finish();
  expect(collectedAt).toBe(expected);
  const said = assumptions.filter((one) => one.includes('ages are told by the clock'));
  expect(said).toHaveLength(assumed.length);
  expect(said.join()).toContain(assumed.join());
});
