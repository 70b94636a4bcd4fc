import { isNamedBefore, outrankedBy } from '../../../analyses/outranked-by.ts';
import type { ReplicaFloor } from '../../../analyses/replica-floor.ts';
import type { WorkloadScaling } from '../../../analyses/workload-scaling.ts';
import type { ClosedHook, GuardedGroup } from '../../../analyses/webhook-reach.ts';
import { type Tier, tiers } from '../../../definition/tiers.ts';
import { elsewhere } from '../../../estate/gap.ts';
import { parseIntOrPercent } from '../../../estate/int-or-percent.ts';
import type { Policy } from '../../../estate/policy.ts';
import { tierByRule } from '../../../estate/tier-by-rule.ts';
import type { Workload } from '../../../estate/workload.ts';
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

export const gracefulDegradation: Check = defineCheck({
  answers: 'availability/graceful-degradation',
  title: 'Graceful degradation',
  question: 'When there is not enough for all, or something less important fails, does what matters more keep running?',
  why: 'Where nothing is ranked, a lost node evicts payments to make room for a report; and where a webhook must answer before any pod may start, its own failure stops them all.',
  fix: 'Give the workload a PriorityClass of its tier (spec.priorityClassName of the pod template), with a higher value than those of the tiers below.',
  needs: [
    'workloads',
    'admissionWebhooks',
    'priorityRanks',
    'workloadScaling',
    'replicaFloor',
    'servedContainers',
    'webhookReach',
    'policy',
  ],
  reasons: {
    'ranked':
      'its class {class} gives it the priority {priority}, and nothing below its tier that was seen outranks it',
    'fails-open': 'no pod waits for it: it fails open, or is asked about other objects',
    'out-of-reach': 'it is asked about no pods of this tier',
    'stands-firm': 'it fails closed, and several replicas, kept by a budget, answer it',
    'no-priority-class': ['PPa', 'it names no priority class, so nothing ranks it above what matters less'],
    'priority-inverted': [
      'FFa',
      '{other}, of the {lower} tier, has the priority {above}, and it has {priority}: where room is short, it is evicted for that',
      'Order the values of the PriorityClasses as the tiers are: the highest for critical, the lowest for best-effort.',
    ],
    'webhook-of-lower-tier': [
      'FFa',
      'while it does not answer, no pod of {guarded} can start; yet {backend}, which answers, is of the {lower} tier only',
      'Raise the tier of what answers the webhook to the highest that depends on it, or set failurePolicy: Ignore, or leave these namespaces out of its namespaceSelector.',
    ],
    'webhook-fails-closed-alone': [
      'FPa',
      'while it does not answer, no pod of {guarded} can start, and {backend}, which answers, {weakness}',
      'Run at least two replicas of what answers the webhook and keep them by a PodDisruptionBudget, or set failurePolicy: Ignore.',
    ],
    'rollout-takes-all-down': [
      'FPa',
      'each rollout stops all of its pods before new ones are ready ({how})',
      'Use the strategy RollingUpdate with maxUnavailable: 0, so that a new pod is ready before an old one stops; where two must never run at once, keep an exception with an owner and an end.',
    ],
    'rollout-takes-all-down-volume-bound': [
      'PPa',
      'each rollout stops all of its pods before new ones are ready, as its volume can be attached to one node only',
      'Let the application replicate its data, or give it a volume that several nodes can attach, and then use RollingUpdate.',
    ],
    'no-grace': [
      'Paa',
      'its pods are killed without notice (terminationGracePeriodSeconds: 0), with whatever they have begun',
      'Give the pods the seconds that they need to finish what they have begun (spec.terminationGracePeriodSeconds, 30 by default).',
    ],
    'no-pre-stop': [
      'aaa',
      'it stops as soon as it is told to, while Services may send it requests for some seconds more',
      'Add a preStop hook that sleeps for a few seconds (lifecycle.preStop.sleep.seconds: 5), unless the process itself waits.',
    ],
  },

  over: ({ workloads, admissionWebhooks }) => [
    // What a kubelet runs from a file was there before any class, and no kubelet evicts what the control plane is.
    ...workloads.filter(({ longRunning, isStatic }) => longRunning && !isStatic),
    ...admissionWebhooks,
  ],

  judge: {
    workload(workload, { priorityRanks, workloadScaling, replicaFloor, servedContainers, policy }, { tier }) {
      const { pod, made } = workload;
      const { priority, by, groups, complete } = priorityRanks;
      const { above, unsure } = outrankedBy(groups, tier, priority ?? Number.POSITIVE_INFINITY, policy);
      const rollout = rolloutOf(workload, replicaFloor, workloadScaling);
      const field = `${pod.path}.priorityClassName`;
      return [
        ...(pod.priorityClass || made?.unseen.priority ? [] : [fault('no-priority-class', here(field))]),
        ...(above
          ? [
              fault(
                'priority-inverted',
                here(field, pod.priorityClass ?? undefined),
                at(above.workload, `${above.workload.pod.path}.priorityClassName`),
                {
                  other: nameOf(above.workload),
                  lower: above.tier,
                  above: above.priority,
                  priority: priority ?? 0,
                },
              ),
            ]
          : []),
        // A pause is no outage where nobody asks: a controller by itself, or a worker behind a queue.
        ...(rollout.length > 0 && servedContainers.serves === null
          ? [unseen(servedContainers.unknown ?? 'services')]
          : servedContainers.serves
            ? rollout
            : []),
        ...(pod.terminationGracePeriodSeconds === 0
          ? [fault('no-grace', here(`${pod.path}.terminationGracePeriodSeconds`, 0))]
          : []),
        ...servedContainers.containers
          .filter(({ container, services }) => !made?.unseen.shutdown && services.length > 0 && !container.hasPreStop)
          .map(({ container }) => fault('no-pre-stop', at(container, 'lifecycle.preStop'))),
        tier === 'critical'
          ? unseen(calls)
          : priority === null || !pod.priorityClass || unsure
            ? unseen(made?.unseen.priority ?? 'priorityClasses')
            : !complete
              ? unseen('workloads')
              : pass('ranked', ...(by ? [by] : []), { class: pod.priorityClass, priority }),
      ];
    },

    admissionWebhook(_webhook, { webhookReach: { hooks, complete }, policy }, { tier }) {
      if (hooks.length === 0) return notApplicable('fails-open');
      const reaching = hooks.map((one) => ({
        ...one,
        hit: one.guarded.filter((group) => tierOf(group, policy) === tier),
      }));
      const reached = reaching.filter(({ hit }) => hit.some(({ sure }) => sure));
      if (reached.length === 0)
        return !complete
          ? unseen('workloads')
          : reaching.every(({ hit }) => hit.length === 0)
            ? notApplicable('out-of-reach')
            : unseen(askedAbout);
      const flaws = reached.flatMap((one) => flawsOf(one, firstOf(one.hit), tier, policy, complete));
      const mayReach = reaching.some(({ hit }) => hit.length > 0 && !hit.some(({ sure }) => sure));
      return mayReach ? [...flaws, unseen(askedAbout)] : flaws;
    },
  },
});

const calls = elsewhere(
  'whether it needs something of a lower tier to answer was not seen: what it calls, the running platform shows',
  'running-platform',
);

const askedAbout = elsewhere(
  'whether it is asked about pods of this tier hangs on labels of namespaces that were not seen, or on expressions',
  'namespaces',
);

function tierOf({ tier, namespace }: { readonly tier: Tier | null; readonly namespace: string }, policy: Policy): Tier {
  return tier ?? tierByRule(namespace, policy) ?? policy.tiers.default;
}

const nameOf = ({ kind, namespace, name }: Workload): string => `${kind} ${namespace}/${name}`;

/** The one to be named of those that are surely guarded. */
function firstOf(groups: readonly GuardedGroup[]): Workload | undefined {
  return groups
    .filter(({ sure }) => sure)
    .map(({ workload }) => workload)
    .toSorted((one, other) => (isNamedBefore(one, other) ? -1 : 1))[0];
}

function flawsOf(
  { hook, backend }: ClosedHook,
  guarded: Workload | undefined,
  tier: Tier,
  policy: Policy,
  complete: boolean,
): Outcome<'stands-firm', 'webhook-of-lower-tier' | 'webhook-fails-closed-alone'>[] {
  if (typeof backend === 'string' || !('workload' in backend)) return [unseen(backend)];
  const { workload, alone, missing } = backend;
  const names = {
    guarded: guarded ? nameOf(guarded) : '',
    backend: nameOf(workload),
  };
  // What nobody assigned is of no tier for sure, and tiers/assigned-tiers says so already.
  const lower = backend.tier ?? tierByRule(workload.namespace, policy);
  const evidence = [here(`${hook.path}.failurePolicy`, 'Fail'), at(workload)];
  return [
    ...(lower !== null && tiers.indexOf(lower) > tiers.indexOf(tier)
      ? [fault('webhook-of-lower-tier', ...evidence, { ...names, lower })]
      : []),
    ...(alone === null
      ? []
      : [
          fault('webhook-fails-closed-alone', ...evidence, {
            ...names,
            weakness: alone === 'one-replica' ? 'runs a single replica' : 'has no disruption budget',
          }),
        ]),
    missing !== null ? unseen(missing) : complete ? pass('stands-firm', at(workload)) : unseen('workloads'),
  ];
}

/** How a rollout takes every pod away at once; what was not seen, where that decides whether it does, or how bad it is. */
function rolloutOf(
  { kind, form, updateStrategy, maxUnavailable, replicas: declared }: Workload,
  { replicas, autoscaler, complete }: ReplicaFloor,
  { heldAt, unheld }: Pick<WorkloadScaling, 'heldAt' | 'unheld'>,
): Outcome<never, 'rollout-takes-all-down' | 'rollout-takes-all-down-volume-bound'>[] {
  const recreates = form === 'Deployment' && updateStrategy === 'Recreate';
  const amount = updateStrategy === 'RollingUpdate' ? parseIntOrPercent(maxUnavailable) : null;
  if (!recreates && amount === null) return [];
  // What is switched off has nothing to lose, unless an autoscaler wakes it.
  if (declared === 0 && autoscaler === null) return complete ? [] : [unseen('autoscalers')];
  if (recreates) {
    const field = here('spec.strategy.type', 'Recreate');
    if (heldAt !== null) return [fault('rollout-takes-all-down-volume-bound', field, here(heldAt))];
    return unheld === null ? [fault('rollout-takes-all-down', field, { how: 'Recreate' })] : [unseen(unheld)];
  }
  const takesAll = amount !== null && 'percent' in amount && amount.percent >= 100;
  if (!takesAll && amount !== null) {
    if (replicas === null || 'percent' in amount || amount.int === 0) return [];
    if (!complete) return [unseen('autoscalers')];
    if (amount.int < replicas || replicas === 0) return [];
  }
  const field = form === 'Deployment' ? 'strategy' : 'updateStrategy';
  const path = kind === form ? `spec.${field}.rollingUpdate.maxUnavailable` : `spec.${field}`;
  return [fault('rollout-takes-all-down', here(path, maxUnavailable), { how: `maxUnavailable: ${maxUnavailable}` })];
}
