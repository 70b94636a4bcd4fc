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

const good = {
  'kube-apiserver': [
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--profiling=false',
    '--kubelet-client-certificate=/a',
    '--kubelet-client-key=/a',
    '--kubelet-certificate-authority=/a',
    '--audit-log-path=/a',
    '--audit-log-maxage=30',
    '--audit-log-maxbackup=10',
    '--audit-log-maxsize=100',
    '--service-account-key-file=/a',
    '--etcd-certfile=/a',
    '--etcd-keyfile=/a',
    '--etcd-cafile=/a',
    '--tls-cert-file=/a',
    '--tls-private-key-file=/a',
    '--client-ca-file=/a',
    '--service-account-extend-token-expiration=false',
  ],
  'kube-controller-manager': [
    '--profiling=false',
    '--use-service-account-credentials=true',
    '--service-account-private-key-file=/a',
    '--root-ca-file=/a',
    '--bind-address=127.0.0.1',
  ],
  'kube-scheduler': ['--profiling=false', '--bind-address=127.0.0.1'],
  'etcd': [
    '--cert-file=/a',
    '--key-file=/a',
    '--client-cert-auth=true',
    '--peer-cert-file=/a',
    '--peer-key-file=/a',
    '--peer-client-cert-auth',
    '--data-dir',
    '/var/lib/etcd',
  ],
};
type Program = keyof typeof good;

/** A pod of the control plane. `without`: a flag that is left out, `more`: words that are added. */
function part(
  program: Program,
  change: { without?: string; more?: readonly string[]; in?: string; node?: string } = {},
) {
  const words = good[program].filter((word) => word.split('=')[0] !== `--${change.without}`);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${program}-${change.node ?? 'cp-1'}`,
      namespace: change.in ?? 'kube-system',
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'cp-1', uid: 'n', controller: true }],
    },
    spec: { containers: [{ name: program, image: 'a', command: [program, ...words, ...(change.more ?? [])] }] },
  };
}

const all = (Object.keys(good) as Program[]).map((program) => part(program));
const seenOf = (...parts: ReturnType<typeof part>[]) => findingsBy(cisBenchmark, clusterOf(parts), critical);
const because = (...parts: ReturnType<typeof part>[]): string[] =>
  seenOf(...parts).map(({ reason, because: words }) => `${reason}: ${words}`);

describe('what the pods of a control plane show', () => {
  test('flags that meet what they decide pass nothing: the rest was not looked at', () => {
    const [only, ...others] = because(...all);
    expect(others).toEqual([]);
    expect(only).toContain('not-seen');
    expect(only).toContain('flags that are seen meet 1.2.2, 1.2.4,');
    expect(only).toContain(', 1.4.2, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6');
    expect(only).not.toContain('no pod shows');
  });

  test.each<[string, Program, { without?: string; more?: string[] }]>([
    ['1.2.2', 'kube-apiserver', { more: ['--token-auth-file=/a'] }],
    ['1.2.4', 'kube-apiserver', { without: 'kubelet-client-key' }],
    ['1.2.5', 'kube-apiserver', { without: 'kubelet-certificate-authority' }],
    ['1.2.6', 'kube-apiserver', { more: ['--authorization-mode=AlwaysAllow'] }],
    ['1.2.6, 1.2.7, 1.2.8', 'kube-apiserver', { without: 'authorization-mode' }],
    ['1.2.7', 'kube-apiserver', { without: 'authorization-mode', more: ['--authorization-mode=RBAC'] }],
    ['1.2.8', 'kube-apiserver', { without: 'authorization-mode', more: ['--authorization-mode=Node'] }],
    ['1.2.10', 'kube-apiserver', { more: ['--enable-admission-plugins=AlwaysAdmit'] }],
    ['1.2.12', 'kube-apiserver', { more: ['--disable-admission-plugins=ServiceAccount'] }],
    ['1.2.13', 'kube-apiserver', { more: ['--disable-admission-plugins=A,NamespaceLifecycle'] }],
    ['1.2.14', 'kube-apiserver', { without: 'enable-admission-plugins' }],
    ['1.2.15', 'kube-apiserver', { more: ['--profiling'] }],
    ['1.2.16', 'kube-apiserver', { without: 'audit-log-path' }],
    ['1.2.17', 'kube-apiserver', { more: ['--audit-log-maxage=29'] }],
    ['1.2.18', 'kube-apiserver', { without: 'audit-log-maxbackup' }],
    ['1.2.19', 'kube-apiserver', { without: 'audit-log-maxsize' }],
    ['1.2.21', 'kube-apiserver', { more: ['--service-account-lookup=false'] }],
    ['1.2.22', 'kube-apiserver', { without: 'service-account-key-file' }],
    ['1.2.23', 'kube-apiserver', { without: 'etcd-keyfile' }],
    ['1.2.24', 'kube-apiserver', { without: 'tls-cert-file' }],
    ['1.2.25', 'kube-apiserver', { without: 'client-ca-file' }],
    ['1.2.26', 'kube-apiserver', { without: 'etcd-cafile' }],
    ['1.2.30', 'kube-apiserver', { without: 'service-account-extend-token-expiration' }],
    ['1.3.2', 'kube-controller-manager', { without: 'profiling' }],
    ['1.3.3', 'kube-controller-manager', { without: 'use-service-account-credentials' }],
    ['1.3.4', 'kube-controller-manager', { without: 'service-account-private-key-file' }],
    ['1.3.5', 'kube-controller-manager', { without: 'root-ca-file' }],
    ['1.3.7', 'kube-controller-manager', { more: ['--bind-address=0.0.0.0'] }],
    ['1.4.1', 'kube-scheduler', { without: 'profiling' }],
    ['1.4.2', 'kube-scheduler', { without: 'bind-address' }],
    ['2.1', 'etcd', { without: 'key-file' }],
    ['2.2', 'etcd', { more: ['--client-cert-auth=false'] }],
    ['2.3', 'etcd', { more: ['--auto-tls'] }],
    ['2.4', 'etcd', { without: 'peer-cert-file' }],
    ['2.5', 'etcd', { without: 'peer-client-cert-auth' }],
    ['2.6', 'etcd', { more: ['--peer-auto-tls=1'] }],
  ])('failed-flags: %s', (ids, program, change) => {
    const [first, ...others] = seenOf(part(program, change));
    expect([first?.verdict, first?.reason, others]).toEqual(['fail', 'failed-flags', []]);
    expect(first?.because.endsWith(` fail: ${ids}`)).toBe(true);
  });

  test('a cluster fails by its flags, whatever is said of its nodes', () => {
    const estate = clusterOf([part('kube-scheduler', { without: 'profiling' })]);
    expect(judgedBy(cisBenchmark, estate, critical)).toEqual(['fail failed-flags Cluster//api:6443']);
  });

  test('each pod is looked at, and the finding points at the one that fails', () => {
    const [first] = seenOf(part('etcd'), part('etcd', { without: 'key-file', node: 'cp-2' }));
    expect(first?.evidence).toMatchObject([
      {
        name: 'etcd-cp-2',
        path: 'spec.containers[0]',
        value: '2.1 asks for --cert-file and --key-file: --cert-file=/a, --key-file is not set',
      },
    ]);
  });

  test.each<[string, ReturnType<typeof part>, string]>([
    [
      'a file decides who may do what',
      part('kube-apiserver', { without: 'authorization-mode', more: ['--authorization-config=/a'] }),
      'what decides 1.2.6, 1.2.7, 1.2.8 is not shown',
    ],
    ['a file for the scheduler', part('kube-scheduler', { without: 'profiling', more: ['--config=/a'] }), '1.4.1'],
    ['a file for etcd', part('etcd', { more: ['--config-file=/a'] }), 'what decides 2.1, 2.2, 2.3, 2.4, 2.5, 2.6'],
    ['a shell', part('etcd', { more: ['$(FLAGS)'] }), 'what decides 2.1,'],
    ['a pod of a tenant', part('etcd', { without: 'key-file', in: 'shop' }), 'no pod shows the flags of'],
    ['nothing seen of etcd', part('kube-scheduler'), 'no pod shows the flags of kube-apiserver (1.2), kube-controller'],
  ])('unknown: %s', (_name, one, words) => {
    const [only, ...others] = because(one);
    expect(others).toEqual([]);
    expect(only).toContain(words);
  });

  test('etcd takes its flags from the environment, too', () => {
    const one = part('etcd', { without: 'key-file' });
    const [container] = one.spec.containers;
    const told = { ...container!, env: [{ name: 'ETCD_KEY_FILE', value: '/a' }] };
    const [only] = because({ ...one, spec: { containers: [told] } });
    expect(only).toContain('meet 2.1,');
  });

  test('Important is partial, and Best Effort hears of it', () => {
    const estate = clusterOf([part('kube-scheduler', { without: 'profiling' })]);
    const verdicts = (tier: 'important' | 'best-effort') =>
      findingsBy(cisBenchmark, estate, { policy: { tiers: { default: tier, rules: [] } } }).map((one) => one.verdict);
    expect(verdicts('important')).toEqual(['partial']);
    expect(verdicts('best-effort')).toEqual(['unknown', 'advice']);
  });

  test('a report of the nodes does not speak for pods that were not seen', () => {
    const report = compliance('2026-11-20T04:00:00Z', 0);
    const lines = judgedBy(cisBenchmark, clusterOf(report, { forbidden: ['/Pod'] }), critical);
    expect([...new Set(lines)]).toEqual([`pass scanned ${trivy}`, 'unknown not-seen Cluster//api:6443']);
  });
});

test.each([
  ['kubeadm', 'v1.37.2', 'kube-bench'],
  ['a managed control plane', 'v1.33.1-eks-5c8d1f2', 'its provider alone'],
])('a cluster of which no report was taken, and who could take one: %s', (_name, version, who) => {
  const [finding] = findingsBy(cisBenchmark, clusterOf('', { version, notServed: ofOpenShift }));
  expect(finding?.verdict).toBe('unknown');
  expect(finding?.because).toContain(who);
});
