import { shortestOf } from '../../../analyses/backup-peers.ts';
import type { BackupSchedule } from '../../../estate/backup-schedule.ts';
import { writeSpan } from '../../../estate/cadence.ts';
import { elsewhere, type Gap, notSeenToRun, waitsToBeTold } from '../../../estate/gap.ts';
import { asCopied, copyWords } from '../../as-copied.ts';
import { type Check, defineCheck, fault, here, notApplicable, thePlatform, unseen } from '../../define-check.ts';

export const dailyBackups: Check = defineCheck({
  answers: 'disaster-recovery/daily-backups',
  title: 'Daily backups',
  question: 'Is everything that has to survive backed up at least once a day?',
  why: 'After a loss the newest backup is what there is: whatever was written since is gone.',
  fix: 'Let the schedule run at least once a day.',
  needs: ['backupSchedules', 'liveClusters', 'backupPeers', 'copiesMade', 'backupTools'],
  targets: ['fullBackupAgeHours'],
  reasons: {
    ...copyWords,
    'said-of-its-schedules': 'how often it is backed up is said of its schedules',
    'no-schedule': [
      'FFF',
      '{tool} is installed, and there is no schedule by which it would copy anything',
      'Make a schedule that runs at least once a day, or remove what is left of {tool} if something else makes the backups.',
    ],
    'schedule-invalid': [
      'FFF',
      'it never runs{withSchedule}: {problem}',
      'Write a schedule that its controller reads, such as `0 2 * * *` for two at night (with seconds first where it wants six fields).',
    ],
    'schedule-paused': [
      'FFF',
      'it is stopped by {field}, and no other schedule seen here copies its data once a day',
      'Change {field} so that it runs, or delete the schedule if nobody needs its data.',
    ],
    'interval-above-target': ['FFF', 'up to {longest} pass between two backups, where {most} may'],
    'no-volumes-selected': [
      'FPa',
      '{field} leaves out the volumes, and no other schedule seen here backs up all of them',
      'Let the schedule take PersistentVolumeClaims with their volumes, or back these up by another one.',
    ],
    'misses-clock-change': [
      'aaa',
      'it runs within the hour that its clock skips in spring, so one day of the year has no backup',
      'Move it to an hour that every day has, or to UTC.',
    ],
  },

  over: ({ backupSchedules, liveClusters }) => [
    ...backupSchedules.filter(({ makes }) => makes === 'backup'),
    ...liveClusters,
    ...thePlatform(),
  ],

  judge: {
    backupSchedule(schedule, { backupPeers, copiesMade }, { collectedAt, values: { fullBackupAgeHours: hours = 24 } }) {
      const { shortest, refused, waitsBy, stoppedBy, missing, covering, hidden } = backupPeers;
      const most = hours * 3600;
      const { volumes, volumesPath: field } = schedule;
      const backups = covering.filter(({ makes }) => makes === 'backup');
      const takingVolumes = backups.filter((one) => one.volumes !== 'none');
      // What another schedule does for the same data, and a hidden one may do, is no fault of this one.
      const daily = (volumes === 'none' ? backups : takingVolumes).filter(
        (one) => (shortestOf(one) ?? Infinity) <= most,
      );
      const alone = daily.length === 0 && hidden.length === 0;
      return [
        ...refused.map((one) => fault('schedule-invalid', here(one.field, one.written), { ...one })),
        ...(alone ? stoppedBy.map((by) => fault('schedule-paused', here(by), { field: by })) : []),
        ...(alone && shortest !== null && shortest > most
          ? [
              fault(
                'interval-above-target',
                ...schedule.runs.map(({ path, written }) => here(path, written ?? undefined)),
                {
                  longest: writeSpan(shortest),
                  most: writeSpan(most),
                },
              ),
            ]
          : []),
        ...(volumes === 'none' && field !== null && takingVolumes.length === 0 && hidden.length === 0
          ? [fault('no-volumes-selected', here(field), { field })]
          : []),
        ...missing.map(({ path, written }) => fault('misses-clock-change', here(path, written ?? undefined))),
        ...(waitsBy !== null
          ? [unseen(waitsToBeTold(nameOf(schedule), waitsBy))]
          : // A copy that happens to be fresh says nothing of a schedule that runs too rarely.
            shortest === null || shortest > most || volumes !== 'all'
            ? [unseen(notShown(schedule, daily, shortest !== null && shortest > most))]
            : asCopied(copiesMade, {
                most,
                between: shortest,
                now: collectedAt,
                declared: notShown(schedule, daily, false),
              })),
      ];
    },
    // That nothing copies is known only of what copies by schedules that are read; others copy from outside.
    liveCluster(_cluster, { backupTools: { tools, schedules, hidden } }) {
      if (schedules.length > 0) return notApplicable('said-of-its-schedules');
      const [first] = tools;
      if (hidden !== null) return unseen(hidden);
      return first
        ? fault('no-schedule', ...tools, { tool: first.title })
        : unseen(elsewhere(noneSeen, 'running-platform'));
    },
    platform: () => unseen('backupSchedules'),
  },
});

const noneSeen =
  'no schedule of backups is seen in the cluster, nor anything that makes them: what copies it from outside, its own reports show';

function nameOf({ kind, name }: BackupSchedule): string {
  return `${kind}/${name}`;
}

/** What a folder leaves open of a schedule, which may hang on the daily ones that copy its data. */
function notShown(schedule: BackupSchedule, daily: readonly BackupSchedule[], isTooRare: boolean): Gap {
  const [first] = daily;
  const isCopied =
    first !== undefined && (schedule.volumes !== 'all' || daily.some(({ volumes }) => volumes === 'all'));
  if (!isTooRare || isCopied) return notSeenToRun(`the backup by ${nameOf(schedule)}`, schedule.proof);
  const rest = first
    ? `${nameOf(first)} copies only volumes that ask for it, or does not state which`
    : 'another one for its data was not seen';
  const span = writeSpan(shortestOf(schedule) ?? 0);
  return elsewhere(`${nameOf(schedule)} alone runs too rarely (once in ${span}); ${rest}`, 'running-platform');
}
