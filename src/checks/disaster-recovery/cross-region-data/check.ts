import { elsewhere, notSeenToRun, waitsToBeTold } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, thePlatform, unseen } from '../../define-check.ts';

export const crossRegionData: Check = defineCheck({
  answers: 'disaster-recovery/cross-region-data',
  title: 'Data in another region',
  question: 'Does a copy of the critical data lie where the loss of this site does not reach it?',
  why: 'A fire, a flood or a deleted account takes the cluster together with everything that lies beside it, its backups too.',
  fix: 'Write backups to an object store of another region or account, or replicate the data to another cluster.',
  needs: ['backupLocations', 'replications'],
  reasons: {
    'same-failure-domain': [
      'FPa',
      'the copies in {store} lie in the very cluster that they are taken from ({address}), and are lost with it',
      'Write the backups to a store outside of the cluster, best in another region.',
    ],
    'not-reached': [
      'FFF',
      'nothing can be written to it: {says}',
      'Let its controller say why the store does not answer: credentials, the bucket, or its address.',
    ],
    'copy-fails': ['FFF', 'it copies nothing: {says}', 'Let the log of its last run say why it fails, and mend that.'],
    'schedule-invalid': [
      'FFF',
      'it never runs{withSchedule}: {problem}',
      'Write an interval that its controller reads, such as 15m.',
    ],
    'schedule-paused': [
      'FFF',
      'it is stopped by {field}',
      'Change {field} so that it runs, or delete the replication.',
    ],
  },

  over: ({ backupLocations, replications }) => [...backupLocations, ...replications, ...thePlatform()],

  judge: {
    backupLocation: ({ kind, name, stores, closedBy, proof, running, servesPlatform }) => [
      // Of a database the state is that of its members.
      ...(servesPlatform && running?.works === false
        ? [fault('not-reached', here(running.at, running.says), { says: running.says })]
        : []),
      // One store that lies elsewhere is enough.
      ...(stores.every(({ inCluster }) => inCluster !== null) ? stores : []).map(({ path, title, inCluster }) =>
        fault('same-failure-domain', here(path, inCluster), { store: title, address: inCluster ?? '' }),
      ),
      unseen(
        closedBy === undefined
          ? notSeenToRun(`the copy in ${kind}/${name}`, proof)
          : elsewhere(`nothing new is written to ${kind}/${name}: ${closedBy} is ReadOnly`, 'running-platform'),
      ),
    ],
    replication: ({ kind, name, cadence, path, written, stoppedBy, proof, running }) => [
      ...(stoppedBy === null && running?.works === false
        ? [fault('copy-fails', here(running.at, running.says), { says: running.says })]
        : []),
      ...(cadence.runs === 'invalid'
        ? [
            fault('schedule-invalid', here(path ?? 'spec', written ?? undefined), {
              withSchedule: written ? ` with the schedule ${written}` : '',
              problem: cadence.problem,
            }),
          ]
        : []),
      ...(stoppedBy === null ? [] : [fault('schedule-paused', here(stoppedBy), { field: stoppedBy })]),
      unseen(
        cadence.runs === 'on-demand'
          ? waitsToBeTold(`${kind}/${name}`, path ?? 'spec')
          : notSeenToRun(`the replication by ${kind}/${name}`, proof),
      ),
    ],
    platform: () => unseen('backupLocations'),
  },
});
