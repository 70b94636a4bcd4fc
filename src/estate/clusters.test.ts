import { expect, test } from 'vitest';
import { asCalledBy, clustersInWords, inCluster, type Overlap, overlapOf } from './clusters.ts';

const [one, two] = ['server https://one.example', 'server https://two.example'];

test.each<[string, readonly string[], readonly string[], Overlap]>([
  ['the same', [one], [one], 'all'],
  ['more than its own', [one], [one, two], 'all'],
  ['not all of its own', [one, two], [one], 'unknown'],
  ['two addresses', [one], [two], 'none'],
  ['two names', ['name a'], ['name b'], 'none'],
  ['the own one and an address', [inCluster], [one], 'none'],
  ['the own one and a kubeconfig', [inCluster], ['Secret a'], 'none'],
  ['the own one and a name, which it may bear', [inCluster], ['name a'], 'unknown'],
  ['a name and an address', ['name a'], [one], 'unknown'],
  ['two kubeconfigs, for one cluster may have several', ['Secret a'], ['Secret b'], 'unknown'],
  ['what is chosen alike', ['chosen env=prod'], ['chosen env=prod'], 'all'],
  ['what is chosen otherwise', ['chosen env=prod'], ['chosen env=dev'], 'unknown'],
  ['what is chosen, and the own one', ['chosen env=prod'], [inCluster], 'unknown'],
  ['a kubeconfig and an address', ['Secret a'], [one], 'unknown'],
  ['the own ones of two hubs', [asCalledBy(inCluster, 'a')], [asCalledBy(inCluster, 'b')], 'none'],
  ['the own ones of one hub', [asCalledBy(inCluster, 'a')], [asCalledBy(inCluster, 'a')], 'all'],
  ['two names of two hubs', [asCalledBy('name a', 'a')], [asCalledBy('name b', 'b')], 'unknown'],
  ['one name of two hubs', [asCalledBy('name a', 'a')], [asCalledBy('name a', 'b')], 'unknown'],
  ['two names of one hub', [asCalledBy('name a', 'a')], [asCalledBy('name b', 'a')], 'none'],
  ['one address of two hubs', [asCalledBy(one, 'a')], [asCalledBy(one, 'b')], 'all'],
  ['the own one of a hub and an address, which may be its', [asCalledBy(inCluster, 'a')], [one], 'unknown'],
])('%s', (_title, own, others, overlap) => {
  expect(overlapOf(own, true, others)).toBe(overlap);
  expect(overlapOf(own, false, others)).toBe('unknown');
});

test('in words', () => {
  expect(clustersInWords([inCluster, 'name a', one, 'Secret b', asCalledBy(inCluster, 'hubs/a')])).toBe(
    'the cluster of the GitOps controller and the cluster a and the cluster https://one.example and the cluster of Secret b and the cluster of the GitOps controller of hubs/a',
  );
});
