import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { veleroBackup, veleroSchedule } from '../../../../test/support/live-backups.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { retention } from './check.ts';

function velero(template: string, name = 'daily', schedule = '0 2 * * *'): string {
  return `
---
apiVersion: velero.io/v1
kind: Schedule
metadata: {name: ${name}, namespace: velero}
spec: {schedule: '${schedule}', template: ${template}}
`;
}

function object(apiVersion: string, kind: string, spec: string): string {
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: ${spec}
`;
}

function said(yaml: string): string[] {
  // What serves the whole platform is judged for each tier.
  return [...new Set(judgedBy(retention, yaml))].filter((one) => !one.includes('latform'));
}

const cnpgStore = (policy: string): string =>
  object(
    'postgresql.cnpg.io/v1',
    'Cluster',
    `{instances: 3, backup: {retentionPolicy: ${policy}, barmanObjectStore: {destinationPath: 's3://b/'}}}`,
  );
const objectStore = (policy: string): string =>
  object(
    'barmancloud.cnpg.io/v1',
    'ObjectStore',
    `{retentionPolicy: ${policy}, configuration: {destinationPath: 's3://b/'}}`,
  );
const claim = `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: d, namespace: bank}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
const volsync = (retain: string, schedule = '0 0 * * *'): string =>
  claim +
  object(
    'volsync.backube/v1alpha1',
    'ReplicationSource',
    `{sourcePVC: d, trigger: {schedule: '${schedule}'}, restic: {${retain}}}`,
  );
const longhorn = (spec: string): string => object('longhorn.io/v1beta2', 'RecurringJob', `{task: backup, ${spec}}`);
const pgbackrest = (settings: string): string =>
  object(
    'postgres-operator.crunchydata.com/v1beta1',
    'PostgresCluster',
    `{backups: {pgbackrest: {global: {${settings}}, repos: [{name: repo1, schedules: {full: '0 1 * * 0'}}]}}}`,
  );

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['30 days', velero('{ttl: 720h}'), ['unknown not-seen Schedule/velero/daily']],
    ['30 days as Velero writes them', velero('{ttl: 720h0m0s}'), ['unknown not-seen Schedule/velero/daily']],
    ['the default of the server', velero('{}'), ['unknown not-seen Schedule/velero/daily']],
    ['what is filled in later', velero('{ttl: "${TTL}"}'), ['unknown not-seen Schedule/velero/daily']],
    ['retention-too-short', velero('{ttl: 719h}'), ['fail retention-too-short Schedule/velero/daily']],
    [
      'retention-invalid: days are no unit of Go',
      velero('{ttl: 30d}'),
      ['fail retention-invalid Schedule/velero/daily'],
    ],
    ['less than no time', velero('{ttl: -5h}'), ['fail retention-invalid Schedule/velero/daily']],
    ['zero leaves it to the default', velero('{ttl: 0s}'), ['unknown not-seen Schedule/velero/daily']],
    ['retention-invalid: ISO 8601', velero('{ttl: P30D}'), ['fail retention-invalid Schedule/velero/daily']],
    [
      'nothing, for which the server takes its default',
      velero('{ttl: 0s}'),
      ['unknown not-seen Schedule/velero/daily'],
    ],
    ['retention-invalid: below zero', velero('{ttl: -720h}'), ['fail retention-invalid Schedule/velero/daily']],
    ['retention-invalid: weeks', velero('{ttl: 4w}'), ['fail retention-invalid Schedule/velero/daily']],
    ['a window of nothing', cnpgStore('0d'), ['fail retention-invalid Cluster/bank/ledger']],
    ['a window below zero', cnpgStore('-30d'), ['fail retention-invalid Cluster/bank/ledger']],
    ['a window of ISO 8601', cnpgStore('P30D'), ['fail retention-invalid Cluster/bank/ledger']],
    ['fewer than none', volsync('retain: {daily: -7}'), ['fail retention-invalid ReplicationSource/bank/ledger']],
    [
      'fewer than none, as text',
      volsync('retain: {last: "-7"}'),
      ['fail retention-invalid ReplicationSource/bank/ledger'],
    ],
    [
      'all of them, as restic writes it',
      volsync('retain: {last: "-1"}'),
      ['unknown not-seen ReplicationSource/bank/ledger'],
    ],
    [
      'a job that keeps fewer than none',
      longhorn('cron: "0 3 * * *", retain: -1'),
      ['fail retention-invalid RecurringJob/bank/ledger'],
    ],
    ['a window of CloudNativePG', cnpgStore('30d'), ['unknown not-seen Cluster/bank/ledger']],
    ['a window of weeks', cnpgStore('5w'), ['unknown not-seen Cluster/bank/ledger']],
    ['a window of months', cnpgStore('1m'), ['unknown not-seen Cluster/bank/ledger']],
    ['a window that is too short', cnpgStore('14d'), ['fail retention-too-short Cluster/bank/ledger']],
    ['a window in hours is none', cnpgStore('720h'), ['fail retention-invalid Cluster/bank/ledger']],
    ['an object store', objectStore('30d'), ['unknown not-seen ObjectStore/bank/ledger']],
    ['an object store that keeps too little', objectStore('7d'), ['fail retention-too-short ObjectStore/bank/ledger']],
    ['seven daily ones', volsync('retain: {daily: 7}'), ['fail retention-too-short ReplicationSource/bank/ledger']],
    ['counts may be text', volsync('retain: {last: "3"}'), ['fail retention-too-short ReplicationSource/bank/ledger']],
    [
      'some monthly ones',
      volsync('retain: {daily: 7, monthly: 3}'),
      ['unknown not-seen ReplicationSource/bank/ledger'],
    ],
    ['within a span of restic', volsync('retain: {within: 1m}'), ['unknown not-seen ReplicationSource/bank/ledger']],
    [
      'within a span that is no such',
      volsync('retain: {within: P1M}'),
      ['fail retention-invalid ReplicationSource/bank/ledger'],
    ],
    [
      'the newest 14 of a daily job',
      longhorn('cron: "0 3 * * *", retain: 14'),
      ['fail retention-too-short RecurringJob/bank/ledger'],
    ],
    [
      'the newest 14 of a weekly job',
      longhorn('cron: "0 3 * * 0", retain: 14'),
      ['unknown not-seen RecurringJob/bank/ledger'],
    ],
    [
      'so many of nobody knows what',
      longhorn('cron: "${CRON}", retain: 14'),
      ['unknown not-seen RecurringJob/bank/ledger'],
    ],
    [
      'by age',
      longhorn('cron: "0 3 * * *", retentionPolicy: age-based, retainAge: 168h'),
      ['fail retention-too-short RecurringJob/bank/ledger'],
    ],
    [
      'two full ones a week',
      pgbackrest('repo1-retention-full: "2"'),
      ['fail retention-too-short PostgresCluster/bank/ledger'],
    ],
    [
      'by time',
      pgbackrest('repo1-retention-full: "35", repo1-retention-full-type: time'),
      ['unknown not-seen PostgresCluster/bank/ledger'],
    ],
    ['no number', pgbackrest('repo1-retention-full: many'), ['fail retention-invalid PostgresCluster/bank/ledger']],
    [
      'counts of K8up',
      object(
        'k8up.io/v1',
        'Schedule',
        `{backup: {schedule: '@daily-random'}, prune: {schedule: '@weekly', retention: {keepLast: 5, keepDaily: 14}}}`,
      ),
      ['unknown not-seen Schedule/bank/ledger'],
    ],
    [
      'counts of Kasten, of what it exports',
      object(
        'config.kio.kasten.io/v1alpha1',
        'Policy',
        `{frequency: '@daily', retention: {daily: 60}, actions: [{action: backup}, {action: export, exportParameters: {exportData: {enabled: true}}, retention: {daily: 7}}]}`,
      ),
      ['fail retention-too-short Policy/bank/ledger'],
    ],
    [
      'the newest of a MongoDB',
      object(
        'psmdb.percona.com/v1',
        'PerconaServerMongoDB',
        `{backup: {tasks: [{name: daily, enabled: true, schedule: '0 0 * * *', keep: 5}]}}`,
      ),
      ['fail retention-too-short PerconaServerMongoDB/bank/ledger'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('another schedule may keep the same data for longer', () => {
    const hourly = velero('{ttl: 72h}', 'hourly', '0 * * * *');
    expect(said(hourly + velero('{ttl: 2160h}'))).toEqual([
      'unknown not-seen Schedule/velero/daily',
      'unknown not-seen Schedule/velero/hourly',
    ]);
    expect(said(hourly + velero('{ttl: 48h}'))).toEqual([
      'fail retention-too-short Schedule/velero/daily',
      'fail retention-too-short Schedule/velero/hourly',
    ]);
    // For nobody knows how long.
    expect(said(hourly + velero('{}'))).not.toContain('fail retention-too-short Schedule/velero/hourly');
    expect(said(cnpgStore('7d') + velero('{ttl: 2160h}'))).toContain('unknown not-seen Cluster/bank/ledger');
    expect(said(cnpgStore('7d') + velero('{ttl: 2160h, includedNamespaces: [shop]}'))).toContain(
      'fail retention-too-short Cluster/bank/ledger',
    );
  });

  test('what leaves the volumes out keeps none of what lies in them', () => {
    const objects = velero('{ttl: 2160h, excludedResources: [pvc]}');
    expect(said(velero('{ttl: 72h}', 'hourly', '0 * * * *') + objects)).toContain(
      'fail retention-too-short Schedule/velero/hourly',
    );
    expect(said(cnpgStore('7d') + objects)).toContain('fail retention-too-short Cluster/bank/ledger');
  });

  test('of what a folder does not hold, another schedule may keep it for longer', () => {
    const hourly = velero('{ttl: 72h, includedNamespaces: [bank]}', 'hourly', '0 * * * *');
    expect(said(hourly)).toEqual(['unknown not-seen Schedule/velero/hourly']);
    expect(said(hourly + velero('{ttl: 48h}'))).toContain('fail retention-too-short Schedule/velero/hourly');
  });

  test('the policy file sets how many days', () => {
    const targets = { important: { oldestRestorablePointDays: 7 } };
    expect(judgedBy(retention, objectStore('7d'), { policy: { targets } })).toContain(
      'unknown not-seen ObjectStore/bank/ledger',
    );
  });
});

test('words and evidence', () => {
  const finding = findingsBy(retention, volsync('retain: {daily: 7, last: 3}')).find(
    ({ reason }) => reason === 'retention-too-short',
  );
  expect(finding?.because).toBe(
    'spec.restic.retain keeps backups for 7 days, 30 days are asked for (daily 7, the newest 3)',
  );
  expect(finding?.evidence.map(({ path, value }) => [path, value])).toEqual([
    ['spec.restic.retain', 'daily 7, the newest 3'],
  ]);
});

test('days that round to what is asked for are told in hours', () => {
  const finding = findingsBy(retention, velero('{ttl: 719h}')).find(({ reason }) => reason === 'retention-too-short');
  expect(finding?.because).toContain('keeps backups for 719 hours, 30 days are asked for');
});

test('a schedule that cannot be read may keep it for longer', () => {
  expect(said(velero('{ttl: 72h}', 'hourly') + velero('[]'))).toEqual(['unknown not-seen Schedule/velero/hourly']);
});

const asCritical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

describe('of a cluster', () => {
  const subject = 'Schedule/velero/daily';
  test.each<[string, readonly Raw[], string]>([
    ['reaches-back', [veleroSchedule(), veleroBackup(10), veleroBackup(24 * 40)], `pass reaches-back ${subject}`],
    ['it is young', [veleroSchedule(), veleroBackup(10), veleroBackup(24 * 5)], `unknown not-seen ${subject}`],
    [
      'the oldest is broken',
      [veleroSchedule(), veleroBackup(10), veleroBackup(24 * 40, 'Failed')],
      `unknown not-seen ${subject}`,
    ],
  ])('%s', (_name, objects, expected) => {
    const found = judgedBy(retention, clusterOf(objects), asCritical);
    expect(found.filter((one) => one.endsWith(subject))).toEqual([expected]);
  });
});
