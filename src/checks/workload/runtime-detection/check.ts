import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const runtimeDetection: Check = defineCheck({
  answers: 'workload/runtime-detection',
  title: 'Runtime detection',
  question: 'Does a sensor on every node notice what a container does that it never should?',
  why: 'Whoever breaks into a container looks for a node on which nobody watches; there a shell, a miner or a read token leaves no trace.',
  fix: 'Run the sensor as a DaemonSet that is let on every node, those of the control plane among them.',
  needs: ['nodeAgents', 'tools'],
  reasons: {
    'not-on-every-node': [
      'FPa',
      'it watches only nodes with the label {labels}',
      'Take the node selector away, or run a second sensor on the other nodes.',
    ],
    'keeps-off-tainted-nodes': [
      'PPa',
      'it tolerates no taint, so nobody watches nodes of the control plane and of tainted pools',
      'Add the toleration operator: Exists, which lets it on every node.',
    ],
  },

  over: ({ nodeAgents, tools }) => [
    ...nodeAgents.filter(({ serves }) => serves.includes(purpose)),
    // Of a chart it is not seen where its pods are let; what a workload runs is judged above, or is no sensor.
    ...tools.filter(({ serves, seenAs }) => serves.includes(purpose) && seenAs === 'chart'),
  ],

  judge: {
    nodeAgent({ onlyOn, onlyOnPath, toleratesTaints, path, title }) {
      return [
        ...(onlyOnPath === null
          ? []
          : [fault('not-on-every-node', here(onlyOnPath, onlyOn), { labels: onlyOn.join(', ') })]),
        ...(toleratesTaints ? [] : [fault('keeps-off-tainted-nodes', here(`${path}.tolerations`))]),
        unseen(notSeenToRun(`${title} as a sensor on every node`, proof)),
      ];
    },
    tool: ({ title }) => unseen(notSeenToRun(`a chart of ${title}`, proof)),
  },
});

const purpose = 'runtime-security';
const proof = 'kubectl get daemonset -A';
