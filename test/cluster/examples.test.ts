import { expect, test } from 'vitest';
import { assess } from '../../src/assessment/assess.ts';
import type { Assessment, Finding } from '../../src/assessment/assessment.ts';
import { readInput } from '../../src/cli/read-input.ts';
import { showProgress } from '../../src/cli/show-progress.ts';
import golden from '../golden/cluster-differences.json' with { type: 'json' };
import { connect, readEstate } from './connect.ts';
import { layFolder } from './lay-folder.ts';
import { withCluster } from './with-cluster.ts';

// What a folder shows, a cluster that holds the same shows too: finding by finding the verdicts are the same, and where they are not, the golden file says why.

const now = '2026-11-24T12:00:00Z';

interface Explained {
  /** What the API server refused, as `kind/namespace/name`, and why: it is nowhere in the cluster. */
  readonly refused: Readonly<Record<string, string>>;
  readonly differences: readonly {
    readonly of: string;
    readonly folder: string;
    readonly cluster: string;
    readonly because: string;
  }[];
}

const examples = [
  { name: 'bank', folder: 'examples/bank', policy: 'examples/bank/kubecompass.yaml', atLeast: 300 },
  { name: 'council', folder: 'examples/council/prod', policy: 'examples/council/kubecompass.yaml', atLeast: 180 },
] as const;

const objectOf = ({ subject: { kind, namespace, name } }: Finding): string => `${kind}/${namespace}/${name}`;

/** What is said of each subject, as `verdict reason`, by criterion, object, container and tier. */
function saidBy({ findings }: Assessment): Map<string, string[]> {
  const said = new Map<string, string[]>();
  for (const one of findings) {
    const key = `${one.criterion} ${objectOf(one)}${one.subject.container ? `#${one.subject.container}` : ''} ${one.tier}`;
    said.set(key, [...(said.get(key) ?? []), `${one.verdict} ${one.reason}`]);
  }
  return said;
}

for (const { name, folder, policy: file, atLeast } of examples) {
  const explained: Explained = golden[name];
  let refused: string[] = [];
  const lay = async (cluster: Parameters<typeof layFolder>[0]): Promise<void> => {
    refused = await layFolder(cluster, folder);
  };

  withCluster(`an API server that holds ${folder}`, {}, lay, (cluster) => {
    test('is judged as the folder is, but for what is explained', async () => {
      const options = { now, policy: file, progress: 'never', quiet: true } as const;
      const { estate, policy } = await readInput([folder], options, showProgress('never'));
      const live = await readEstate(connect(cluster(), 'admin-token'), { now });
      expect(live.gaps).toEqual([]);
      expect(refused).toEqual(Object.keys(explained.refused));

      const judge = (one: typeof live): Assessment =>
        assess(one, policy, { version: 'test', rethrow: true, all: true });
      const asFolder = judge(estate);
      const held = { ...asFolder, findings: asFolder.findings.filter((one) => !refused.includes(objectOf(one))) };
      const found = saidBy(judge(live));
      let same = 0;
      const differences: Omit<Explained['differences'][number], 'because'>[] = [];
      for (const [of, said] of saidBy(held)) {
        const there = found.get(of) ?? [];
        for (const one of said.filter((text) => !text.startsWith('unknown'))) {
          if (there.includes(one)) same += 1;
          else differences.push({ of, folder: one, cluster: there.join(', ') || 'nothing' });
        }
      }
      expect(same).toBeGreaterThanOrEqual(atLeast);
      expect(differences).toEqual(explained.differences.map(({ because: _why, ...rest }) => rest));
      for (const { because } of explained.differences) expect(because.length).toBeGreaterThan(40);
    });
  });
}
