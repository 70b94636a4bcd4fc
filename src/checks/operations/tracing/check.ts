import { elsewhere, gap, notSeenToRun } from '../../../estate/gap.ts';
import { asItRuns } from '../../as-it-runs.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { isStarting, nodeNames, noNodes } from '../../node-words.ts';

export const tracing: Check = defineCheck({
  answers: 'operations/tracing',
  title: 'Tracing',
  question: 'Does a trace of every critical request arrive, also while a pod of the tracing is gone?',
  why: 'A slow payment crosses ten services; only a trace says which one, and it is asked for in the hour in which a node has just failed.',
  fix: 'Run two or more of whatever takes in traces, and let its agents on every node.',
  needs: ['nodeAgents', 'telemetryStores', 'liveClusters', 'storeReplicas', 'nodeCover', 'clusterServices'],
  reasons: {
    'server-ready': 'it takes in traces: all of its pods are ready',
    'on-every-node': 'it is ready on each of the {nodes} nodes that run pods',
    'judged-apart': 'what takes in traces in this cluster is judged by itself',
    'server-down': [
      'FPa',
      'it takes in no traces: its API server says that {says}',
      'Look at its pods (kubectl describe).',
    ],
    'nodes-without-agent': [
      'Paa',
      'no agent for traces is ready on {bare} of the {nodes} nodes that run pods ({names})',
      'Look at its pods there, and at the taints of these nodes: the toleration operator: Exists lets it on every node.',
    ],
    'single-replica': [
      'Paa',
      'there is only one {title}, so traces are lost while it moves to another node',
      'Set two replicas or more; an instance that is always one (all in one, monolithic) has to be a distributed one.',
    ],
    'not-on-every-node': [
      'Paa',
      'it takes in traces only on nodes with the label {labels}',
      'Take the node selector away, or run a second agent on the other nodes.',
    ],
    'keeps-off-tainted-nodes': [
      'aaa',
      'it tolerates no taint, so pods on tainted nodes have no agent beside them',
      'Add the toleration operator: Exists, which lets it on every node.',
    ],
  },
  outages: ['server-down'],

  over: ({ nodeAgents, telemetryStores, liveClusters }) => [
    ...nodeAgents.filter(({ serves }) => serves.includes('tracing')),
    ...telemetryStores.filter(({ keeps }) => keeps === 'traces'),
    ...liveClusters,
  ],

  judge: {
    nodeAgent({ onlyOn, onlyOnPath, toleratesTaints, path, title }, { nodeCover }) {
      const declared = [
        ...(onlyOnPath === null
          ? []
          : [fault('not-on-every-node', here(onlyOnPath, onlyOn), { labels: onlyOn.join(', ') })]),
        ...(toleratesTaints ? [] : [fault('keeps-off-tainted-nodes', here(`${path}.tolerations`))]),
      ];
      if (nodeCover === null) return [...declared, unseen(notSeenToRun(`tracing by ${title}`, onNodes))];
      // Where the nodes are seen, they say whether one is left out.
      if (nodeCover.unknown) return unseen(nodeCover.unknown);
      const {
        nodes,
        for: { tracing: { without, starting } = { without: [], starting: [] } },
      } = nodeCover;
      if (nodes === 0) return [...declared, unseen(noNodes)];
      if (without.length > 0)
        return [
          ...declared,
          fault(
            'nodes-without-agent',
            { nodes, bare: without.length, names: nodeNames(without) },
            ...without.slice(0, 3),
          ),
          unseen(elsewhere('whether the traces of the pods there arrive by another way is not seen')),
        ];
      return starting.length > 0 ? unseen(isStarting(starting)) : pass('on-every-node', { nodes });
    },

    telemetryStore(store, { storeReplicas: { replicas, complete } }) {
      const { title, path, proof } = store;
      const running = asItRuns(store, notSeenToRun(`tracing by ${title}`, proof), {
        works: 'server-ready',
        fails: 'server-down',
      });
      const down = running.says === 'fault' ? [running] : [];
      if (replicas === 1 && !complete) return [...down, unseen('autoscalers')];
      return [
        ...(replicas === 1 ? [fault('single-replica', here(path), { title })] : []),
        ...down,
        down.length > 0 ? unseen(isDown) : running,
      ];
    },

    liveCluster(_cluster, { clusterServices: { traces, hidden } }) {
      return traces ? notApplicable('judged-apart') : unseen(hidden.traces ?? nothingTakesTraces);
    },
  },
});

const onNodes = 'kubectl get -A daemonset';
const nothingTakesTraces = elsewhere(
  'nothing that is known to take in traces was seen in this cluster; they may be sent out of it, and whoever takes them in can show that they arrive',
);
const isDown = gap('not-collected', 'what does not run shows nothing more');
