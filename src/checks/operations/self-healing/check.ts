import { partialTemplate } from '../../../analyses/partial-template.ts';
import type { BrokenNodes } from '../../../analyses/broken-nodes.ts';
import type { RepairingNodes } from '../../../analyses/repairing-nodes.ts';
import { elsewhere, gap, notSeenToRun } from '../../../estate/gap.ts';
import { parseInstant } from '../../../estate/instant.ts';
import type { Node } from '../../../estate/node.ts';
import type { JobBounds, Workload } from '../../../estate/workload.ts';
import {
  at,
  type Check,
  defineCheck,
  fault,
  here,
  notApplicable,
  type Outcome,
  pass,
  unseen,
} from '../../define-check.ts';
import { nodeNames } from '../../node-words.ts';

export const selfHealing: Check = defineCheck({
  answers: 'operations/self-healing',
  title: 'Self-healing',
  question: 'Does what breaks come back by itself, without anybody who restarts it?',
  why: 'A bare Pod is gone for good when its node is lost or drained; whatever has a controller is made again within minutes, at night too.',
  fix: 'Let a Deployment, a StatefulSet or a DaemonSet make the pod; let a Job make one that ends.',
  needs: ['workloads', 'liveClusters', 'podKeeper', 'repairingNodes', 'brokenNodes'],
  reasons: {
    'made-again': 'a controller makes its pods again',
    'repaired': 'a controller makes its pods again, and {repair} repairs nodes: {says}',
    'ends': 'its pods end when their work is done',
    'nodes-ready': 'all {nodes} nodes are ready',
    'asked-of-critical': 'that nodes are repaired by themselves is asked of critical platforms alone',
    'node-not-repaired': [
      'Paa',
      '{count} of {nodes} nodes ({names}) {are} not ready, since {since} at the latest, and nothing has repaired {them}',
      'Look at its conditions (`kubectl describe node`) and replace it; let the node groups of the provider, a MachineHealthCheck or a NodeHealthCheck do so by themselves.',
    ],
    'static': 'the kubelet of its node runs it from a file, and starts it again',
    'bare-pod': ['FPP', 'it is a bare Pod: no controller makes it again when its node is lost or drained'],
    'restart-never': [
      'Paa',
      'it is a bare Pod with restartPolicy {policy}, so nothing finishes its work when it fails or its node is lost',
      'Let a Job make the pod, with a backoffLimit; or a Deployment, if it is to run for ever.',
    ],
    'no-deadline': [
      'aaa',
      'nothing stops it when it hangs',
      'Set activeDeadlineSeconds on the Job to well above what it takes at worst.',
    ],
    'no-retry-limit': [
      'aaa',
      'it does not say how often a failed run is tried again, which is six times',
      'Set backoffLimit on the Job: 0 for work that must not be done twice.',
    ],
    'never-cleaned-up': [
      'aaa',
      'it and its pods stay in the API server when it has ended',
      'Set ttlSecondsAfterFinished on the Job.',
    ],
    'runs-may-overlap': [
      'aaa',
      'a run may start while the last one still runs',
      'Set concurrencyPolicy: Forbid on the CronJob, or Replace, if a new run makes the old one pointless.',
    ],
  },
  outages: ['node-not-repaired'],

  over: ({ workloads, liveClusters }) => [...workloads, ...liveClusters],

  judge: {
    workload(workload, { podKeeper, repairingNodes }, { tier }) {
      const { kind, controller, longRunning, isStatic, job, pod } = workload;
      if (job) return [...boundsOf(job), notApplicable('ends')];
      if (isStatic) return notApplicable('static');
      if (workload.made?.unmade) return unseen(workload.made.unmade);
      // Of the critical tier the definition asks for nodes that are repaired, too, and those are seen on the running platform alone.
      if (podKeeper.doubt && (kind !== 'Pod' || controller !== null)) return unseen(podKeeper.doubt);
      if (kind !== 'Pod' || controller !== null)
        return tier === 'critical' ? repairsOf(workload, repairingNodes) : pass('made-again');
      const part = partialTemplate(workload);
      if (part) return unseen(part);
      return longRunning
        ? fault('bare-pod')
        : [
            fault('restart-never', here(`${pod.path}.restartPolicy`, pod.restartPolicy), { policy: pod.restartPolicy }),
            notApplicable('ends'),
          ];
    },

    liveCluster: (_cluster, { brokenNodes }, { tier, collectedAt }) => [
      ...longBroken(brokenNodes, collectedAt),
      tier === 'critical' ? readiness(brokenNodes) : notApplicable('asked-of-critical'),
    ],
  },
});

/** For as long a node may be away to be started anew, or until something replaces it, in milliseconds. */
const patience = 900_000;

function longBroken({ nodes, broken }: BrokenNodes, now: string): Outcome<never, 'node-not-repaired'>[] {
  const long = broken.filter(({ ready, readySince }) => ready !== null && isLongAgo(readySince, now));
  if (long.length === 0) return [];
  const isOne = long.length === 1;
  const numbers = {
    nodes,
    count: long.length,
    names: nodeNames(long),
    since:
      long
        .map(({ readySince }) => readySince ?? '')
        .toSorted()
        .at(-1) ?? '',
    are: isOne ? 'is' : 'are',
    them: isOne ? 'it' : 'them',
  };
  return [fault('node-not-repaired', ...long.slice(0, 5).map(conditionOf), numbers)];
}

function isLongAgo(since: string | null, now: string): boolean {
  return since !== null && (parseInstant(now) ?? 0) - (parseInstant(since) ?? Infinity) > patience;
}

function conditionOf(node: Node) {
  return at(node, 'status.conditions', `Ready is ${node.ready}`);
}

function readiness({ nodes, broken, outOfUse, hidden }: BrokenNodes): Outcome<'nodes-ready', never> {
  if (hidden !== null) return unseen(hidden);
  if (nodes === 0) return unseen(gap('not-collected', 'no node of this cluster was seen'));
  if (broken.length > 0)
    return unseen(
      gap('not-collected', `not ready: ${nodeNames(broken)}; whether anything repairs that is not seen yet`),
    );
  if (outOfUse.length > 0)
    return unseen(
      gap('not-collected', `not ready, and taken out of use by somebody (cordoned): ${nodeNames(outOfUse)}`),
    );
  return pass('nodes-ready', { nodes });
}

/** Whether the nodes are repaired, by what declares it. One that repairs none is no fault here: something out of sight may. */
function repairsOf({ origin }: Workload, found: RepairingNodes | null): Outcome<'repaired', never> {
  if (found === null) return unseen(origin.api === undefined ? repairs : noneSeen);
  const { repair: declared, looksAfterIts } = found;
  const { kind, name, running, isForOwnNodes, proof } = declared;
  if (running?.works === true && isForOwnNodes && looksAfterIts !== true)
    return unseen(
      gap('not-collected', looksAfterIts === null ? itsNodes(`${kind}/${name}`) : others(`${kind}/${name}`)),
    );
  if (running?.works === true && isForOwnNodes)
    return pass('repaired', at(declared, running.at, running.says), { repair: `${kind}/${name}`, says: running.says });
  return unseen(
    running?.works === false && isForOwnNodes
      ? gap(
          'not-collected',
          `${kind}/${name} repairs no node: ${running.says}; whether anything else does was not seen`,
        )
      : notSeenToRun(`the repair of nodes by ${kind}/${name}`, proof),
  );
}

const repairs = elsewhere(
  'whether broken nodes are repaired or replaced by themselves was not seen; the conditions and ages of the nodes (`kubectl get nodes`) and the health checks of their provider show it',
  'running-platform',
);

const itsNodes = (repair: string): string =>
  `${repair} repairs the nodes that it made; on which nodes its pods are was not all seen`;
const others = (repair: string): string =>
  `${repair} repairs the nodes that it made alone, and pods of it are on others; whether anything repairs these was not seen`;

const noneSeen = elsewhere(
  'nothing in this cluster is seen to repair or replace broken nodes by itself; whether their provider does, the settings of its node groups show',
);

type Looseness = 'no-deadline' | 'no-retry-limit' | 'never-cleaned-up' | 'runs-may-overlap';

function boundsOf({ hasDeadline, countsRetries, isCleanedUp, mayOverlap }: JobBounds): Outcome<never, Looseness>[] {
  return [
    ...(hasDeadline ? [] : [fault('no-deadline')]),
    ...(countsRetries ? [] : [fault('no-retry-limit')]),
    ...(isCleanedUp ? [] : [fault('never-cleaned-up')]),
    ...(mayOverlap ? [fault('runs-may-overlap', here('spec.concurrencyPolicy'))] : []),
  ];
}
