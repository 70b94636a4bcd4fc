import { notSeenToRun } from '../../../estate/gap.ts';
import { asCopied, copyWords } from '../../as-copied.ts';
import { type Check, defineCheck, fault, here, thePlatform, unseen } from '../../define-check.ts';

export const volumeSnapshots: Check = defineCheck({
  answers: 'recovery/volume-snapshots',
  title: 'Volume snapshots',
  question: 'Are snapshots of the persistent volumes made by themselves?',
  why: 'A snapshot brings a volume back in minutes, where a restore from a backup takes hours.',
  fix: 'Make snapshots by a schedule, with a class of the driver that makes the volumes.',
  needs: ['backupSchedules', 'snapshotClasses', 'backupPeers', 'copiesMade', 'defaultRivals'],
  reasons: {
    ...copyWords,
    'schedule-invalid': [
      'FFF',
      'it never runs{withSchedule}: {problem}',
      'Write a schedule that its controller reads, such as `0 * * * *`.',
    ],
    'schedule-paused': [
      'FFF',
      'it is stopped by {field}, and no other schedule seen here copies its volumes',
      'Change {field} so that it runs, or delete the schedule if nobody needs it.',
    ],
    'two-defaults': [
      'FPa',
      '{other} is the default for the same driver, so a snapshot that names no class is refused',
      'Keep the annotation of a default class on one of them.',
    ],
    'deleted-with-namespace': [
      'aaa',
      'its snapshots are deleted with the objects that stand for them, and so with their namespace',
      'Set deletionPolicy to Retain, and delete old snapshots by their schedule.',
    ],
  },

  over: ({ backupSchedules, snapshotClasses }) => [
    ...backupSchedules.filter(({ makes }) => makes === 'snapshot'),
    ...snapshotClasses,
    ...thePlatform(),
  ],

  judge: {
    backupSchedule({ kind, name, proof }, { backupPeers, copiesMade }, { collectedAt }) {
      const { refused, shortest, stoppedBy, covering, hidden } = backupPeers;
      const declared = notSeenToRun(`the making of snapshots by ${kind}/${name}`, proof);
      const alone = covering.every(({ volumes }) => volumes === 'none') && hidden.length === 0;
      return [
        ...refused.map((one) => fault('schedule-invalid', here(one.field, one.written), { ...one })),
        ...(alone ? stoppedBy.map((by) => fault('schedule-paused', here(by), { field: by })) : []),
        // One is as fresh as its schedule wants it to be.
        ...(shortest === null
          ? [unseen(declared)]
          : asCopied(copiesMade, { most: shortest, between: shortest, now: collectedAt, declared })),
      ];
    },
    snapshotClass({ name, deletesWithObject }, { defaultRivals: { rivals, hidden } }) {
      const [rival] = rivals;
      return [
        ...(rival && hidden.length === 0 ? [fault('two-defaults', ...rivals, { other: rival.name })] : []),
        ...(deletesWithObject ? [fault('deleted-with-namespace', here('deletionPolicy', 'Delete'))] : []),
        unseen(notSeenToRun(`the class ${name}`, 'kubectl get -A volumesnapshots')),
      ];
    },
    platform: () => unseen('backupSchedules'),
  },
});
