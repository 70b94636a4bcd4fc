import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { isStarting, nodeNames, noNodes } from '../../node-words.ts';

export const runtimeDetection: Check = defineCheck({
  answers: 'workload/runtime-detection',
  title: 'Runtime detection',
  question: 'Does a sensor on every node notice what a container does that it never should?',
  why: 'Whoever breaks into a container looks for a node on which nobody watches; there a shell, a miner or a read token leaves no trace.',
  fix: 'Run the sensor as a DaemonSet that is let on every node, those of the control plane among them.',
  needs: ['nodeAgents', 'tools', 'liveClusters', 'nodeCover', 'clusterGuards'],
  reasons: {
    'watches-every-node': 'a sensor is ready on each of the {nodes} nodes that run pods',
    'judged-apart': 'the sensors of this cluster are judged by themselves',
    'unwatched-nodes': [
      'FPa',
      'no sensor is ready on {bare} of the {nodes} nodes that run pods ({names})',
      'Look at its pods there, and at the taints of these nodes: the toleration operator: Exists lets it on every node.',
    ],
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

  over: ({ nodeAgents, tools, liveClusters }) => [
    ...liveClusters,
    ...nodeAgents.filter(({ serves }) => serves.includes(purpose)),
    // Of a chart it is not seen where its pods are let; what a workload runs is judged above, or is no sensor.
    ...tools.filter(({ serves, seenAs }) => serves.includes(purpose) && seenAs === 'chart'),
  ],

  judge: {
    nodeAgent({ onlyOn, onlyOnPath, toleratesTaints, path, title }, { nodeCover }) {
      const declared = [
        ...(onlyOnPath === null
          ? []
          : [fault('not-on-every-node', here(onlyOnPath, onlyOn), { labels: onlyOn.join(', ') })]),
        ...(toleratesTaints ? [] : [fault('keeps-off-tainted-nodes', here(`${path}.tolerations`))]),
      ];
      if (nodeCover === null) return [...declared, unseen(notSeenToRun(`${title} as a sensor on every node`, proof))];
      // Where the nodes are seen, they say whether one is left out.
      if (nodeCover.unknown) return unseen(nodeCover.unknown);
      const { nodes, for: cover } = nodeCover;
      const { without = [], starting = [] } = cover[purpose] ?? {};
      if (nodes === 0) return [...declared, unseen(noNodes)];
      const said = { nodes, bare: without.length, names: nodeNames(without) };
      if (without.length > 0)
        return [...declared, fault('unwatched-nodes', said, ...without.slice(0, 3)), unseen(unwatched(said.names))];
      return starting.length > 0 ? unseen(isStarting(starting)) : pass('watches-every-node', { nodes });
    },

    liveCluster: (_cluster, { clusterGuards: { sensors, hidden } }) =>
      sensors ? notApplicable('judged-apart') : unseen(hidden.sensors ?? nobodyWatches),

    tool: ({ title }) => unseen(notSeenToRun(`a chart of ${title}`, proof)),
  },
});

function unwatched(names: string) {
  return elsewhere(`what happens on ${names} nobody is seen to watch`, 'running-platform');
}

const nobodyWatches = elsewhere(
  'no sensor that this version knows was seen on the nodes of this cluster; the provider, or the system of the nodes, may have one, which only these can show',
  'running-platform',
);
const purpose = 'runtime-security';
const proof = 'kubectl get daemonset -A';
