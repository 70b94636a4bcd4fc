import { keptDaysOf } from '../../../analyses/backup-peers.ts';
import type { BackupSchedule, Keeping } from '../../../estate/backup-schedule.ts';
import { writeSpan } from '../../../estate/cadence.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { parseInstant } from '../../../estate/instant.ts';
import { type Check, defineCheck, fault, here, pass, thePlatform, unseen } from '../../define-check.ts';

export const retention: Check = defineCheck({
  answers: 'disaster-recovery/retention',
  title: 'Retention of backups',
  question: 'Are backups kept for as long as a loss may stay unnoticed?',
  why: 'Corruption, fraud and ransomware are often found weeks later; by then backups that are kept for days hold nothing but the damage.',
  fix: 'Keep backups for at least 30 days, or one of each week and month beside the daily ones.',
  needs: ['backupSchedules', 'backupLocations', 'backupPeers', 'longerKept', 'copiesMade'],
  targets: ['oldestRestorablePointDays'],
  reasons: {
    'reaches-back': 'its oldest copy is of {at}, {days} days ago',
    'retention-invalid': [
      'FFF',
      '{field} does not say how long: {problem}',
      'Write {field} as its controller reads it.',
    ],
    'retention-too-short': ['FFF', '{field} keeps backups for {kept}, {least} are asked for ({written})'],
  },

  over: ({ backupSchedules, backupLocations }) => [
    ...backupSchedules.filter(({ makes }) => makes === 'backup'),
    ...backupLocations.filter(({ keeps }) => keeps !== null),
    ...thePlatform(),
  ],

  judge: {
    backupSchedule(
      schedule,
      { backupPeers: { covering, hidden }, copiesMade: copies },
      { collectedAt, values: { oldestRestorablePointDays: least = 30 } },
    ) {
      const oldest = copies.is === 'seen' ? copies.oldest : null;
      const days = oldest === null ? 0 : daysBetween(oldest, collectedAt);
      const others = covering.filter(
        ({ makes, volumes }) => makes === 'backup' && (schedule.volumes === 'none' || volumes !== 'none'),
      );
      const alone = isShort(schedule, least) && others.every((one) => isShort(one, least));
      const short = alone && hidden.length === 0;
      return [
        ...schedule.runs.flatMap(({ keeps }) => [...refused(keeps), ...(short ? tooShort(keeps, least) : [])]),
        oldest !== null && days >= least && !alone
          ? pass('reaches-back', { at: oldest, days })
          : copies.is === 'hidden'
            ? unseen(copies.why)
            : unseen(
                alone
                  ? elsewhere(
                      `${schedule.kind}/${schedule.name} alone keeps its backups too briefly (${writeSpan((keptDaysOf(schedule) ?? 0) * 86_400)}); another one that keeps its data for longer was not seen`,
                      'running-platform',
                    )
                  : notSeenToRun(`how long ${schedule.kind}/${schedule.name} keeps its backups`, schedule.proof),
              ),
      ];
    },
    backupLocation({ kind, name, keeps, proof }, { longerKept: { covering, hidden } }, { values }) {
      const { oldestRestorablePointDays: least = 30 } = values;
      const alone = hidden.length === 0 && covering.every((one) => isShort(one, least));
      return [
        ...(keeps === null ? [] : [...refused(keeps), ...(alone ? tooShort(keeps, least) : [])]),
        unseen(notSeenToRun(`how long ${kind}/${name} keeps backups`, proof)),
      ];
    },
    platform: () => unseen('backupSchedules'),
  },
});

function daysBetween(from: string, to: string): number {
  return Math.floor(((parseInstant(to) ?? 0) - (parseInstant(from) ?? 0)) / 86_400_000);
}

function isShort(schedule: BackupSchedule, least: number): boolean {
  const days = keptDaysOf(schedule);
  return days !== null && days < least;
}

function refused({ path, written, problem }: Keeping) {
  if (problem === null || path === null) return [];
  return [fault('retention-invalid', here(path, written ?? undefined), { field: path, problem })];
}

/** The days that copies are kept, in hours where both would come to the same when rounded. */
function writeKept(days: number, least: number): string {
  const kept = writeSpan(days * 86_400);
  return kept === writeSpan(least * 86_400) ? `${Number((days * 24).toFixed(2))} hours` : kept;
}

function tooShort({ path, written, days }: Keeping, least: number) {
  if (path === null || days === null || days >= least) return [];
  const numbers = {
    field: path,
    kept: writeKept(days, least),
    least: writeSpan(least * 86_400),
    written: written ?? '',
  };
  return [fault('retention-too-short', here(path, written ?? undefined), numbers)];
}
