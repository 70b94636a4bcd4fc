import type { BackupRun, BackupSchedule, Keeping, ProtectedData } from '../../../estate/backup-schedule.ts';
import type { Cadence } from '../../../estate/cadence.ts';
import { type CronDialect, jobCron, plainCron, secondsCron } from '../../timing/cron.ts';
import { readCadence } from '../../timing/read-cadence.ts';
import { readSpan, resticSpan } from '../../timing/read-span.ts';
import type { Fields } from '../fields.ts';
import { keepsCount, keepsFor, keepsPeriods, notSaid, pathOf, resticPeriods } from './keeping.ts';
import type { Head, Subject } from '../object-metadata.ts';

const nothingWritten: Cadence = { runs: 'invalid', problem: 'no schedule is written' };

function runAt(
  fields: Fields,
  key: string,
  dialect: CronDialect,
  stoppedBy: string | null,
  keeps: (cadence: Cadence) => Keeping = () => notSaid,
): BackupRun {
  const written = fields.text(key);
  const cadence = written === null || written.trim() === '' ? nothingWritten : readCadence(written, dialect);
  return { path: pathOf(fields, key), written, cadence, stoppedBy, keeps: keeps(cadence) };
}

/** The path of a switch that is on; null while it is off. */
function switchedOn(fields: Fields, key: string): string | null {
  return fields.boolean(key) === true ? pathOf(fields, key) : null;
}

/** The path of a switch that is off. */
function switchedOff(fields: Fields, key: string): string | null {
  return fields.boolean(key) === false ? pathOf(fields, key) : null;
}

const everything: ProtectedData = { namespaces: null, except: [], only: null };

/** The data of one thing in the namespace of an object. */
function onlyOf({ namespace }: Head, only: string | null): ProtectedData {
  return { namespaces: [namespace], except: [], only };
}

const takesVolumes = { volumes: 'all', volumesPath: null } as const;

/** Reads a Schedule of Velero. */
export function readVeleroSchedule({ spec, head }: Subject): BackupSchedule {
  const template = spec.objectOrEmpty('template');
  const stoppedBy = switchedOn(spec, 'paused');
  const included = template.texts('includedNamespaces');
  return {
    ...head,
    noun: 'backupSchedule',
    makes: 'backup',
    runs: [runAt(spec, 'schedule', plainCron, stoppedBy, () => keepsFor(template, 'ttl'))],
    protects: {
      namespaces: included.length === 0 || included.includes('*') ? null : included,
      except: template.texts('excludedNamespaces'),
      only: narrowedBy(template),
    },
    ...volumesOf(template),
    proof: `kubectl get -A backups.velero.io -l velero.io/schedule-name=${head.name}`,
    servesPlatform: true,
  };
}

function narrowedBy(template: Fields): string | null {
  const selectors = ['labelSelector', 'orLabelSelectors'].filter((key) => template.has(key));
  return selectors.length === 0
    ? null
    : selectors
        .map((key) =>
          JSON.stringify(template.value(key), (_, value: unknown) =>
            typeof value === 'bigint' ? String(value) : value,
          ),
        )
        .join(' ');
}

const claims = ['persistentvolumeclaims', 'pvc', 'persistentvolumeclaim'];
const carriers = [...claims, 'persistentvolumes', 'pv', 'pods', 'pod', 'po', '*'];

/** Which volumes a Velero backup takes; a resource policy that it refers to is not read. */
function volumesOf(template: Fields): Pick<BackupSchedule, 'volumes' | 'volumesPath'> {
  const names = (key: string): string[] => template.texts(key).map((one) => one.split('.')[0]?.toLowerCase() ?? '');
  for (const key of ['includedResources', 'includedNamespaceScopedResources']) {
    const included = names(key);
    if (included.length > 0 && !included.some((one) => carriers.includes(one)))
      return { volumes: 'none', volumesPath: pathOf(template, key) };
  }
  for (const key of ['excludedResources', 'excludedNamespaceScopedResources']) {
    const excluded = names(key);
    if (excluded.includes('*') || claims.some((one) => excluded.includes(one)))
      return { volumes: 'none', volumesPath: pathOf(template, key) };
  }
  if (template.has('resourcePolicy')) return { volumes: 'unread', volumesPath: pathOf(template, 'resourcePolicy') };
  const byFile = template.boolean('defaultVolumesToFsBackup') ?? template.boolean('defaultVolumesToRestic');
  // Without snapshots, and with copies of files for pods that ask for them by annotation, or by a default of the server.
  return template.boolean('snapshotVolumes') === false && byFile !== true
    ? { volumes: 'some', volumesPath: pathOf(template, 'snapshotVolumes') }
    : takesVolumes;
}

const kastenPeriods = resticPeriods;

/** Reads a Policy of Kasten K10 that backs up; null for one that does not. */
export function readKastenPolicy({ spec, head }: Subject): BackupSchedule | null {
  const actions = spec.objects('actions');
  const backup = actions.find((one) => one.text('action')?.startsWith('backup') === true);
  if (!backup) return null;
  const exported = actions.find((one) => one.text('action') === 'export');
  const parameters = exported?.objectOrEmpty('exportParameters');
  const stoppedBy = switchedOn(spec, 'paused');
  const runOf = (fields: Fields, kept: Fields): BackupRun => {
    const written = fields.text('frequency');
    const cadence = kastenCadence(spec, written);
    const keeps = keepsPeriods(kept, 'retention', cadence, { periods: kastenPeriods });
    return { path: pathOf(fields, 'frequency'), written, cadence, stoppedBy, keeps };
  };
  // What is not exported stays in the storage system that holds the data.
  const copies = exported && parameters?.object('exportData')?.boolean('enabled') !== false;
  const timed = copies && parameters?.has('frequency') ? parameters : spec;
  return {
    ...head,
    noun: 'backupSchedule',
    makes: copies ? 'backup' : 'snapshot',
    runs: [runOf(timed, exported?.has('retention') ? exported : spec)],
    protects: selectedBy(spec),
    ...takesVolumes,
    proof: `kubectl get backupactions.actions.kio.kasten.io -A -l k10.kasten.io/policyName=${head.name}`,
    servesPlatform: true,
  };
}

function kastenCadence(spec: Fields, frequency: string | null): Cadence {
  if (spec.has('presetRef') && frequency === null) return { runs: 'unread', problem: 'its preset says when it runs' };
  if (frequency === null) return nothingWritten;
  if (frequency === '@onDemand') return { runs: 'on-demand' };
  const parts = spec.objectOrEmpty('subFrequency');
  const listOf = (key: string, otherwise: string): string => {
    const numbers = parts.list(key).filter((one) => typeof one === 'number');
    return numbers.length === 0 ? otherwise : numbers.map((one) => (key === 'weekdays' ? one % 7 : one)).join(',');
  };
  const at = `${listOf('minutes', '0')} ${listOf('hours', '0')}`;
  const written: Readonly<Record<string, string>> = {
    '@hourly': `${listOf('minutes', '0')} * * * *`,
    '@daily': `${at} * * *`,
    '@weekly': `${at} * * ${listOf('weekdays', '0')}`,
    '@monthly': `${at} ${listOf('days', '1')} * *`,
    '@yearly': `${at} ${listOf('days', '1')} ${listOf('months', '1')} *`,
  };
  return readCadence(written[frequency] ?? frequency, plainCron);
}

const applicationNamespace = 'k10.kasten.io/appNamespace';

function selectedBy(spec: Fields): ProtectedData {
  const selector = spec.object('selector');
  if (!selector) return everything;
  const expressions = selector.objects('matchExpressions');
  const [first] = expressions;
  const labels = selector.object('matchLabels');
  const named = labels?.value(applicationNamespace);
  if (typeof named === 'string' && expressions.length === 0) return { ...everything, namespaces: [named] };
  if (
    !labels &&
    expressions.length === 1 &&
    first?.text('key') === applicationNamespace &&
    first.text('operator') === 'In'
  )
    return { ...everything, namespaces: first.texts('values') };
  return { ...everything, only: JSON.stringify(selector.raw) };
}

/** Reads a Schedule of K8up; null for one that only checks or prunes. It copies every claim of its namespace. */
export function readK8upSchedule({ spec, head }: Subject): BackupSchedule | null {
  const backup = spec.object('backup');
  if (!backup) return null;
  const written = backup.text('schedule');
  // A time that is drawn for it once, and as often.
  const cadence = written === null ? nothingWritten : readCadence(written.replace(/^(@\w+)-random$/, '$1'), plainCron);
  const keeps = keepsPeriods(spec.objectOrEmpty('prune'), 'retention', cadence, {
    periods: { keepHourly: 1 / 24, keepDaily: 1, keepWeekly: 7, keepMonthly: 31, keepYearly: 366 },
    last: 'keepLast',
  });
  return {
    ...head,
    noun: 'backupSchedule',
    makes: 'backup',
    runs: [{ path: pathOf(backup, 'schedule'), written, cadence, stoppedBy: null, keeps }],
    protects: onlyOf(head, null),
    ...takesVolumes,
    proof: `kubectl get -A backups.k8up.io,snapshots.k8up.io`,
  };
}

/** Reads a ScheduledBackup of CloudNativePG; how long its backups are kept, the cluster or its object store says. */
export function readScheduledBackup({ spec, head }: Subject): BackupSchedule {
  return {
    ...head,
    noun: 'backupSchedule',
    makes: spec.text('method') === 'volumeSnapshot' ? 'snapshot' : 'backup',
    runs: [runAt(spec, 'schedule', secondsCron, switchedOn(spec, 'suspend'))],
    protects: onlyOf(head, `database ${spec.objectOrEmpty('cluster').text('name') ?? ''}`),
    ...takesVolumes,
    proof: `kubectl get -A backups.postgresql.cnpg.io`,
  };
}

const longhornTasks: Readonly<Record<string, BackupSchedule['makes']>> = {
  'backup': 'backup',
  'backup-force-create': 'backup',
  'system-backup': 'backup',
  'snapshot': 'snapshot',
  'snapshot-force-create': 'snapshot',
};

/** Reads a RecurringJob of Longhorn that copies; null for one that cleans up. */
export function readRecurringJob({ spec, head }: Subject): BackupSchedule | null {
  const makes = longhornTasks[spec.text('task') ?? ''];
  if (!makes) return null;
  const groups = spec.texts('groups').toSorted();
  const isSystem = spec.text('task') === 'system-backup';
  return {
    ...head,
    noun: 'backupSchedule',
    makes,
    runs: [
      // It becomes a CronJob.
      runAt(spec, 'cron', jobCron, null, (cadence) =>
        spec.text('retentionPolicy') === 'age-based'
          ? keepsFor(spec, 'retainAge')
          : keepsCount(spec, 'retain', cadence),
      ),
    ],
    protects: {
      ...everything,
      only: isSystem
        ? 'the storage system'
        : `volumes of ${groups.length > 0 ? `group ${groups.join(', ')}` : `job ${head.name}`}`,
    },
    ...takesVolumes,
    proof: `kubectl get -A backups.longhorn.io,snapshots.longhorn.io`,
    servesPlatform: true,
  };
}

/** Reads a ReplicationSource of VolSync that backs up by restic; null for one that replicates. */
export function readVolsyncBackup({ spec, head }: Subject): BackupSchedule | null {
  const restic = spec.object('restic');
  if (!restic) return null;
  const trigger = spec.objectOrEmpty('trigger');
  const stoppedBy = switchedOn(spec, 'paused');
  const timed = trigger.has('schedule') ? runAt(trigger, 'schedule', plainCron, stoppedBy) : null;
  const cadence: Cadence = timed?.cadence ?? untimed(trigger);
  const retained = keepsPeriods(
    restic,
    'retain',
    cadence,
    { periods: resticPeriods, last: 'last', within: 'within' },
    (text) => readSpan(text, resticSpan, true),
  );
  const path = timed?.path ?? pathOf(spec, 'trigger');
  return {
    ...head,
    noun: 'backupSchedule',
    makes: 'backup',
    runs: [{ path, written: timed?.written ?? null, cadence, stoppedBy, keeps: retained }],
    protects: onlyOf(head, `claim ${spec.text('sourcePVC') ?? ''}`),
    ...takesVolumes,
    proof: `kubectl get -A replicationsources.volsync.backube`,
  };
}

/** When a source of VolSync runs that names no schedule. */
export function untimed(trigger: Fields): Cadence {
  return trigger.has('manual')
    ? { runs: 'on-demand' }
    : { runs: 'unread', problem: 'one run follows another, so how long they take decides' };
}

/** Reads a SnapshotSchedule of snapscheduler. */
export function readSnapshotSchedule({ spec, head }: Subject): BackupSchedule {
  const selector = spec.object('claimSelector');
  const retention = spec.objectOrEmpty('retention');
  return {
    ...head,
    noun: 'backupSchedule',
    makes: 'snapshot',
    runs: [
      runAt(spec, 'schedule', plainCron, switchedOn(spec, 'disabled'), (cadence) => {
        const expires = keepsFor(retention, 'expires');
        return expires.path === null ? keepsCount(retention, 'maxCount', cadence) : expires;
      }),
    ],
    protects: onlyOf(head, selector && Object.keys(selector.raw).length > 0 ? JSON.stringify(selector.raw) : null),
    ...takesVolumes,
    proof: `kubectl get -A volumesnapshots.snapshot.storage.k8s.io -l snapscheduler.backube/schedule=${head.name}`,
  };
}

/** What the schedule of a database's own operator has in common. */
function ofDatabase(head: Head, runs: readonly BackupRun[], proof: string): BackupSchedule | null {
  if (runs.length === 0) return null;
  const protects = onlyOf(head, `database ${head.name}`);
  return { ...head, noun: 'backupSchedule', makes: 'backup', runs, protects, ...takesVolumes, proof };
}

/** Reads the schedules of pgBackRest in a PostgresCluster (Crunchy) or a PerconaPGCluster; null without one. */
export function readPgbackrestSchedules({ spec, head }: Subject): BackupSchedule | null {
  const pgbackrest = spec.objectOrEmpty('backups').objectOrEmpty('pgbackrest');
  const settings = pgbackrest.objectOrEmpty('global');
  const runs = pgbackrest.objects('repos').flatMap((repo) => {
    const schedules = repo.objectOrEmpty('schedules');
    const key = `${repo.text('name') ?? 'repo1'}-retention-full`;
    return ['full', 'differential', 'incremental'].flatMap((type) =>
      schedules.has(type)
        ? [
            runAt(schedules, type, jobCron, null, (cadence) =>
              type === 'full' ? keepsFull(settings, key, cadence) : notSaid,
            ),
          ]
        : [],
    );
  });
  return ofDatabase(head, runs, `kubectl get -A ${plural(head)} -o yaml`);
}

/** Full backups are kept by their number, or by days where the type says `time`. */
function keepsFull(settings: Fields, key: string, cadence: Cadence): Keeping {
  const written = settings.integerOrText(key);
  if (written === null) return notSaid;
  const count = typeof written === 'number' ? written : /^\d{1,7}$/.test(written) ? Number(written) : null;
  const path = pathOf(settings, key);
  if (count === null) return { path, written: String(written), days: null, problem: `${written} is no number` };
  if (settings.text(`${key}-type`) === 'time') return { path, written: `${count} days`, days: count, problem: null };
  return keepsCount(settings, key, cadence, count);
}

function plural({ kind, apiVersion }: Head): string {
  return `${kind.toLowerCase()}s.${apiVersion.split('/')[0] ?? ''}`;
}

/** Reads the logical backup of a cluster of Zalando's operator; null where it is not switched on. */
export function readLogicalBackup({ spec, head }: Subject): BackupSchedule | null {
  if (spec.boolean('enableLogicalBackup') !== true) return null;
  const key = 'logicalBackupSchedule';
  const run = spec.has(key)
    ? runAt(spec, key, jobCron, null)
    : // The operator's default, unless its configuration says otherwise.
      {
        ...runAt(spec, key, jobCron, null),
        cadence: { runs: 'unread', problem: 'the operator says when it runs' } as const,
      };
  return ofDatabase(head, [run], `kubectl get -A jobs -l application=spilo-logical-backup`);
}

/** Reads the schedules of a PerconaXtraDBCluster; null without one. */
export function readXtradbSchedules({ spec, head }: Subject): BackupSchedule | null {
  const runs = spec
    .objectOrEmpty('backup')
    .objects('schedule')
    .map((one) =>
      runAt(one, 'schedule', plainCron, null, (cadence) => {
        const retention = one.object('retention');
        return retention ? keepsCount(retention, 'count', cadence) : keepsCount(one, 'keep', cadence);
      }),
    );
  return ofDatabase(head, runs, `kubectl get -A perconaxtradbclusterbackups.pxc.percona.com`);
}

/** Reads the tasks of a PerconaServerMongoDB; null without one. */
export function readMongoTasks({ spec, head }: Subject): BackupSchedule | null {
  const backup = spec.objectOrEmpty('backup');
  const off = switchedOff(backup, 'enabled');
  const runs = backup.objects('tasks').map((task) =>
    runAt(task, 'schedule', plainCron, off ?? switchedOff(task, 'enabled'), (cadence) => {
      const retention = task.object('retention');
      return retention ? keepsCount(retention, 'count', cadence) : keepsCount(task, 'keep', cadence);
    }),
  );
  return ofDatabase(head, runs, `kubectl get -A perconaservermongodbbackups.psmdb.percona.com`);
}

/** Reads a Backup or PhysicalBackup of the MariaDB operator that has a schedule; null for one that runs once. */
export function readMariadbBackup({ spec, head }: Subject): BackupSchedule | null {
  const schedule = spec.object('schedule');
  if (!schedule) return null;
  const runs = [
    runAt(schedule, 'cron', plainCron, switchedOn(schedule, 'suspend'), () => keepsFor(spec, 'maxRetention')),
  ];
  const snapshots = spec.objectOrEmpty('storage').has('volumeSnapshot');
  return {
    ...head,
    noun: 'backupSchedule',
    makes: snapshots ? 'snapshot' : 'backup',
    runs,
    protects: onlyOf(head, `database ${spec.objectOrEmpty('mariaDbRef').text('name') ?? ''}`),
    ...takesVolumes,
    proof: `kubectl get -A ${plural(head)}`,
  };
}

// Commands that do nothing but copy data. Those that copy any file to anywhere (rclone, aws s3 sync) do other work as often.
const dumps =
  /\b(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|mariabackup|xtrabackup|mongodump|restic\b[^\n]*\bbackup|kopia\b[^\n]*\bsnapshot create|velero\b[^\n]*\bbackup create|redis-cli\b[^\n]*--rdb|vault\b[^\n]*\braft snapshot save)\b/;
const etcdSnapshot = /\betcdctl\b[^]*\bsnapshot save\b/;

/** Reads a CronJob whose command is one that copies data; null for every other. */
export function readBackupJob({ spec, head }: Subject): BackupSchedule | null {
  const pod = spec.objectOrNone('jobTemplate').objectOrNone('spec').objectOrNone('template').objectOrNone('spec');
  const text = pod
    .objects('containers')
    .flatMap((one) => [...one.texts('command'), ...one.texts('args')])
    .join(' ');
  const ofControlPlane = etcdSnapshot.test(text);
  if (!ofControlPlane && !dumps.test(text)) return null;
  const written = spec.text('schedule');
  const cadence = written === null ? nothingWritten : readCadence(written, jobCron, spec.text('timeZone'));
  const stoppedBy = switchedOn(spec, 'suspend');
  return {
    ...head,
    noun: 'backupSchedule',
    makes: 'backup',
    runs: [{ path: pathOf(spec, 'schedule'), written, cadence, stoppedBy, keeps: notSaid }],
    protects: ofControlPlane ? { ...everything, only: 'etcd' } : onlyOf(head, `job ${head.name}`),
    // What the control plane holds is no volume, and no data of an application.
    ...(ofControlPlane ? { volumes: 'none' as const, volumesPath: null } : takesVolumes),
    proof: `kubectl get -A cronjobs -o custom-columns=NAME:.metadata.name,SUCCESS:.status.lastSuccessfulTime`,
    ...(ofControlPlane ? { servesPlatform: true as const } : {}),
  };
}
