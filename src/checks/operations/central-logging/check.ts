import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const centralLogging: Check = defineCheck({
  answers: 'operations/central-logging',
  title: 'Central logging',
  question: 'Are the logs of every node collected, and kept off the node?',
  why: 'Logs that lie on a node are gone with it, and the node that died is the one whose logs are asked for.',
  fix: 'Run a collector on every node, those of the control plane among them, that sends logs to a store elsewhere.',
  needs: ['nodeAgents'],
  reasons: {
    'not-on-every-node': [
      'FPa',
      'it collects logs only on nodes with the label {labels}',
      'Take the node selector away, or run a second collector on the other nodes.',
    ],
    'keeps-off-tainted-nodes': [
      'PPa',
      'it tolerates no taint, so no logs are collected on nodes of the control plane and of tainted pools',
      'Add the toleration operator: Exists, which lets it on every node.',
    ],
  },

  over: ({ nodeAgents }) => nodeAgents.filter(({ serves }) => serves.includes('logging')),

  judge({ onlyOn, onlyOnPath, toleratesTaints, path }) {
    return [
      ...(onlyOnPath === null
        ? []
        : [fault('not-on-every-node', here(onlyOnPath, onlyOn), { labels: onlyOn.join(', ') })]),
      ...(toleratesTaints ? [] : [fault('keeps-off-tainted-nodes', here(`${path}.tolerations`))]),
      unseen(notSeenToRun('a collector of logs', 'kubectl get -A daemonset')),
    ];
  },
});
