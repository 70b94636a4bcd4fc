import { writeSpan } from '../../../estate/cadence.ts';
import { elsewhere, notSeenToRun, waitsToBeTold } from '../../../estate/gap.ts';
import { asCopied, copyWords } from '../../as-copied.ts';
import { type Check, defineCheck, fault, here, pass, thePlatform, unseen } from '../../define-check.ts';

export const continuousBackup: Check = defineCheck({
  answers: 'recovery/continuous-backup',
  title: 'Continuous backup',
  question: 'Is data copied as often as its tier may lose of it?',
  why: 'The time between two copies is what an outage costs in data: with one copy a night it is a day of payments.',
  fix: 'Copy the data more often: archive the log of the database, replicate the volumes, or add an incremental schedule.',
  needs: ['backupSchedules', 'databases', 'backupPeers', 'copyPace', 'copiesMade'],
  targets: ['incrementalIntervalSeconds'],
  reasons: {
    ...copyWords,
    'archived': 'its log is copied away: {says}',
    'archive-broken': [
      'FFF',
      'its log is not copied away: {says}',
      'Let the log of the primary say why the archive refuses it: credentials, the store, or its address.',
    ],
    'schedule-invalid': [
      'FFF',
      'it never runs{withSchedule}: {problem}',
      'Write a schedule that its controller reads, such as `*/15 * * * *` (with seconds first where it wants six fields).',
    ],
    'schedule-paused': [
      'FFF',
      'it is stopped by {field}, and nothing else seen here copies its data often enough',
      'Change {field} so that it runs, or delete the schedule if nobody needs its data.',
    ],
    'interval-above-target': [
      'FFF',
      'up to {longest} pass between two copies, where {most} may; nothing seen here copies its data more often',
    ],
    'archive-above-target': [
      'FFF',
      'up to {longest} of the log wait to be archived, where {most} may',
      'Lower {field} to the seconds that the tier may lose.',
    ],
  },

  over: ({ backupSchedules, databases }) => [
    // What takes no volume copies configuration, which is in Git or of no tier's data.
    ...backupSchedules.filter(({ volumes }) => volumes !== 'none'),
    // A pace that is written and filled in later is asked for, too.
    ...databases.filter(({ archiveSeconds: { is, path } }) => is !== null || path !== null),
    ...thePlatform(),
  ],

  judge: {
    backupSchedule(schedule, { backupPeers, copyPace, copiesMade }, { collectedAt, values }) {
      const { incrementalIntervalSeconds: most = 900 } = values;
      const { shortest, refused, waitsBy, stoppedBy } = backupPeers;
      const { quickest, hidden } = copyPace;
      // Whatever copies some of the data often enough may be meant for it; coverage is another question.
      const slow = hidden.length === 0 && (quickest === null || quickest > most);
      const numbers = { longest: writeSpan(shortest ?? 0), most: writeSpan(most) };
      return [
        ...refused.map((one) => fault('schedule-invalid', here(one.field, one.written), { ...one })),
        ...(slow ? stoppedBy.map((by) => fault('schedule-paused', here(by), { field: by })) : []),
        ...(slow && shortest !== null && shortest === quickest
          ? schedule.runs.map(({ path, written }) =>
              fault('interval-above-target', here(path, written ?? undefined), numbers),
            )
          : []),
        ...(shortest !== null && shortest <= most && schedule.volumes === 'all'
          ? asCopied(copiesMade, {
              most,
              between: shortest,
              now: collectedAt,
              declared: notSeenToRun(`the copy by ${schedule.kind}/${schedule.name}`, schedule.proof),
            })
          : [
              unseen(
                shortest === null && stoppedBy.length > 0
                  ? elsewhere(
                      `${schedule.kind}/${schedule.name} is stopped by ${stoppedBy.join(' and ')}; what copies its data was not seen to run`,
                      'running-platform',
                    )
                  : shortest !== null && quickest !== null && quickest > most
                    ? elsewhere(
                        `${schedule.kind}/${schedule.name} alone copies too rarely (${numbers.longest} between two copies, where ${numbers.most} may pass); what copies its data more often was not seen`,
                        'running-platform',
                      )
                    : waitsBy !== null
                      ? waitsToBeTold(`${schedule.kind}/${schedule.name}`, waitsBy)
                      : notSeenToRun(`the copy by ${schedule.kind}/${schedule.name}`, schedule.proof),
              ),
            ]),
      ];
    },
    database({ kind, name, archiveSeconds: { is, path, value }, proof, running }, _known, { values }) {
      const { incrementalIntervalSeconds: most = 900 } = values;
      const field = path ?? 'spec';
      const archive = running?.archive;
      const seconds = typeof is === 'number' ? is : 0;
      const numbers = { longest: writeSpan(seconds), most: writeSpan(most), field };
      return [
        ...(seconds > most ? [fault('archive-above-target', here(field, value ?? undefined), numbers)] : []),
        archive === undefined || archive.works === null || (archive.works && is === 'when-full')
          ? unseen(
              is === 'when-full'
                ? elsewhere(
                    `the log of ${kind}/${name} is archived when a segment is full, and by no clock (${field} is ${value}); how long it waits was not seen`,
                    'running-platform',
                  )
                : notSeenToRun(`the archive of the log of ${kind}/${name}`, proof),
            )
          : archive.works
            ? pass('archived', here('status.conditions', archive.says), { says: archive.says })
            : fault('archive-broken', here('status.conditions', archive.says), { says: archive.says }),
      ];
    },
    platform: () => unseen('backupSchedules'),
  },
});
