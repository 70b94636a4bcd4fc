import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { isStarting, nodeNames, noNodes } from '../../node-words.ts';

export const centralLogging: Check = defineCheck({
  answers: 'operations/central-logging',
  title: 'Central logging',
  question: 'Are the logs of every node collected, and kept off the node?',
  why: 'Logs that lie on a node are gone with it, and the node that died is the one whose logs are asked for.',
  fix: 'Run a collector on every node, those of the control plane among them, that sends logs to a store elsewhere.',
  needs: ['nodeAgents', 'liveClusters', 'nodeCover', 'logKeeper', 'clusterServices'],
  reasons: {
    'collected-and-kept':
      'a collector is ready on each of the {nodes} nodes that run pods, and {store} keeps logs in the cluster',
    'judged-apart': 'what collects logs in this cluster is judged by itself',
    'nodes-without-collector': [
      'FPa',
      'no collector of logs is ready on {bare} of the {nodes} nodes that run pods ({names})',
      'Look at its pods there, and at the taints of these nodes: the toleration operator: Exists lets it on every node.',
    ],
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

  over: ({ nodeAgents, liveClusters }) => [
    ...nodeAgents.filter(({ serves }) => serves.includes('logging')),
    ...liveClusters,
  ],

  judge: {
    nodeAgent({ onlyOn, onlyOnPath, toleratesTaints, path }, { nodeCover, logKeeper: { store } }) {
      const declared = [
        ...(onlyOnPath === null
          ? []
          : [fault('not-on-every-node', here(onlyOnPath, onlyOn), { labels: onlyOn.join(', ') })]),
        ...(toleratesTaints ? [] : [fault('keeps-off-tainted-nodes', here(`${path}.tolerations`))]),
      ];
      if (nodeCover === null)
        return [...declared, unseen(notSeenToRun('a collector of logs', 'kubectl get -A daemonset'))];
      // Where the nodes are seen, they say whether one is left out.
      if (nodeCover.unknown) return unseen(nodeCover.unknown);
      const {
        nodes,
        for: { logging: { without, starting } = { without: [], starting: [] } },
      } = nodeCover;
      if (nodes === 0) return [...declared, unseen(noNodes)];
      if (without.length > 0)
        return [
          ...declared,
          fault(
            'nodes-without-collector',
            { nodes, bare: without.length, names: nodeNames(without) },
            ...without.slice(0, 3),
          ),
          unseen(noStore),
        ];
      if (starting.length > 0) return unseen(isStarting(starting));
      return store ? pass('collected-and-kept', { nodes, store: store.title }, store) : unseen(noStore);
    },

    liveCluster(_cluster, { clusterServices: { logs, hidden } }) {
      return logs ? notApplicable('judged-apart') : unseen(hidden.logs ?? nothingCollects);
    },
  },
});

const noStore = elsewhere(
  'where its logs are kept is not seen: no store of logs that is known works in this cluster, and they may be sent out of it; whoever keeps them knows whether they arrive',
);
const nothingCollects = elsewhere(
  'no collector of logs that is known was seen on the nodes of this cluster; the provider or the system of the nodes may collect them, which only these can show',
);
