import { clusterOf } from '../../../../test/support/cluster-of.ts';
import {
  dumpJob,
  hour,
  k8upBackup,
  k8upSchedule,
  veleroBackup,
  veleroSchedule,
} from '../../../../test/support/live-backups.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { dailyBackups } from './check.ts';

function velero(name: string, schedule: string, template = '{}', more = ''): string {
  return `
---
apiVersion: velero.io/v1
kind: Schedule
metadata: {name: ${name}, namespace: velero}
spec: {schedule: '${schedule}', template: ${template}${more}}
`;
}

function said(yaml: string | Readonly<Record<string, string>>): string[] {
  return judgedBy(dailyBackups, yaml).filter((one) => !one.includes('latform'));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    [
      'a good one is declared, not seen to run',
      velero('daily', '0 2 * * *'),
      ['unknown not-seen Schedule/velero/daily'],
    ],
    ['schedule-invalid', velero('daily', '0 2 * *'), ['fail schedule-invalid Schedule/velero/daily']],
    ['schedule-invalid: no such day', velero('daily', '0 2 30 2 *'), ['fail schedule-invalid Schedule/velero/daily']],
    [
      'schedule-invalid: a day that robfig/cron has not',
      velero('daily', '0 2 * * 7'),
      ['fail schedule-invalid Schedule/velero/daily'],
    ],
    [
      'a schedule that is filled in later',
      velero('daily', '${BACKUP_SCHEDULE}'),
      ['unknown not-seen Schedule/velero/daily'],
    ],
    [
      'schedule-paused',
      velero('daily', '0 2 * * *', '{}', ', paused: true'),
      ['fail schedule-paused Schedule/velero/daily'],
    ],
    ['interval-above-target', velero('weekly', '0 2 * * 0'), ['fail interval-above-target Schedule/velero/weekly']],
    [
      'interval-above-target: not on Sundays',
      velero('work', '0 2 * * 1-6'),
      ['fail interval-above-target Schedule/velero/work'],
    ],
    [
      'interval-above-target: every 25 hours',
      velero('late', '@every 25h'),
      ['fail interval-above-target Schedule/velero/late'],
    ],
    [
      'a zone of its own',
      velero('daily', 'CRON_TZ=Europe/Berlin 0 4 * * *'),
      ['unknown not-seen Schedule/velero/daily'],
    ],
    [
      'misses-clock-change',
      velero('daily', 'CRON_TZ=Europe/Berlin 30 2 * * *'),
      ['advice misses-clock-change Schedule/velero/daily', 'unknown not-seen Schedule/velero/daily'],
    ],
    [
      'no-volumes-selected',
      velero('daily', '0 2 * * *', '{excludedResources: [persistentvolumeclaims]}'),
      ['partial no-volumes-selected Schedule/velero/daily'],
    ],
    [
      'no-volumes-selected: only some kinds',
      velero('daily', '0 2 * * *', '{includedResources: [deployments.apps, secrets]}'),
      ['partial no-volumes-selected Schedule/velero/daily'],
    ],
    [
      'without snapshots, pods may still name their volumes',
      velero('daily', '0 2 * * *', '{snapshotVolumes: false}'),
      ['unknown not-seen Schedule/velero/daily'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('what another schedule does for the same data is no fault', () => {
    const daily = velero('daily', '0 2 * * *');
    const unknown = (name: string): string => `unknown not-seen Schedule/velero/${name}`;
    expect(said(daily + velero('weekly', '0 2 * * 0', '{ttl: 8760h}'))).toEqual([unknown('daily'), unknown('weekly')]);
    expect(said(daily + velero('old', '0 2 * * *', '{}', ', paused: true'))).toEqual([
      unknown('daily'),
      unknown('old'),
    ]);
    expect(said(daily + velero('objects', '0 * * * *', '{excludedResources: [pvc]}'))).toEqual([
      unknown('daily'),
      unknown('objects'),
    ]);
    expect(said(daily + velero('bank', '0 2 * * 0', '{includedNamespaces: [bank]}'))).toEqual([
      unknown('bank'),
      unknown('daily'),
    ]);
    // Of a part, or of other data, it is not the same.
    const part = velero('part', '0 2 * * *', '{includedNamespaces: [bank]}');
    const labelled = velero('labelled', '0 2 * * *', '{labelSelector: {matchLabels: {backup: "yes"}}}');
    const without = velero('without', '0 2 * * *', '{excludedNamespaces: [bank]}');
    for (const other of [part, labelled, without])
      expect(said(other + velero('weekly', '0 2 * * 0'))).toContain(
        'fail interval-above-target Schedule/velero/weekly',
      );
    expect(said(without + velero('shop', '0 2 * * 0', '{includedNamespaces: [shop]}'))).toContain(unknown('shop'));
  });

  test('what leaves the volumes out does not stand in for what takes them', () => {
    const weekly = velero('weekly', '0 2 * * 0');
    for (const part of ['includedResources: [secrets]', 'excludedResources: [pvc]'])
      expect(said(weekly + velero('objects', '@hourly', `{${part}}`))).toEqual([
        'fail interval-above-target Schedule/velero/weekly',
        'unknown not-seen Schedule/velero/objects',
      ]);
    expect(
      said(
        velero('old', '@daily', '{}', ', paused: true') +
          velero('objects', '@hourly', '{includedResources: [secrets]}'),
      ),
    ).toEqual(['fail schedule-paused Schedule/velero/old', 'partial no-volumes-selected Schedule/velero/objects']);
    const found = findingsBy(dailyBackups, weekly + velero('asked', '@hourly', '{snapshotVolumes: false}'));
    expect(found.map(({ because }) => because)).toContain(
      'Schedule/weekly alone runs too rarely (once in 7 days); Schedule/asked copies only volumes that ask for it, or does not state which',
    );
  });

  test('variants of one schedule are of different clusters', () => {
    const files = { 'dev/a.yaml': velero('all', '0 2 * * 0'), 'prod/a.yaml': velero('all', '0 2 * * *') };
    expect(said(files)).toEqual([
      'fail interval-above-target Schedule/velero/all@dev',
      'unknown not-seen Schedule/velero/all@prod',
    ]);
  });

  test('the policy file sets how many hours may pass', () => {
    const targets = { important: { fullBackupAgeHours: 168 } };
    expect(judgedBy(dailyBackups, velero('weekly', '0 2 * * 0'), { policy: { targets } })).toContain(
      'unknown not-seen Schedule/velero/weekly',
    );
  });
});

/** The data of the schedules below, and the schedules of a platform. */
const held = `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: bank}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ledger, namespace: bank}
spec: {instances: 3}
---
apiVersion: longhorn.io/v1beta2
kind: RecurringJob
metadata: {name: system, namespace: longhorn-system}
spec: {task: system-backup, cron: '0 3 * * *', retain: 40}
`;

test.each<[string, string, string]>([
  [
    'a Policy of Kasten that exports once a week',
    `apiVersion: config.kio.kasten.io/v1alpha1
kind: Policy
metadata: {name: all, namespace: kasten-io}
spec: {frequency: '@hourly', actions: [{action: backup}, {action: export, exportParameters: {frequency: '@weekly', exportData: {enabled: true}}}]}`,
    'fail interval-above-target Policy/kasten-io/all',
  ],
  [
    'a Schedule of K8up',
    `apiVersion: k8up.io/v1
kind: Schedule
metadata: {name: all, namespace: bank}
spec: {backup: {schedule: '@weekly-random'}}`,
    'fail interval-above-target Schedule/bank/all',
  ],
  [
    'a ScheduledBackup of CloudNativePG with its seconds',
    `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: ledger, namespace: bank}
spec: {schedule: '0 0 2 * * 0', cluster: {name: ledger}}`,
    'fail interval-above-target ScheduledBackup/bank/ledger',
  ],
  [
    'a ScheduledBackup of CloudNativePG whose cron knows no zones',
    `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: ledger, namespace: bank}
spec: {schedule: 'CRON_TZ=Europe/Berlin 0 0 2 * * *', cluster: {name: ledger}}`,
    'fail schedule-invalid ScheduledBackup/bank/ledger',
  ],
  [
    'a RecurringJob of Longhorn, which becomes a CronJob',
    `apiVersion: longhorn.io/v1beta2
kind: RecurringJob
metadata: {name: backup, namespace: longhorn-system}
spec: {task: backup, cron: 'CRON_TZ=Europe/Berlin 0 3 * * *', retain: 14}`,
    'fail schedule-invalid RecurringJob/longhorn-system/backup',
  ],
  [
    'a ScheduledBackup of CloudNativePG that is suspended',
    `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: ledger, namespace: bank}
spec: {schedule: '0 0 2 * * *', suspend: true, cluster: {name: ledger}}`,
    'fail schedule-paused ScheduledBackup/bank/ledger',
  ],
  [
    'a RecurringJob of Longhorn',
    `apiVersion: longhorn.io/v1beta2
kind: RecurringJob
metadata: {name: backup, namespace: longhorn-system}
spec: {task: backup, cron: '0 3 */2 * *', retain: 14, groups: [default]}`,
    'fail interval-above-target RecurringJob/longhorn-system/backup',
  ],
  [
    'a ReplicationSource of VolSync',
    `apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata: {name: data, namespace: bank}
spec: {sourcePVC: data, trigger: {schedule: '0 0 * * 0'}, restic: {repository: r}}`,
    'fail interval-above-target ReplicationSource/bank/data',
  ],
  [
    'the repositories of a PostgresCluster: the most frequent timing counts',
    `apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata: {name: ledger, namespace: bank}
spec: {backups: {pgbackrest: {repos: [{name: repo1, schedules: {full: '0 1 * * 0', incremental: '0 1 * * 1-6'}}]}}}`,
    'fail interval-above-target PostgresCluster/bank/ledger',
  ],
  [
    'the schedules of a PerconaXtraDBCluster',
    `apiVersion: pxc.percona.com/v1
kind: PerconaXtraDBCluster
metadata: {name: ledger, namespace: bank}
spec: {backup: {schedule: [{name: weekly, schedule: '0 0 * * 6', keep: 5}]}}`,
    'fail interval-above-target PerconaXtraDBCluster/bank/ledger',
  ],
  [
    'the tasks of a PerconaServerMongoDB that are switched off',
    `apiVersion: psmdb.percona.com/v1
kind: PerconaServerMongoDB
metadata: {name: ledger, namespace: bank}
spec: {backup: {enabled: true, tasks: [{name: daily, enabled: false, schedule: '0 0 * * *'}]}}`,
    'fail schedule-paused PerconaServerMongoDB/bank/ledger',
  ],
  [
    'the logical backup of a postgresql of Zalando',
    `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: {name: ledger, namespace: bank}
spec: {enableLogicalBackup: true, logicalBackupSchedule: '30 00 * * 0'}`,
    'fail interval-above-target postgresql/bank/ledger',
  ],
  [
    'a PhysicalBackup of MariaDB',
    `apiVersion: k8s.mariadb.com/v1alpha1
kind: PhysicalBackup
metadata: {name: ledger, namespace: bank}
spec: {mariaDbRef: {name: ledger}, schedule: {cron: '0 0 * * 0'}}`,
    'fail interval-above-target PhysicalBackup/bank/ledger',
  ],
  [
    'a CronJob that dumps a database, in the zone of its field',
    `apiVersion: batch/v1
kind: CronJob
metadata: {name: dump, namespace: bank}
spec: {schedule: '0 3 * * 0', timeZone: Europe/Berlin, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: dump, image: postgres:16, command: [sh, -c, 'pg_dump ledger > /backup/x']}]}}}}}`,
    'fail interval-above-target CronJob/bank/dump',
  ],
])('%s', (_name, yaml, expected) => {
  expect(judgedBy(dailyBackups, yaml + held)).toContain(expected);
});

describe('of what a folder does not hold, another schedule may lie elsewhere', () => {
  const weekly = velero('bank', '0 2 * * 0', '{includedNamespaces: [bank]}');
  const paused = velero('bank', '0 2 * * *', '{includedNamespaces: [bank]}', ', paused: true');
  const ofDatabase = `
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: ledger, namespace: bank}
spec: {schedule: '0 0 2 * * 0', cluster: {name: ledger}}
`;

  test.each([
    weekly,
    paused,
    ofDatabase,
    velero('bank', '0 2 * * *', '{includedNamespaces: [bank], excludedResources: [pvc]}'),
  ])('%s', (yaml) => {
    expect(judgedBy(dailyBackups, yaml).filter((one) => !one.startsWith('unknown'))).toEqual([]);
  });

  test('but not where the folder holds the schedule of every namespace, or the database', () => {
    const wide = velero('all', '0 2 * * 0');
    expect(said(weekly + wide)).toContain('fail interval-above-target Schedule/velero/bank');
    expect(said(ofDatabase + held)).toContain('fail interval-above-target ScheduledBackup/bank/ledger');
  });
});

test('what makes no backup is not asked', () => {
  const others = [
    `apiVersion: longhorn.io/v1beta2
kind: RecurringJob
metadata: {name: trim, namespace: longhorn-system}
spec: {task: filesystem-trim, cron: '0 3 * * 0'}`,
    // A snapshot lies beside the data.
    `apiVersion: snapscheduler.backube/v1
kind: SnapshotSchedule
metadata: {name: weekly, namespace: bank}
spec: {schedule: '0 3 * * 0'}`,
    `apiVersion: config.kio.kasten.io/v1alpha1
kind: Policy
metadata: {name: all, namespace: kasten-io}
spec: {frequency: '@weekly', actions: [{action: backup}]}`,
    `apiVersion: k8s.mariadb.com/v1alpha1
kind: Backup
metadata: {name: once, namespace: bank}
spec: {mariaDbRef: {name: ledger}}`,
    `apiVersion: batch/v1
kind: CronJob
metadata: {name: tidy, namespace: bank}
spec: {schedule: '0 3 * * 0', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: tidy, image: busybox, command: [rm, -rf, /tmp/x]}]}}}}}`,
    `apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata: {name: data, namespace: bank}
spec: {sourcePVC: data, trigger: {schedule: '0 0 * * 0'}, rsyncTLS: {}}`,
  ];
  expect(said(others.join('\n---\n'))).toEqual([]);
});

test('words and evidence', () => {
  const finding = (yaml: string, reason: string) => findingsBy(dailyBackups, yaml).find((one) => one.reason === reason);
  const refused = finding(velero('daily', '0 24 * * *'), 'schedule-invalid');
  expect(refused?.because).toBe('it never runs with the schedule 0 24 * * *: 24 is no hour: these go from 0 to 23');
  expect(refused?.evidence.map(({ path, value }) => [path, value])).toEqual([['spec.schedule', '0 24 * * *']]);
  expect(finding(velero('weekly', '@weekly'), 'interval-above-target')?.because).toBe(
    'up to 7 days pass between two backups, where 1 day may',
  );
  const declared = findingsBy(dailyBackups, velero('daily', '@daily')).find(
    ({ subject }) => subject.kind === 'Schedule',
  );
  expect(declared?.because).toBe(
    'the backup by Schedule/daily is declared, not yet seen to run; `kubectl get -A backups.velero.io -l velero.io/schedule-name=daily` shows it',
  );
});

describe('what was not seen', () => {
  test('F25: the definition of a kind without an object of it, or nothing at all, is unknown', () => {
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: backups.velero.io}
spec: {group: velero.io, names: {kind: Backup, plural: backups}, scope: Namespaced, versions: []}`;
    for (const yaml of [definition, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}']) {
      const { outcomes, findings } = assessedBy(dailyBackups, yaml);
      expect(findings.map(({ verdict }) => verdict)).toEqual(['unknown']);
      expect(outcomes.find(({ criterion }) => criterion === 'disaster-recovery/daily-backups')?.verdict).toBe(
        'unknown',
      );
    }
  });

  test('a schedule that cannot be read may be the daily one', () => {
    const broken = velero('daily', '0 2 * * *', '[]');
    expect(said(broken + velero('weekly', '0 2 * * 0'))).toEqual(['unknown not-seen Schedule/velero/weekly']);
  });
});

test('words for a schedule that is not written', () => {
  for (const yaml of [velero('daily', ''), velero('daily', '').replace("schedule: '', ", '')])
    expect(findingsBy(dailyBackups, yaml).map(({ because }) => because)).toContain(
      'it never runs: no schedule is written',
    );
});

test('a source that waits to be told is said to wait', () => {
  const source = `apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata: {name: data, namespace: bank}
spec: {sourcePVC: data, trigger: {manual: first}, restic: {repository: r}}`;
  expect(findingsBy(dailyBackups, source).map(({ because }) => because)).toContain(
    'ReplicationSource/data runs only when somebody tells it to (spec.trigger), and not by itself',
  );
});

const asCritical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

describe('of a cluster', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'backups.velero.io' },
    spec: { group: 'velero.io', names: { kind: 'Backup', plural: 'backups' }, scope: 'Namespaced', versions: [] },
  };
  const schedule = 'Schedule/velero/daily';
  const cluster = 'Cluster//api:6443';
  const found = (objects: readonly Raw[], forbidden: readonly string[] = []): string[] =>
    judgedBy(dailyBackups, clusterOf(objects, { forbidden }), asCritical).filter(
      (one) => !one.endsWith('platform//platform'),
    );
  const said = (objects: readonly Raw[], forbidden: readonly string[] = []): string[] =>
    found(objects, forbidden).filter((one) => one.includes(schedule) || one.includes('CronJob'));

  test.each<[string, readonly Raw[], string[]]>([
    ['copied', [veleroSchedule(), veleroBackup(10)], [`pass copied ${schedule}`]],
    [
      'one that failed since',
      [veleroSchedule(), veleroBackup(20), veleroBackup(10, 'PartiallyFailed')],
      [`partial last-copy-failed ${schedule}`],
    ],
    [
      'one that failed before',
      [veleroSchedule(), veleroBackup(34, 'Failed'), veleroBackup(10)],
      [`pass copied ${schedule}`],
    ],
    ['the newest is old', [veleroSchedule(), veleroBackup(40)], [`fail no-fresh-copy ${schedule}`]],
    [
      'the next one is due, and may be on its way',
      [veleroSchedule(), veleroBackup(25), veleroBackup(1, 'InProgress')],
      [`unknown not-seen ${schedule}`],
    ],
    ['none was ever whole', [veleroSchedule(), veleroBackup(10, 'Failed')], [`fail no-fresh-copy ${schedule}`]],
    ['it has not run yet', [veleroSchedule()], [`unknown not-seen ${schedule}`]],
    [
      'Velero refuses it',
      [veleroSchedule('0 2 * * *', {}, { phase: 'FailedValidation' })],
      [`fail no-fresh-copy ${schedule}`],
    ],
    [
      'a paused one passes by no old copy',
      [veleroSchedule('0 2 * * *', { paused: true }), veleroBackup(10)],
      [`fail schedule-paused ${schedule}`],
    ],
    [
      'a job by its last good run',
      [dumpJob({ lastScheduleTime: hour(10), lastSuccessfulTime: hour(9) })],
      ['pass copied CronJob/bank/dump'],
    ],
    [
      'a job that fails',
      [dumpJob({ lastScheduleTime: hour(10), lastSuccessfulTime: hour(57) })],
      ['fail no-fresh-copy CronJob/bank/dump'],
    ],
    ['a job that has not run yet', [dumpJob({})], ['unknown not-seen CronJob/bank/dump']],
  ])('%s', (_name, objects, expected) => {
    expect(said(objects)).toEqual(expected);
  });

  test('whose copies may not be listed proves nothing', () => {
    expect(said([veleroSchedule(), veleroBackup(10)], ['velero.io/Backup'])).toEqual([`unknown not-seen ${schedule}`]);
  });

  test('F25: kinds of a tool that makes backups, and no schedule, fail', () => {
    expect(found([crd])).toContain(`fail no-schedule ${cluster}`);
    expect(found([crd, veleroSchedule()])).toContain(`notApplicable said-of-its-schedules ${cluster}`);
    expect(found([crd], ['velero.io/Schedule'])).toContain(`unknown not-seen ${cluster}`);
    expect(found([])).toContain(`unknown not-seen ${cluster}`);
  });

  const done: [string, string, string] = ['Completed', 'True', 'Succeeded'];
  const notDone: [string, string, string] = ['Completed', 'True', 'Failed'];
  test.each<[string, readonly Raw[], string]>([
    ['copied', [k8upSchedule(), k8upBackup(34, notDone), k8upBackup(10, done)], 'pass copied'],
    [
      'one that failed since',
      [k8upSchedule(), k8upBackup(20, done), k8upBackup(10, notDone)],
      'partial last-copy-failed',
    ],
    [
      'what was to run before it failed',
      [k8upSchedule(), k8upBackup(10, ['PreBackupPodReady', 'False', 'Failed'])],
      'fail no-fresh-copy',
    ],
    [
      'nothing was to run before it',
      [k8upSchedule(), k8upBackup(10, ['PreBackupPodReady', 'False', 'NoPreBackupPodsFound'], done)],
      'pass copied',
    ],
    ['the newest is old', [k8upSchedule(), k8upBackup(40, done)], 'fail no-fresh-copy'],
    ['one that is under way', [k8upSchedule(), k8upBackup(1, ['Progressing', 'True', 'Started'])], 'unknown not-seen'],
    [
      'those that went well are not kept',
      [k8upSchedule({ successfulJobsHistoryLimit: 0 }), k8upBackup(10, notDone)],
      'unknown not-seen',
    ],
    [
      'none of them is kept',
      [k8upSchedule({ backup: { schedule: '0 2 * * *', keepJobs: 0 } }), k8upBackup(10, notDone)],
      'unknown not-seen',
    ],
  ])('Backups of K8up: %s', (_name, objects, expected) => {
    expect(found(objects).filter((one) => one.includes('Schedule/bank'))).toEqual([`${expected} Schedule/bank/daily`]);
  });

  test('the words name the copy and its age', () => {
    const first = findingsBy(
      dailyBackups,
      clusterOf([veleroSchedule(), veleroBackup(40), veleroBackup(10, 'Failed')]),
      asCritical,
    ).find(({ reason }) => reason === 'no-fresh-copy');
    expect(first?.because).toBe(
      'its newest whole copy is of 2026-11-22T20:00:00Z, 40 hours ago, and since then Backup/daily-10 is Failed',
    );
  });
});
