import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factNames } from '../../../estate/facts.ts';
import type { Estate } from '../../../estate/estate.ts';
import { buildCluster } from '../build-cluster.ts';
import { readDump } from './read-dump.ts';

const corpus = process.env['KUBECOMPASS_CORPUS'];

async function estateOf(path: string): Promise<Estate> {
  const builder = buildCluster('snapshot');
  for (const record of (await readDump(path, '2026-11-24T12:00:00Z')) ?? []) builder.take(record);
  return builder.finish();
}

const complete = ({ facts }: Estate): string[] =>
  factNames.filter((name) => facts[name].seen.everywhere.state === 'complete');

describe.skipIf(corpus === undefined)('dumps of real clusters (KUBECOMPASS_CORPUS)', () => {
  test.each([
    ['live-support-bundle-k3s', { version: 'v1.31.2+k3s1', provider: 'k3s', at: '2025-12-10', nodes: 1, pods: 7 }],
    ['live-sonobuoy-aws-3-nodes', { version: 'v1.8.4', provider: undefined, at: '2017-12-13', nodes: 3, pods: 19 }],
    ['live-sonobuoy-kind-1.2x', { version: 'v1.21.1', provider: 'kind', at: '2021-08-18', nodes: 1, pods: 22 }],
    [
      'openshift-insights-archive',
      // Samples of several clusters and years: none of them says when it was taken.
      { version: 'v1.20.0-beta.2', provider: 'OpenShift', at: '2026-11-24', nodes: 2, pods: 35 },
    ],
  ])('%s', async (name, told) => {
    const path = join(corpus ?? '', name);
    if (!existsSync(path)) throw new Error(`${path} is not there`);
    const { cluster, collectedAt, facts, unreadable } = await estateOf(path);
    expect({
      version: cluster?.version,
      provider: cluster?.provider?.title,
      at: collectedAt.slice(0, 10),
      nodes: facts.nodes.items.length,
      pods: facts.runningPods.items.length,
    }).toEqual(told);
    expect(unreadable).toEqual([]);
  });

  test('what their formats say to be whole is complete, and nothing else', async () => {
    const bundle = complete(await estateOf(join(corpus ?? '', 'live-support-bundle-k3s')));
    expect(bundle).toEqual(
      expect.arrayContaining(['namespaces', 'nodes', 'disruptionBudgets', 'networkPolicies', 'gitopsApplications']),
    );
    expect(bundle).not.toContain('longLivedTokens');
    const sonobuoy = complete(await estateOf(join(corpus ?? '', 'live-sonobuoy-kind-1.2x')));
    expect(sonobuoy).toEqual(expect.arrayContaining(['namespaces', 'nodes', 'disruptionBudgets', 'networkPolicies']));
    expect(sonobuoy).not.toContain('autoscalers');
    expect(complete(await estateOf(join(corpus ?? '', 'openshift-insights-archive')))).toEqual(['imageOverrides']);
  });
});
