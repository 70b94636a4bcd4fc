import type { BackupRun, BackupSchedule, ProtectedData } from '../../../estate/backup-schedule.ts';
import type { Cadence } from '../../../estate/cadence.ts';
import { backubeCron, jobCron, plainCron, secondsCron } from '../../timing/cron.ts';
import { readCadence } from '../../timing/read-cadence.ts';
import { readSpan, resticSpan } from '../../timing/read-span.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { everything, nothingWritten, onlyOf, runAt, switchedOn, takesVolumes } from './backup-run.ts';
import { keepsCount, keepsFor, keepsPeriods, notSaid, pathOf, resticPeriods } from './keeping.ts';

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
    leavesCopies: true,
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
    ...(keepsBackups(spec) && keepsBackups(backup) ? { leavesCopies: true as const } : {}),
  };
}

/** Whether the Backups that went well are kept: three of them unless it says otherwise, and none with a limit of 0. */
function keepsBackups(fields: Fields): boolean {
  return (fields.integer('successfulJobsHistoryLimit') ?? fields.integer('keepJobs')) !== 0;
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
    leavesCopies: true,
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
  const timed = trigger.has('schedule') ? runAt(trigger, 'schedule', backubeCron, stoppedBy) : null;
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
    tellsOfRuns: true,
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
      runAt(spec, 'schedule', backubeCron, switchedOn(spec, 'disabled'), (cadence) => {
        const expires = keepsFor(retention, 'expires');
        return expires.path === null ? keepsCount(retention, 'maxCount', cadence) : expires;
      }),
    ],
    protects: onlyOf(head, selector && Object.keys(selector.raw).length > 0 ? JSON.stringify(selector.raw) : null),
    ...takesVolumes,
    proof: `kubectl get -A volumesnapshots.snapshot.storage.k8s.io -l snapscheduler.backube/schedule=${head.name}`,
    leavesCopies: true,
  };
}

// Commands that do nothing but copy data. Those that copy any file to anywhere (rclone, aws s3 sync) do other work as often.
const dumps =
  /\b(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|mariabackup|xtrabackup|mongodump|restic\b[^\n]*\bbackup|kopia\b[^\n]*\bsnapshot create|velero\b[^\n]*\bbackup create|redis-cli\b[^\n]*--rdb|vault\b[^\n]*\braft snapshot save)\b/;
const etcdSnapshot = /\betcdctl\b[^]*\bsnapshot save\b/;

/** Reads a CronJob whose command is one that copies data; null for every other. */
export function readBackupJob({ spec, head }: Subject): BackupSchedule | null {
  const pod = spec.objectOrNone('jobTemplate').objectOrNone('spec').objectOrNone('template').objectOrNone('spec');
  // One that copies and one that sends the copy away often stand one after the other.
  const text = [...pod.objects('initContainers'), ...pod.objects('containers')]
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
    tellsOfRuns: true,
    ...(ofControlPlane ? { servesPlatform: true as const } : {}),
  };
}
