import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../test/support/cluster-of.ts';
import { findingsBy } from '../../test/support/judged.ts';
import { checks } from '../checks/registry.generated.ts';

/** What is said of an empty cluster by whoever looks for what serves all of it. */
function saidOf(namespaces?: readonly string[]): string[] {
  const estate = clusterOf('', namespaces ? { namespaces } : {});
  return checks
    .flatMap((check) => findingsBy(check, estate))
    .filter(({ subject }) => subject.kind === 'Cluster')
    .map(({ criterion, because }) => `${criterion}: ${because}`);
}

describe('what serves a whole cluster', () => {
  const seenNone = /was seen in (this cluster|it)|seen on the nodes of this cluster/;

  test('was not seen in a cluster that was read', () => {
    expect(saidOf().filter((one) => seenNone.test(one)).length).toBeGreaterThan(8);
  });

  test('may be in other namespaces than those that were asked for, and nothing is said of the cluster', () => {
    const said = saidOf(['bank']);
    expect(said.filter((one) => seenNone.test(one))).toEqual([]);
    expect(said.join('\n')).toContain('operations/metrics: only bank was asked for (--namespace)');
  });
});
