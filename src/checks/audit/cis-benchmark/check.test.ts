import { describe, expect, test } from 'vitest';
import { ofOpenShift } from '../../../../test/support/api-server-pod.ts';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { collectTexts } from '../../../collect/manifests/collect-manifests.ts';
import { cisBenchmark } from './check.ts';

type Item = readonly [id: string, status: string, scored?: boolean];

const control = (nodeType: string, items: readonly Item[]) => ({
  id: '1',
  version: '1.10',
  node_type: nodeType,
  tests: [
    {
      section: '1.1',
      results: items.map(([id, status, scored = true]) => ({ test_number: id, status, scored })),
    },
  ],
});
const kubeBench = (...items: Item[]): string => JSON.stringify({ Controls: [control('master', items)], Totals: {} });
const compliance = (takenAt: string, totalFail: number | null): string =>
  `apiVersion: aquasecurity.github.io/v1alpha1\nkind: ClusterComplianceReport\nmetadata: {name: k8s-cis-1.23}\nstatus: {updateTimestamp: "${takenAt}", summaryReport: {id: cis, controlCheck: [{id: 1.1.1a, totalFail: ${totalFail}}, {id: 1.1.2a, totalFail: 0}, {id: 5.1.1a}]}}\n`;

const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };
const subject = 'kube-bench report//kube-bench, CIS 1.10 of master';
const trivy = 'ClusterComplianceReport//k8s-cis-1.23';

function judged(file: string, text: string, tier: 'critical' | 'important' = 'critical'): string[] {
  return judgedBy(cisBenchmark, { [file]: text }, { policy: { tiers: { default: tier, rules: [] } } });
}

describe('kube-bench', () => {
  test.each<[string, string, string, string[]]>([
    [
      'clean',
      'reports/kube-bench-2026-11-20.json',
      kubeBench(['1.1.1', 'PASS'], ['1.1.9', 'WARN', false]),
      [`pass scanned ${subject}`],
    ],
    [
      'failed-items',
      'kube-bench-2026-11-20.json',
      kubeBench(['1.1.1', 'PASS'], ['1.1.2', 'FAIL']),
      [`fail failed-items ${subject}`],
    ],
    [
      'what is not scored fails nothing',
      'kube-bench-20261120.json',
      kubeBench(['1.1.1', 'PASS'], ['1.1.2', 'FAIL', false]),
      [`pass scanned ${subject}`],
    ],
    [
      'the day may be that of a folder',
      '2026-11-20/kube-bench.json',
      kubeBench(['1.1.2', 'FAIL']),
      [`fail failed-items ${subject}`],
    ],
    ['without a day', 'kube-bench.json', kubeBench(['1.1.2', 'FAIL']), [`unknown not-seen ${subject}`]],
    [
      'a day that no calendar has',
      'kube-bench-2026-02-31.json',
      kubeBench(['1.1.1', 'PASS']),
      [`unknown not-seen ${subject}`],
    ],
    [
      'too old, whatever it says',
      'kube-bench-2026-01-20.json',
      kubeBench(['1.1.2', 'FAIL']),
      [`unknown not-seen ${subject}`],
    ],
    ['not yet taken', 'kube-bench-2031-01-20.json', kubeBench(['1.1.1', 'PASS']), [`unknown not-seen ${subject}`]],
    [
      'one that decides nothing',
      'kube-bench-2026-11-20.json',
      kubeBench(['1.1.1', 'INFO']),
      [`unknown not-seen ${subject}`],
    ],
    ['nothing held', 'empty.json', '{}', []],
  ])('%s', (_name, file, text, expected) => {
    expect(judged(file, text)).toEqual(expected);
  });

  test('a list of controls, as old versions write it', () => {
    const text = JSON.stringify([control('master', [['1.1.1', 'PASS']]), control('node', [['4.1.1', 'FAIL']])]);
    expect(judged('kube-bench-2026-11-20.json', text)).toEqual([
      'fail failed-items kube-bench report//kube-bench, CIS 1.10 of node',
      `pass scanned ${subject}`,
    ]);
  });

  test('a status that is not known is a named gap', () => {
    const estate = collectTexts(
      [{ file: 'kube-bench-2026-11-20.json', place: '', text: kubeBench(['1.1.1', 'MAYBE']) }],
      {
        authority: 'default',
        now: '2026-11-28T00:00:00Z',
      },
    );
    expect(estate.unreadable).toMatchObject([
      { message: expect.stringContaining('PASS, FAIL, WARN or INFO') as string },
    ]);
    expect(estate.facts.benchmarkReports.items).toEqual([]);
  });
});

describe("the report of Trivy's operator", () => {
  test.each<[string, string, string[]]>([
    ['scanned', compliance('2026-11-20T04:00:00Z', 0), [`pass scanned ${trivy}`]],
    ['failed-items', compliance('2026-11-20T04:00:00Z', 3), [`fail failed-items ${trivy}`]],
    ['too old', compliance('2026-01-20T04:00:00Z', 3), [`unknown not-seen ${trivy}`]],
    ['of another benchmark', compliance('2026-11-20T04:00:00Z', 3).replaceAll('cis', 'nsa'), []],
  ])('%s', (_name, text, expected) => {
    expect(judgedBy(cisBenchmark, text, critical)).toEqual(expected);
  });

  test('a time that is none is a named gap', () => {
    expect(estateOf(compliance('yesterday', 0)).unreadable).toMatchObject([
      { message: expect.stringContaining('updateTimestamp') as string },
    ]);
  });
});

test('Important allows three months, and a failed item is partial there', () => {
  const old = 'kube-bench-2026-10-01.json';
  expect(judged(old, kubeBench(['1.1.2', 'FAIL']), 'important')).toEqual([`partial failed-items ${subject}`]);
  expect(judged(old, kubeBench(['1.1.2', 'FAIL']))).toEqual([`unknown not-seen ${subject}`]);
});

test('Best Effort asks for a report, and hears of what fails as advice', () => {
  const bestEffort = { policy: { tiers: { default: 'best-effort' as const, rules: [] } } };
  expect(judgedBy(cisBenchmark, compliance('2026-11-20T04:00:00Z', 3), bestEffort)).toEqual([
    `advice failed-items ${trivy}`,
    `pass scanned ${trivy}`,
  ]);
});

test('a cluster that holds its report', () => {
  expect(judgedBy(cisBenchmark, clusterOf(compliance('2026-11-20T04:00:00Z', 0)), critical)).toEqual([
    'notApplicable judged-apart Cluster//api:6443',
    `pass scanned ${trivy}`,
  ]);
});

test.each([
  ['kubeadm', 'v1.37.2', 'kube-bench'],
  ['a managed control plane', 'v1.33.1-eks-5c8d1f2', 'its provider alone'],
])('a cluster of which no report was taken, and who could take one: %s', (_name, version, who) => {
  const [finding] = findingsBy(cisBenchmark, clusterOf('', { version, notServed: ofOpenShift }));
  expect(finding?.verdict).toBe('unknown');
  expect(finding?.because).toContain(who);
});
