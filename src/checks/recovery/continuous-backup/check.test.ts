import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { dumpJob, hour, postgres } from '../../../../test/support/live-backups.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { continuousBackup } from './check.ts';

const tierOf = (tier: string): string =>
  `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: ${tier}}}\n`;

function velero(name: string, schedule: string, more = ''): string {
  return `
---
apiVersion: velero.io/v1
kind: Schedule
metadata: {name: ${name}, namespace: velero}
spec: {schedule: '${schedule}'${more}}
`;
}

function volsync(schedule: string, mover = 'restic: {}', more = ''): string {
  return `
---
apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata: {name: data, namespace: bank}
spec: {sourcePVC: data, trigger: {schedule: '${schedule}'}, ${mover}${more}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: bank}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
}

function words(yaml: string): string[] {
  return findingsBy(continuousBackup, yaml).map(({ because }) => because);
}

function cnpg(parameters: string, archive = 'backup: {barmanObjectStore: {destinationPath: s3://b/}}'): string {
  return `
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ledger, namespace: bank}
spec: {instances: 3, postgresql: {parameters: {${parameters}}}, ${archive}}
`;
}

const nightlyDump = `
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: ledger, namespace: bank}
spec: {schedule: '0 0 2 * * *', cluster: {name: ledger}}
`;

function said(yaml: string): string[] {
  return [...new Set(judgedBy(continuousBackup, yaml))].filter((one) => !one.includes('latform'));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['often enough', volsync('*/15 * * * *'), ['unknown not-seen ReplicationSource/bank/data']],
    [
      'often enough for best effort',
      tierOf('best-effort') + volsync('0 * * * *'),
      ['unknown not-seen ReplicationSource/bank/data'],
    ],
    ['interval-above-target', volsync('0 * * * *'), ['fail interval-above-target ReplicationSource/bank/data']],
    [
      'interval-above-target: five minutes are for critical',
      tierOf('critical') + volsync('*/15 * * * *'),
      ['fail interval-above-target ReplicationSource/bank/data'],
    ],
    ['schedule-invalid', volsync('*/15 * * *'), ['fail schedule-invalid ReplicationSource/bank/data']],
    [
      'schedule-paused',
      volsync('*/5 * * * *', 'restic: {}', ', paused: true'),
      ['fail schedule-paused ReplicationSource/bank/data'],
    ],
    ['filled in later', volsync('${OFTEN}'), ['unknown not-seen ReplicationSource/bank/data']],
    ['a replication is no backup', volsync('0 0 * * *', 'rsyncTLS: {}'), []],
    [
      'snapshots copy, too',
      volsync('0 0 * * *') + snapshots('*/10 * * * *'),
      ['unknown not-seen ReplicationSource/bank/data', 'unknown not-seen SnapshotSchedule/bank/often'],
    ],
    ['a log that is archived by default every five minutes', cnpg(''), ['unknown not-seen Cluster/bank/ledger']],
    ['archive-above-target', cnpg('archive_timeout: 1h'), ['fail archive-above-target Cluster/bank/ledger']],
    [
      'archive-above-target: for critical',
      tierOf('critical') + cnpg('archive_timeout: 10min'),
      ['fail archive-above-target Cluster/bank/ledger'],
    ],
    ['seconds without a unit', cnpg('archive_timeout: "60"'), ['unknown not-seen Cluster/bank/ledger']],
    [
      'an archive that waits until a segment is full is of no pace',
      cnpg('archive_timeout: "0"'),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    ['a pace that is filled in later', cnpg("archive_timeout: '${SPAN}'"), ['unknown not-seen Cluster/bank/ledger']],
    [
      'a plugin that archives',
      cnpg('archive_timeout: 2h', 'plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true}]'),
      ['fail archive-above-target Cluster/bank/ledger'],
    ],
    ['no archive at all is said of no archive', cnpg('', 'storage: {size: 1Gi}'), []],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('a nightly schedule is no fault where something copies the data more often', () => {
    const nightly = volsync('0 2 * * *');
    expect(said(nightly)).toContain('fail interval-above-target ReplicationSource/bank/data');
    for (const often of [velero('often', '*/5 * * * *'), snapshots('*/10 * * * *')])
      expect(said(nightly + often)).toContain('unknown not-seen ReplicationSource/bank/data');
    // Only the most frequent one is to blame, if any is.
    expect(said(nightly + velero('hourly', '0 * * * *'))).toEqual([
      'unknown not-seen ReplicationSource/bank/data',
      'unknown not-seen Schedule/velero/hourly',
    ]);
    expect(said(nightly + velero('often', '*/5 * * * *', ', paused: true'))).toContain(
      'fail interval-above-target ReplicationSource/bank/data',
    );
  });

  test.each([
    ['of every namespace', velero('daily', '0 2 * * *')],
    ['of a namespace', velero('daily', '0 2 * * *', ', template: {includedNamespaces: [bank]}')],
    ['that is stopped', velero('daily', '0 2 * * *', ', paused: true')],
    ['of a database that lies elsewhere', nightlyDump],
    ['of a database that nothing here archives', nightlyDump + cnpg('', 'storage: {size: 1Gi}')],
    ['of a claim that lies elsewhere', volsync('0 2 * * *').split('---\napiVersion: v1\n')[0] as string],
  ])('a schedule %s is no fault: what copies its data more often may lie elsewhere', (_name, yaml) => {
    expect(judgedBy(continuousBackup, yaml).filter((one) => !one.startsWith('unknown'))).toEqual([]);
  });

  test('it says that such a schedule alone is too rare', () => {
    expect(words(velero('daily', '0 2 * * *'))).toContain(
      'Schedule/daily alone copies too rarely (1 day between two copies, where 15 minutes may pass); what copies its data more often was not seen',
    );
  });

  test('of one that is stopped it does not say how often it copies', () => {
    const found = words(velero('daily', '0 2 * * *') + velero('old', '@every 6h', ', paused: true')).find((one) =>
      one.includes('/old'),
    );
    expect(found).toBe('Schedule/old is stopped by spec.paused; what copies its data was not seen to run');
  });

  test('what copies configuration alone stands in for nothing', () => {
    const objects = velero('objects', '*/5 * * * *', ', template: {excludedResources: [pvc]}');
    expect(said(volsync('0 2 * * *') + objects)).toContain('fail interval-above-target ReplicationSource/bank/data');
  });

  test('what copies configuration alone is not asked', () => {
    expect(said(velero('objects', '0 2 * * *', ', template: {excludedResources: [pvc]}'))).toEqual([]);
  });

  test('the policy file sets how many seconds may pass', () => {
    const targets = { important: { incrementalIntervalSeconds: 86_400 } };
    expect(judgedBy(continuousBackup, volsync('0 2 * * *'), { policy: { targets } })).toContain(
      'unknown not-seen ReplicationSource/bank/data',
    );
  });
});

function snapshots(schedule: string): string {
  return `
---
apiVersion: snapscheduler.backube/v1
kind: SnapshotSchedule
metadata: {name: often, namespace: bank}
spec: {schedule: '${schedule}'}
`;
}

test('an archive by no clock says so', () => {
  expect(words(cnpg('archive_timeout: "0"'))).toContain(
    'the log of Cluster/ledger is archived when a segment is full, and by no clock (spec.postgresql.parameters.archive_timeout is 0); how long it waits was not seen',
  );
});

test('words', () => {
  expect(words(volsync('0 2 * * *'))).toContain(
    'up to 1 day pass between two copies, where 15 minutes may; nothing seen here copies its data more often',
  );
});

test('what cannot be read may copy more often', () => {
  const broken = velero('often', '*/5 * * * *').replace("'*/5 * * * *'", '[]');
  expect(said(volsync('0 2 * * *') + broken)).toEqual(['unknown not-seen ReplicationSource/bank/data']);
  expect(said(volsync('0 2 * * *') + cnpg('').replace('instances: 3', 'instances: many'))).toEqual([
    'unknown not-seen ReplicationSource/bank/data',
  ]);
});

test('F25: nothing that is held is unknown', () => {
  expect(judgedBy(continuousBackup, tierOf('critical')).every((one) => one.startsWith('unknown not-seen '))).toBe(true);
});

test.each(['banana', '"-1"', '5 minutes', '300sec', '1073741824'])(
  'a span that PostgreSQL refuses is a named gap, and no missing archive: %s',
  (written) => {
    const given = cnpg(`archive_timeout: ${written}`) + nightlyDump;
    expect(judgedBy(continuousBackup, given).filter((one) => !one.startsWith('unknown'))).toEqual([]);
    expect(JSON.stringify(estateOf(given).facts.databases.seen)).toContain('archive_timeout');
  },
);

test.each([
  ['1.5h', 'fail archive-above-target Cluster/bank/ledger'],
  [' 90 s ', 'unknown not-seen Cluster/bank/ledger'],
  ['500000ms', 'unknown not-seen Cluster/bank/ledger'],
])('a span as PostgreSQL reads it: %s', (written, expected) => {
  expect(said(cnpg(`archive_timeout: '${written}'`))).toEqual([expected]);
});

describe('a schedule of named namespaces', () => {
  const dev =
    '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: dev, labels: {kubecompass.io/tier: best-effort}}\n';
  const of = (namespaces: string): string =>
    words(tierOf('critical') + dev + velero('dev', '0 * * * *', namespaces)).join('\n');

  test('is held to the tiers of these alone', () => {
    expect(of(', template: {includedNamespaces: [dev]}')).not.toContain('too rarely');
  });

  test.each([', template: {includedNamespaces: [dev, bank]}', ", template: {includedNamespaces: ['*']}", ''])(
    'is held to every tier that it serves: %s',
    (namespaces) => {
      expect(of(namespaces)).toContain('where 5 minutes may pass');
    },
  );
});

const asCritical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

describe('of a cluster', () => {
  const archiving = (status: string): Raw => postgres(3, 3, { conditions: [{ type: 'ContinuousArchiving', status }] });
  const byNoClock = (status: string): Raw => {
    const of = archiving(status);
    return { ...of, spec: { ...(of['spec'] as Raw), postgresql: { parameters: { archive_timeout: '0' } } } };
  };
  const eachMinute = (status: Raw): Raw => dumpJob(status, '* * * * *');
  const [db, dump] = ['Cluster/bank/db', 'CronJob/bank/dump'];
  test.each<[string, Raw, string]>([
    ['archived', archiving('True'), `pass archived ${db}`],
    ['archive-broken', archiving('False'), `fail archive-broken ${db}`],
    ['nothing is said of the archive', postgres(3, 3), `unknown not-seen ${db}`],
    ['an archive that works and by no clock', byNoClock('True'), `unknown not-seen ${db}`],
    ['an archive by no clock that is broken', byNoClock('False'), `fail archive-broken ${db}`],
    ['copied', eachMinute({ lastScheduleTime: hour(0.01), lastSuccessfulTime: hour(0.01) }), `pass copied ${dump}`],
    [
      'no-fresh-copy',
      eachMinute({ lastScheduleTime: hour(0.1), lastSuccessfulTime: hour(5) }),
      `fail no-fresh-copy ${dump}`,
    ],
    [
      'last-copy-failed',
      eachMinute({ lastScheduleTime: hour(0.005), lastSuccessfulTime: hour(0.01) }),
      `partial last-copy-failed ${dump}`,
    ],
  ])('%s', (_name, object, expected) => {
    const found = judgedBy(continuousBackup, clusterOf([object]), asCritical);
    expect(found.filter((one) => one.includes(db) || one.includes(dump))).toEqual([expected]);
  });
});
