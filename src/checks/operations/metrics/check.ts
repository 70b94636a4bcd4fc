import { elsewhere, gap, notSeenToRun } from '../../../estate/gap.ts';
import { asItRuns } from '../../as-it-runs.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, unseen } from '../../define-check.ts';

export const metrics: Check = defineCheck({
  answers: 'operations/metrics',
  title: 'Metrics',
  question: 'Is everything that runs measured, and does the measuring survive the loss of a pod?',
  why: 'What nobody measures fails unseen; and a single Prometheus or Alertmanager is gone in the very hour in which its node is.',
  fix: 'Run two or more of each server of metrics and alerts, and give every workload a monitor.',
  needs: ['workloads', 'telemetryStores', 'liveClusters', 'metricScraping', 'storeReplicas', 'clusterServices'],
  reasons: {
    'server-ready': 'all of its pods are ready',
    'judged-apart': 'what measures in this cluster is judged by itself',
    'server-down': ['FFP', '{loss}: its API server says that {says}', 'Look at its pods (kubectl describe).'],
    'single-replica': [
      'Paa',
      'there is only one {title}, so {loss} while it moves to another node',
      'Set two replicas or more; a server that is always one (VMSingle) has to be a cluster of them.',
    ],
    'workload-not-scraped': [
      'Paa',
      '{what}, while {scraped} of the {all} others of its namespace are scraped',
      'Give it a ServiceMonitor or PodMonitor whose selector matches its labels and whose port has the name of the port with its metrics.',
    ],
  },
  outages: ['server-down'],

  over: ({ workloads, telemetryStores, liveClusters }) => [
    ...workloads.filter(
      ({ longRunning, controller, replicas, kind }) =>
        longRunning && controller === null && replicas !== 0 && kind !== 'Pod',
    ),
    ...telemetryStores.filter(({ keeps }) => keeps !== 'traces'),
    ...liveClusters,
  ],

  judge: {
    workload({ pod }, { metricScraping: { scraped, misses, missing, listens, others } }) {
      if (scraped) return unseen(notSeenToRun('what scrapes its metrics', proof));
      if (missing !== null) return unseen(missing);
      // Monitors are the habit of a namespace when most of what runs there has one; elsewhere something else may measure.
      const isHabit = others.scraped >= 2 && others.scraped * 2 > others.all;
      if (!isHabit || !listens) return unseen(noMonitor);
      const what =
        misses === null ? 'no monitor selects it' : `${misses.kind} ${misses.name} names a port that it lacks`;
      return [
        fault(
          'workload-not-scraped',
          here(pod.path.replace(/spec$/, 'metadata.labels')),
          ...(misses ? [at(misses, 'spec')] : []),
          {
            what,
            scraped: others.scraped,
            all: others.all,
          },
        ),
        unseen(noMonitor),
      ];
    },

    telemetryStore(store, { storeReplicas: { replicas, complete } }) {
      const { title, keeps, path, proof: shown } = store;
      const loss = keeps === 'metrics' ? 'nothing is measured' : 'no alert goes out';
      const running = asItRuns(store, notSeenToRun('a server of metrics', shown), {
        works: 'server-ready',
        fails: 'server-down',
      });
      const down =
        running.says === 'fault' ? [fault('server-down', ...running.evidence, { ...running.numbers, loss })] : [];
      if (replicas === 1 && !complete) return [...down, unseen('autoscalers')];
      return [
        ...(replicas === 1 ? [fault('single-replica', here(path), { title, loss })] : []),
        ...down,
        running.says === 'fault' ? unseen(isDown) : running,
      ];
    },

    liveCluster(_cluster, { clusterServices: { metrics: isSeen, hidden } }) {
      return isSeen ? notApplicable('judged-apart') : unseen(hidden.metrics ?? nothingMeasures);
    },
  },
});

const proof = 'promtool query instant http://localhost:9090 up';
const noMonitor = elsewhere(
  `no monitor that was given scrapes it, and something else may; \`${proof}\` lists what is scraped`,
  'running-platform',
);
const nothingMeasures = elsewhere(
  'no server of metrics that is known was seen in this cluster; what measures it may lie outside of it, and can show that it does',
);
const isDown = gap('not-collected', 'what does not run shows nothing more');
