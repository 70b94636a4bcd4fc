import { expect, test } from 'vitest';
import type { Estate } from './estate.ts';
import { gap } from './gap.ts';
import type { Identified } from './identity.ts';
import { amongClusters, clustersIn, keyOfClusters } from './own-clusters.ts';
import { complete, type Seen, partial } from './seen.ts';

function object(noun: 'workload' | 'service' | 'namespace', clusters?: readonly string[]): Identified {
  const origin = { file: 'x.yaml', line: 1, document: 0 };
  const head = { apiVersion: 'v1', kind: 'Service', namespace: 'bank', name: 'web', places: [], origin };
  return { noun, ...head, ...(clusters ? { clusters } : {}) };
}

const estateOf = (workloads: readonly Identified[], everywhere: Seen = complete): Estate =>
  ({ facts: { workloads: { items: workloads, seen: { everywhere, in: {} } } } }) as never;
const hidden = partial(gap('not-collected', 'a file cannot be read'));

test.each<[string, Estate, Identified, ReturnType<ReturnType<typeof clustersIn>>]>([
  ['any, where nothing tells', estateOf([]), object('workload'), null],
  ['its own', estateOf([]), object('workload', ['name a']), { clusters: ['name a'], isWhole: true }],
  [
    'of a namespace those of what is in it',
    estateOf([object('workload', ['name b']), object('workload', ['name a'])]),
    object('namespace', ['name c']),
    { clusters: ['name a', 'name b', 'name c'], isWhole: true },
  ],
  [
    'of a namespace of which something is hidden, there may be more',
    estateOf([], hidden),
    object('namespace'),
    { clusters: [], isWhole: false },
  ],
])('the clusters of a subject: %s', (_name, estate, subject, expected) => {
  expect(clustersIn(estate)(subject)).toEqual(expected);
});

test.each<[string, (readonly string[] | undefined)[], boolean, number, boolean]>([
  ['in the same', [['name a']], true, 1, false],
  ['in another', [['name b']], true, 0, false],
  ['in what may be the same', [['server https://a']], true, 1, true],
  ['in any', [undefined, ['server https://a']], true, 2, false],
  ['in the same, while others of the subject are hidden', [['name a']], false, 1, true],
])('variants %s', (_name, variants, isWhole, own, isDoubted) => {
  const found = amongClusters(
    variants.map((clusters) => object('service', clusters)),
    { clusters: ['name a'], isWhole },
  );
  expect([found.own.length, found.doubt !== null]).toEqual([own, isDoubted]);
});

test('keys differ where clusters do', () => {
  const keys = [null, { clusters: ['a'], isWhole: true }, { clusters: ['a'], isWhole: false }].map(keyOfClusters);
  expect(new Set(keys).size).toBe(3);
  expect(keys[0]).toBe('');
});
