import { shortestOf } from '../../../analyses/backup-peers.ts';
import { longestSecondsOf, writeSpan } from '../../../estate/cadence.ts';
import { parseInstant } from '../../../estate/instant.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { asCopied, copyWords } from '../../as-copied.ts';
import { type Check, defineCheck, fault, here, notApplicable, unseen } from '../../define-check.ts';

export const etcdSnapshots: Check = defineCheck({
  answers: 'disaster-recovery/etcd-snapshots',
  title: 'Snapshots of etcd',
  question: 'Is the state of the cluster copied every day to where the loss of its servers does not take it?',
  why: 'When etcd has lost its majority, a snapshot is the only way back to the objects that no repository holds: Secrets, claims, what operators keep.',
  fix: 'Let the control plane take snapshots every few hours, and copy them to an object store in another failure domain.',
  needs: ['controlPlanes', 'backupSchedules', 'liveClusters', 'backupPeers', 'copiesMade', 'stateCopies'],
  targets: ['etcdSnapshotAgeHours'],
  reasons: {
    ...copyWords,
    'of-this-cluster': 'it is of the cluster that was asked, which is judged by the copies of its state',
    'not-taken': [
      'FFa',
      'no snapshots of its etcd are taken: {field} stops them',
      'Remove the option, or copy etcd in another way.',
    ],
    'schedule-invalid': [
      'FFa',
      'no snapshot is ever taken with the schedule {schedule}: {problem}',
      'Write a schedule of five fields, such as `0 */6 * * *`.',
    ],
    'interval-above-target': [
      'FFa',
      'up to {longest} pass between two snapshots, where {most} may',
      'Take them more often, such as every six hours.',
    ],
    'same-failure-domain': [
      'FPa',
      'its snapshots stay on the disks of its servers, and are lost with them',
      'Copy them to an object store in another failure domain (etcd-s3 in k3s and RKE2).',
    ],
  },

  over: ({ controlPlanes, backupSchedules, liveClusters }) => [
    ...liveClusters,
    ...controlPlanes,
    ...backupSchedules.filter(({ protects }) => protects.only === 'etcd'),
  ],

  judge: {
    liveCluster({ provider }, { stateCopies: { made, newestAway, others, hidden } }, { collectedAt, values }) {
      if (provider?.isManaged) return unseen(elsewhere(withProvider, 'running-platform'));
      if (hidden) return unseen(hidden);
      const [other] = others;
      const declared = elsewhere(other ? mayBeOf(`${other.kind}/${other.name}`) : noneTold, 'running-platform');
      if (made === null) return unseen(declared);
      const { etcdSnapshotAgeHours = Number.POSITIVE_INFINITY } = values;
      const most = etcdSnapshotAgeHours * 3600;
      const judged = asCopied({ is: 'seen', ...made }, { most, between: null, now: collectedAt, declared });
      const isNear =
        made.newest !== null && ageOf(newestAway, collectedAt) > Math.max(most, ageOf(made.newest, collectedAt));
      const isWell = !isNear && judged.every(({ says }) => says === 'pass');
      // What else copies a state may do so for this cluster, and well.
      if (!isWell && other) return unseen(declared);
      return [...(isNear ? [fault('same-failure-domain', ...made.shownBy)] : []), ...judged];
    },

    controlPlane(
      { store, snapshots, ofThisCluster },
      _known,
      { values: { etcdSnapshotAgeHours = Number.POSITIVE_INFINITY } },
    ) {
      if (ofThisCluster) return notApplicable('of-this-cluster');
      if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
      if (snapshots === null) return unseen(elsewhere(notStated, 'running-platform'));
      const { stoppedBy, cadence, schedule, leave, proof, at } = snapshots;
      if (stoppedBy !== null) return fault('not-taken', here(stoppedBy, true), { field: stoppedBy });
      const longest = longestSecondsOf(cadence);
      const most = etcdSnapshotAgeHours * 3600;
      return [
        ...(cadence.runs === 'invalid'
          ? [fault('schedule-invalid', here(at.schedule, schedule), { schedule, problem: cadence.problem })]
          : []),
        ...(longest !== null && longest > most
          ? [
              fault('interval-above-target', here(at.schedule, schedule), {
                longest: writeSpan(longest),
                most: writeSpan(most),
              }),
            ]
          : []),
        ...(leave ? [] : [fault('same-failure-domain', here(at.leave))]),
        unseen(notSeenToRun('a schedule of snapshots', proof)),
      ];
    },

    backupSchedule(schedule, { backupPeers, copiesMade }, { collectedAt, values }) {
      const { etcdSnapshotAgeHours = Number.POSITIVE_INFINITY } = values;
      const declared = notSeenToRun(`the copy of etcd by ${schedule.kind}/${schedule.name}`, schedule.proof);
      const { shortest, refused, stoppedBy, covering, hidden } = backupPeers;
      const most = etcdSnapshotAgeHours * 3600;
      const isAlone = hidden.length === 0 && !covering.some((one) => (shortestOf(one) ?? Infinity) <= most);
      return [
        ...(isAlone ? stoppedBy.map((by) => fault('not-taken', here(by, true), { field: by })) : []),
        ...refused.map(({ field, written, problem }) =>
          fault('schedule-invalid', here(field, written), { schedule: written, problem }),
        ),
        ...(isAlone && shortest !== null && shortest > most
          ? [
              fault(
                'interval-above-target',
                ...schedule.runs.map(({ path, written }) => here(path, written ?? undefined)),
                { longest: writeSpan(shortest), most: writeSpan(most) },
              ),
            ]
          : []),
        ...(shortest === null || shortest > most
          ? [unseen(declared)]
          : asCopied(copiesMade, { most, between: shortest, now: collectedAt, declared })),
      ];
    },
  },
});

/** Seconds; of what was never made, more than any. */
function ageOf(at: string | null, now: string): number {
  return at === null ? Number.MAX_VALUE : ((parseInstant(now) ?? 0) - (parseInstant(at) ?? 0)) / 1000;
}

const noneTold =
  'the cluster tells of no copies of its state: timers on its servers may make them, and the store to which they go, and their ages, show it';
const mayBeOf = (name: string): string =>
  `${name} copies an etcd, and is judged by itself; whether that is the state of this cluster, and where its copies go, is not seen`;
const withProvider =
  'etcd is run by the provider of the control plane, who alone can say how it is copied; that the cluster can be rebuilt from its repositories and backups, an exercise shows';
const notStated =
  'the object that declares this control plane tells of no snapshots of its etcd; what else takes them, such as a CronJob, is judged by itself, and the store to which they are copied, and their ages, show it';
