import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, thePlatform, unseen } from '../../define-check.ts';

export const configurationInGit: Check = defineCheck({
  answers: 'recovery/configuration-in-git',
  title: 'Configuration in Git',
  question: 'Can the configuration of the platform be brought back from Git?',
  why: 'A cluster that is built anew has what Git says; whatever was changed by hand is known to nobody any more.',
  fix: 'Let a controller bring what is in Git into the cluster, and nothing else.',
  needs: ['gitopsApplications'],
  reasons: {
    'not-applied': [
      'PPa',
      'what is merged does not reach the cluster by itself ({stopped}), so the cluster may run what Git does not hold',
      'Let it sync by itself, or pull the change that stopped it back into Git.',
    ],
  },

  over: ({ gitopsApplications }) => [...gitopsApplications, ...thePlatform()],

  judge: {
    gitopsApplication: ({ kind, name, syncs, stoppedBy, syncPath }) => [
      ...(syncs === false ? [fault('not-applied', here(syncPath), { stopped: stoppedBy ?? syncPath })] : []),
      unseen(notSeenToRun(`what ${kind}/${name} brings from Git`)),
    ],
    platform: () => unseen('gitopsApplications'),
  },
});
