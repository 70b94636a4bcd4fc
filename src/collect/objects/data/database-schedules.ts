import type { BackupRun, BackupSchedule, Keeping } from '../../../estate/backup-schedule.ts';
import type { Cadence } from '../../../estate/cadence.ts';
import { groupOf } from '../../../estate/identity.ts';
import { jobCron, mariadbCron, mariadbJobCron, perconaCron, plainCron, zalandoCron } from '../../timing/cron.ts';
import { isFilledInLater, readCadence } from '../../timing/read-cadence.ts';
import type { Fields } from '../fields.ts';
import type { Head, Subject } from '../object-metadata.ts';
import { onlyOf, onlyWhenOn, runAt, switchedOff, switchedOn, takesVolumes } from './backup-run.ts';
import { keepsCount, keepsFor, notSaid, pathOf } from './keeping.ts';

/** What the schedule of a database's own operator has in common. */
function ofDatabase(head: Head, runs: readonly BackupRun[], proof: string): BackupSchedule | null {
  if (runs.length === 0) return null;
  const protects = onlyOf(head, `database ${head.name}`);
  return { ...head, noun: 'backupSchedule', makes: 'backup', runs, protects, ...takesVolumes, proof };
}

/** Reads the schedules of pgBackRest in a PostgresCluster (Crunchy) or a PerconaPGCluster; null without one. */
export function readPgbackrestSchedules({ spec, head }: Subject): BackupSchedule | null {
  const backups = spec.objectOrEmpty('backups');
  const pgbackrest = backups.objectOrEmpty('pgbackrest');
  // Crunchy's makes CronJobs; Percona's counts the time itself, and can be told to make no backups.
  const isPercona = groupOf(head.apiVersion) === 'pgv2.percona.com';
  const dialect = isPercona ? perconaCron : jobCron;
  const stoppedBy = isPercona ? switchedOff(backups, 'enabled') : null;
  const settings = pgbackrest.objectOrEmpty('global');
  const runs = pgbackrest.objects('repos').flatMap((repo) => {
    const schedules = repo.objectOrEmpty('schedules');
    const key = `${repo.text('name') ?? 'repo1'}-retention-full`;
    return ['full', 'differential', 'incremental'].flatMap((type) =>
      schedules.has(type)
        ? [
            runAt(schedules, type, dialect, stoppedBy, (cadence) =>
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

const daysOf: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, year: 366 };

/** So long as words say, such as `2 weeks`; date(1) reads others too, which are not read here. */
function keepsWords(fields: Fields, key: string): Keeping {
  const written = fields.text(key);
  if (written === null || written === '') return notSaid;
  const [, count, unit] = /^(\d{1,4}) (day|week|month|year)s?$/.exec(written.trim()) ?? [];
  const days = count === undefined || unit === undefined ? null : Number(count) * (daysOf[unit] ?? 0);
  return { path: pathOf(fields, key), written, days, problem: null };
}

/** Reads the logical backup of a cluster of Zalando's operator; null where it is not switched on. */
export function readLogicalBackup({ spec, head }: Subject): BackupSchedule | null {
  if (spec.boolean('enableLogicalBackup') !== true) return null;
  const key = 'logicalBackupSchedule';
  const keeps = keepsWords(spec, 'logicalBackupRetention');
  const run = spec.has(key)
    ? runAt(spec, key, zalandoCron, null, () => keeps)
    : // The operator's default, unless its configuration says otherwise.
      {
        ...runAt(spec, key, zalandoCron, null, () => keeps),
        cadence: { runs: 'unread', problem: 'the operator says when it runs' } as const,
      };
  return ofDatabase(head, [run], `kubectl get -A jobs -l application=spilo-logical-backup`);
}

/** How many are kept of a schedule of Percona's. */
function perconaKeeping(one: Fields, cadence: Cadence): Keeping {
  const retention = one.object('retention');
  return retention ? keepsCount(retention, 'count', cadence) : keepsCount(one, 'keep', cadence);
}

/** Percona's operators leave a schedule alone whose storage they do not find. */
function withStorage(run: BackupRun, backup: Fields, one: Fields): BackupRun {
  const storage = one.text('storageName');
  if (storage === null || storage === '' || isFilledInLater(storage)) return run;
  if (backup.objectOrEmpty('storages').has(storage)) return run;
  return { ...run, cadence: { runs: 'invalid', problem: `the resource has no storage ${storage}` } };
}

/** Reads the schedules of a PerconaXtraDBCluster; null without one. */
export function readXtradbSchedules({ spec, head }: Subject): BackupSchedule | null {
  const backup = spec.objectOrEmpty('backup');
  const runs = backup.objects('schedule').map((one) =>
    withStorage(
      runAt(one, 'schedule', perconaCron, null, (cadence) => perconaKeeping(one, cadence)),
      backup,
      one,
    ),
  );
  return ofDatabase(head, runs, `kubectl get -A perconaxtradbclusterbackups.pxc.percona.com`);
}

/** Reads the tasks of a PerconaServerMongoDB; null without one. Snapshots of volumes beside backups are left out. */
export function readMongoTasks({ spec, head }: Subject): BackupSchedule | null {
  const backup = spec.objectOrEmpty('backup');
  const off = onlyWhenOn(backup, 'enabled');
  const tasks = backup.objects('tasks');
  const copies = tasks.filter((task) => task.text('type') !== 'external');
  const runs = (copies.length > 0 ? copies : tasks).map((task) => {
    // Of increments none is deleted by its number.
    const isCounted = !task.text('type')?.startsWith('incremental');
    const run = runAt(task, 'schedule', plainCron, off ?? onlyWhenOn(task, 'enabled'), (cadence) =>
      isCounted ? perconaKeeping(task, cadence) : notSaid,
    );
    return copies.length > 0 ? withStorage(run, backup, task) : run;
  });
  const schedule = ofDatabase(head, runs, `kubectl get -A perconaservermongodbbackups.psmdb.percona.com`);
  return schedule && copies.length === 0 ? { ...schedule, makes: 'snapshot' } : schedule;
}

/** Reads a Backup or PhysicalBackup of the MariaDB operator that has a schedule; null for one that runs once. */
export function readMariadbBackup({ spec, head }: Subject): BackupSchedule | null {
  const schedule = spec.object('schedule');
  if (!schedule) return null;
  const keeps = keepsFor(spec, 'maxRetention');
  const stoppedBy = switchedOn(schedule, 'suspend');
  const run = runAt(schedule, 'cron', mariadbCron, stoppedBy, () => keeps);
  const written = schedule.text('cron');
  const runs: readonly BackupRun[] =
    head.kind === 'PhysicalBackup'
      ? [written ? run : { ...run, cadence: { runs: 'on-demand' } }]
      : [written ? { ...run, cadence: readCadence(written, mariadbJobCron, spec.text('timeZone')) } : run];
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
