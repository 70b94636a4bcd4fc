import { expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';

/** What becomes of the schedules of a resource: whether each runs, what stops it, and how long a copy is kept. */
function schedulesOf(apiVersion: string, kind: string, spec: string): readonly unknown[] {
  const { facts } = estateOf(`
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`);
  return facts.backupSchedules.items.flatMap(({ makes, runs }) =>
    runs.map(({ cadence, stoppedBy, keeps }) => [makes, cadence.runs, stoppedBy, keeps.days]),
  );
}

const mongo = (spec: string): readonly unknown[] =>
  schedulesOf('psmdb.percona.com/v1', 'PerconaServerMongoDB', `backup: {${spec}}`);
const storages = 'storages: {s3: {type: s3}}';
const mariadb = (kind: string, schedule: string, more = ''): readonly unknown[] =>
  schedulesOf('k8s.mariadb.com/v1alpha1', kind, `mariaDbRef: {name: ledger}, schedule: {${schedule}}${more}`);
const repo = (schedules: string): string => `pgbackrest: {repos: [{name: repo1, schedules: {${schedules}}}]}`;
const percona = (backups: string): readonly unknown[] =>
  schedulesOf('pgv2.percona.com/v2', 'PerconaPGCluster', `backups: {${backups}}`);

test.each<[string, readonly unknown[], readonly unknown[]]>([
  [
    'a task that runs',
    mongo(`enabled: true, ${storages}, tasks: [{enabled: true, schedule: '0 0 * * *', storageName: s3, keep: 30}]`),
    [['backup', 'every', null, 30]],
  ],
  [
    'a task of a storage that is not there',
    mongo(`enabled: true, ${storages}, tasks: [{enabled: true, schedule: '0 0 * * *', storageName: gcs}]`),
    [['backup', 'invalid', null, null]],
  ],
  [
    'backups that nobody switched on',
    mongo(`${storages}, tasks: [{enabled: true, schedule: '0 0 * * *', storageName: s3}]`),
    [['backup', 'every', 'spec.backup.enabled', null]],
  ],
  [
    'increments are not deleted by their number',
    mongo(
      `enabled: true, ${storages}, tasks: [{enabled: true, type: incremental, schedule: '0 * * * *', storageName: s3, retention: {type: count, count: 5}}]`,
    ),
    [['backup', 'every', null, null]],
  ],
  [
    'snapshots of volumes only',
    mongo(`enabled: true, tasks: [{enabled: true, type: external, volumeSnapshotClass: x, schedule: '@daily'}]`),
    [['snapshot', 'every', null, null]],
  ],
  [
    'a schedule of XtraDB whose storage is not there',
    schedulesOf(
      'pxc.percona.com/v1',
      'PerconaXtraDBCluster',
      `backup: {${storages}, schedule: [{schedule: '@daily', storageName: s3, keep: 7}, {schedule: '@daily', storageName: x}]}`,
    ),
    [
      ['backup', 'every', null, 7],
      ['backup', 'invalid', null, null],
    ],
  ],
  ['an interval stops Percona’s operator', percona(repo(`full: '@every 6h'`)), [['backup', 'invalid', null, null]]],
  ['a zone does not', percona(repo(`full: 'CRON_TZ=UTC 0 1 * * *'`)), [['backup', 'every', null, null]]],
  [
    'backups that are switched off',
    percona(`enabled: false, ${repo(`full: '0 1 * * *'`)}`),
    [['backup', 'every', 'spec.backups.enabled', null]],
  ],
  [
    'Crunchy makes a CronJob, which takes intervals and no zone',
    schedulesOf(
      'postgres-operator.crunchydata.com/v1beta1',
      'PostgresCluster',
      `backups: {${repo(`full: '@every 6h', incremental: 'TZ=UTC 0 1 * * *'`)}}`,
    ),
    [
      ['backup', 'every', null, null],
      ['backup', 'invalid', null, null],
    ],
  ],
  [
    'a Backup of MariaDB, in the zone of its field',
    mariadb('Backup', `cron: '0 0 * * *'`, ', timeZone: Europe/Berlin, maxRetention: 720h'),
    [['backup', 'every', null, 30]],
  ],
  [
    'a Backup in a zone that there is not',
    mariadb('Backup', `cron: '0 0 * * *'`, ', timeZone: Mars/Olympus'),
    [['backup', 'invalid', null, null]],
  ],
  [
    'the logical backup of Zalando, kept so long as words say',
    schedulesOf(
      'acid.zalan.do/v1',
      'postgresql',
      `enableLogicalBackup: true, logicalBackupSchedule: '30 00 * * *', logicalBackupRetention: 2 weeks`,
    ),
    [['backup', 'every', null, 14]],
  ],
  [
    'the logical backup of Zalando when its operator likes',
    schedulesOf('acid.zalan.do/v1', 'postgresql', 'enableLogicalBackup: true, logicalBackupRetention: last friday'),
    [['backup', 'unread', null, null]],
  ],
  ['a Backup takes no word', mariadb('Backup', `cron: '@daily'`), [['backup', 'invalid', null, null]]],
  ['a PhysicalBackup on demand', mariadb('PhysicalBackup', 'onDemand: first'), [['backup', 'on-demand', null, null]]],
  ['a Backup without a time', mariadb('Backup', 'suspend: false'), [['backup', 'invalid', null, null]]],
])('%s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
