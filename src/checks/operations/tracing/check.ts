import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const tracing: Check = defineCheck({
  answers: 'operations/tracing',
  title: 'Tracing',
  question: 'Does a trace of every critical request arrive, also while a pod of the tracing is gone?',
  why: 'A slow payment crosses ten services; only a trace says which one, and it is asked for in the hour in which a node has just failed.',
  fix: 'Run two or more of whatever takes in traces, and let its agents on every node.',
  needs: ['nodeAgents', 'telemetryStores', 'storeReplicas'],
  reasons: {
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

  over: ({ nodeAgents, telemetryStores }) => [
    ...nodeAgents.filter(({ serves }) => serves.includes('tracing')),
    ...telemetryStores.filter(({ keeps }) => keeps === 'traces'),
  ],

  judge: {
    nodeAgent({ onlyOn, onlyOnPath, toleratesTaints, path, title }) {
      return [
        ...(onlyOnPath === null
          ? []
          : [fault('not-on-every-node', here(onlyOnPath, onlyOn), { labels: onlyOn.join(', ') })]),
        ...(toleratesTaints ? [] : [fault('keeps-off-tainted-nodes', here(`${path}.tolerations`))]),
        unseen(notSeenToRun(`tracing by ${title}`, onNodes)),
      ];
    },

    telemetryStore({ title, path, proof }, { storeReplicas: { replicas, complete } }) {
      if (replicas === 1 && !complete) return unseen('autoscalers');
      return [
        ...(replicas === 1 ? [fault('single-replica', here(path), { title })] : []),
        unseen(notSeenToRun(`tracing by ${title}`, proof)),
      ];
    },
  },
});

const onNodes = 'kubectl get -A daemonset';
