import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { apiServerPod, ofOpenShift } from '../../../../test/support/api-server-pod.ts';
import { dumpJob, hour, stateSnapshot } from '../../../../test/support/live-backups.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { expect, test } from 'vitest';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { etcdSnapshots } from './check.ts';

const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };
const subject = 'server configuration//config.yaml';
const of = (text: string): Record<string, string> => ({ 'etc/rancher/k3s/config.yaml': `cluster-init: true\n${text}` });

test.each<[string, Record<string, string>, string[]]>([
  ['every twelve hours, to another place', of('etcd-s3: true'), [`unknown not-seen ${subject}`]],
  ['same-failure-domain', of('etcd-snapshot-retention: 9'), [`fail same-failure-domain ${subject}`]],
  ['what it does not say may stand on the command line', of(''), [`unknown not-seen ${subject}`]],
  ['not-taken', of('etcd-disable-snapshots: true'), [`fail not-taken ${subject}`]],
  [
    'interval-above-target',
    of('etcd-s3: true\netcd-snapshot-schedule-cron: "0 3 * * 0"'),
    [`fail interval-above-target ${subject}`],
  ],
  [
    'schedule-invalid',
    of('etcd-s3: true\netcd-snapshot-schedule-cron: "every night"'),
    [`fail schedule-invalid ${subject}`],
  ],
  [
    'a schedule that something fills in later',
    of('etcd-s3: true\netcd-snapshot-schedule-cron: "{{ schedule }}"'),
    [`unknown not-seen ${subject}`],
  ],
  [
    'a database beside it is copied in its own way',
    of('datastore-endpoint: "postgres://db"'),
    [`unknown not-seen ${subject}`],
  ],
  [
    'F23: a managed control plane',
    { 'a.yaml': 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank}\n' },
    ['unknown not-seen ClusterConfig//bank'],
  ],
])('%s', (_name, files, expected) => {
  expect(judgedBy(etcdSnapshots, files, critical)).toEqual(expected);
});

const job = (name: string, spec: string): string =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: ${name}, namespace: kube-system}\nspec: {${spec}, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: etcd, command: [etcdctl, --endpoints=https://a:2379, snapshot, save, /b/snapshot.db]}]}}}}}\n`;

test.each<[string, string, string[]]>([
  [
    'a job that takes them before it sends them',
    job('a', 'schedule: "0 */6 * * *"').replace(
      'containers: [',
      'containers: [{name: b, image: send}], initContainers: [',
    ),
    ['unknown not-seen CronJob/kube-system/a'],
  ],
  ['a job that takes them', job('a', 'schedule: "0 */6 * * *"'), ['unknown not-seen CronJob/kube-system/a']],
  ['interval-above-target', job('a', 'schedule: "0 3 * * 0"'), ['fail interval-above-target CronJob/kube-system/a']],
  [
    'a rare one beside a frequent one',
    `${job('a', 'schedule: "0 3 * * 0"')}---\n${job('b', 'schedule: "0 */6 * * *"')}`,
    ['unknown not-seen CronJob/kube-system/a', 'unknown not-seen CronJob/kube-system/b'],
  ],
  ['not-taken', job('a', 'suspend: true, schedule: "0 3 * * *"'), ['fail not-taken CronJob/kube-system/a']],
  ['schedule-invalid', job('a', 'schedule: "0 0 30 2 *"'), ['fail schedule-invalid CronJob/kube-system/a']],
])('a CronJob: %s', (_name, text, expected) => {
  expect(judgedBy(etcdSnapshots, text, critical)).toEqual(expected);
});

test('Important asks for the same, and takes a copy beside the data for half an answer', () => {
  const important = { policy: { tiers: { default: 'important' as const, rules: [] } } };
  expect(judgedBy(etcdSnapshots, of('etcd-snapshot-retention: 9'), important)).toEqual([
    `partial same-failure-domain ${subject}`,
  ]);
});

test('the words say how long and how long it may be', () => {
  const files = of('etcd-s3: true\netcd-snapshot-schedule-cron: "0 3 * * 0"');
  expect(findingsBy(etcdSnapshots, files, critical)[0]).toMatchObject({
    because: 'up to 7 days pass between two snapshots, where 1 day may',
    evidence: [{ path: 'etcd-snapshot-schedule-cron', value: '0 3 * * 0' }],
  });
});

const kops = (etcd: string): string =>
  `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank.example.com}\nspec: {etcdClusters: [{name: main, etcdMembers: [{name: a, instanceGroup: a}]${etcd}}]}\n`;

test.each<[string, string, string, string]>([
  [
    'into the store that it names',
    ', backups: {backupStore: "s3://bank/etcd/main"}',
    'unknown not-seen',
    '--backup-store=s3://bank/etcd/main list-backups',
  ],
  ['into the store of its state', '', 'unknown not-seen', '--backup-store=STATE-STORE/CLUSTER/backups/etcd/main'],
  ['onto its own disks', ', backups: {backupStore: "file:///backups"}', 'fail same-failure-domain', ''],
  ['in the old way not', ', provider: Legacy', 'unknown not-seen', 'tells of no snapshots'],
])('kOps takes them every quarter of an hour: %s', (_where, etcd, expected, words) => {
  expect(judgedBy(etcdSnapshots, kops(etcd), critical)).toEqual([`${expected} Cluster//bank.example.com`]);
  expect(findingsBy(etcdSnapshots, kops(etcd), critical)[0]?.because).toContain(words);
});

test.each<[string, Raw, string]>([
  ['copied', { lastScheduleTime: hour(5), lastSuccessfulTime: hour(5) }, 'pass copied CronJob/bank/dump'],
  [
    'no-fresh-copy',
    { lastScheduleTime: hour(5), lastSuccessfulTime: hour(50) },
    'fail no-fresh-copy CronJob/bank/dump',
  ],
  [
    'last-copy-failed',
    { lastScheduleTime: hour(1), lastSuccessfulTime: hour(5) },
    'partial last-copy-failed CronJob/bank/dump',
  ],
])('of a cluster, a job that copies etcd: %s', (_name, status, expected) => {
  const job = dumpJob(status, '0 */4 * * *', 'etcdctl snapshot save /backup/etcd');
  expect(judgedBy(etcdSnapshots, clusterOf([job]), critical).filter((one) => one.includes('dump'))).toEqual([expected]);
});

const cluster = 'Cluster//api:6443';
const etcdJob = dumpJob({ lastSuccessfulTime: hour(5) }, '0 */4 * * *', 'etcdctl snapshot save /backup/etcd');
test.each<[string, readonly Raw[], string]>([
  ['copied', [stateSnapshot(5, 'server'), stateSnapshot(5, 's3'), stateSnapshot(60, 's3')], 'pass copied'],
  ['same-failure-domain', [stateSnapshot(5, 'server')], 'fail same-failure-domain'],
  [
    'same-failure-domain, for what was sent away is old',
    [stateSnapshot(5, 'server'), stateSnapshot(50, 's3')],
    'fail same-failure-domain',
  ],
  ['no-fresh-copy', [stateSnapshot(50, 's3')], 'fail no-fresh-copy'],
  ['last-copy-failed', [stateSnapshot(12, 's3'), stateSnapshot(1, 's3', true)], 'partial last-copy-failed'],
  ['none is told of', [], 'unknown not-seen'],
  ['old ones, and a job that may copy it now', [stateSnapshot(50, 's3'), etcdJob], 'unknown not-seen'],
  ['fresh ones beside a job', [stateSnapshot(5, 's3'), etcdJob], 'pass copied'],
  ['a job alone may copy another etcd', [etcdJob], 'unknown not-seen'],
])('of a cluster, copies that its control plane made: %s', (_name, objects, expected) => {
  const found = judgedBy(etcdSnapshots, clusterOf(objects), critical);
  expect(found.filter((one) => one.endsWith(cluster))).toEqual([`${expected} ${cluster}`]);
});

test.each(['k3s.cattle.io/ETCDSnapshotFile', 'batch/CronJob'])('of a cluster, %s may not be listed', (kind) => {
  const found = judgedBy(etcdSnapshots, clusterOf([], { forbidden: [kind] }), critical);
  expect(new Set(found.filter((one) => one.endsWith(cluster)))).toEqual(new Set([`unknown not-seen ${cluster}`]));
});

test('of a cluster, its own API servers are not judged apart, and a managed one is known to its provider', () => {
  expect(judgedBy(etcdSnapshots, clusterOf(apiServerPod()), critical)).toEqual([
    'notApplicable of-this-cluster Pod/kube-system/kube-apiserver-cp-1',
    `unknown not-seen ${cluster}`,
  ]);
  const managed = clusterOf('', { version: 'v1.33.1-eks-5c8d1f2', notServed: ofOpenShift });
  expect(findingsBy(etcdSnapshots, managed)[0]?.because).toContain('who alone can say how it is copied');
});
