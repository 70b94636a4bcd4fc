import { hooksReaching, type ReachingHook } from '../../../analyses/hooks-reaching.ts';
import { outrankedBy } from '../../../analyses/outranked-by.ts';
import type { RolloutOutage } from '../../../analyses/rollout-outage.ts';
import type { ServedContainer, ServedContainers } from '../../../analyses/served-containers.ts';
import type { WebhookAnswer } from '../../../analyses/webhook-answers.ts';
import { elsewhere, type Gap } from '../../../estate/gap.ts';
import type { Workload } from '../../../estate/workload.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { faultWords } from './fault-words.ts';

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
    'rolloutOutage',
    'servedContainers',
    'webhookReach',
    'webhookAnswers',
    'policy',
  ],
  reasons: {
    'ranked':
      'its class {class} gives it the priority {priority}, and nothing below its tier that was seen outranks it',
    'fails-open': 'no pod waits for it: it fails open, or is asked about other objects',
    'out-of-reach': 'it is asked about no pods of this tier',
    'stands-firm': 'it fails closed, and several replicas, kept by a budget, answer it',
    ...faultWords,
  },

  over: ({ workloads, admissionWebhooks }) => [
    // What a kubelet runs from a file was there before any class, and no kubelet evicts what the control plane is.
    ...workloads.filter(({ longRunning, isStatic }) => longRunning && !isStatic),
    ...admissionWebhooks,
  ],

  judge: {
    workload(workload, { priorityRanks, rolloutOutage, servedContainers, policy }, { tier }) {
      const { pod, made } = workload;
      const { priority, by, unnamed } = priorityRanks;
      const { above, missing } = outrankedBy(priorityRanks, workload, tier, policy);
      const isNamed = pod.priorityClass !== null && pod.priorityClass !== '';
      const mayBeLast = isNamed && priority !== null && priority < 0 && unnamed === null;
      const classAt = `${pod.path}.priorityClassName`;
      const ranks = {
        other: above ? nameOf(above.workload) : '',
        lower: above?.tier ?? '',
        above: above?.priority ?? 0,
        priority: priority ?? 0,
        loses: above?.preempts === false ? 'that is placed before it' : 'it is evicted for that',
      };
      const abrupt = made?.unseen.shutdown ? [] : servedContainers.containers.filter(stopsAbruptly);
      return [
        ...(pod.priorityClass || made?.unseen.priority ? [] : [fault('no-priority-class', here(classAt))]),
        ...(isNamed && !above && priority !== null && unnamed !== null && priority < unnamed
          ? [
              fault('below-no-class', here(classAt, pod.priorityClass ?? undefined), ...(by ? [by] : []), {
                class: pod.priorityClass ?? '',
                priority,
                unnamed,
              }),
            ]
          : []),
        ...(above
          ? [
              fault(
                'priority-inverted',
                here(classAt, pod.priorityClass ?? undefined),
                at(above.workload, `${above.workload.pod.path}.priorityClassName`),
                ranks,
              ),
            ]
          : []),
        ...saidOfRollout(rolloutOutage, servedContainers),
        ...(pod.terminationGracePeriodSeconds === 0
          ? [fault('no-grace', here(`${pod.path}.terminationGracePeriodSeconds`, 0))]
          : []),
        ...abrupt.map(({ container }) => fault('no-pre-stop', at(container, 'lifecycle.preStop'))),
        ...(mayBeLast ? [unseen(lastButForDefault(pod.priorityClass ?? '', priority ?? 0))] : []),
        tier === 'critical'
          ? unseen(calls)
          : missing !== null
            ? unseen(missing)
            : pass('ranked', ...(by ? [by] : []), { class: pod.priorityClass ?? '', priority: priority ?? 0 }),
      ];
    },

    admissionWebhook(_webhook, { webhookReach, webhookAnswers, policy }, { tier }) {
      if (webhookReach.hooks.length === 0) return notApplicable('fails-open');
      const { reaching, missing } = hooksReaching(webhookReach, tier, policy);
      if (reaching.length === 0) return missing === null ? notApplicable('out-of-reach') : unseen(missing);
      return [
        ...reaching.flatMap((one) => saidOfHook(one, webhookAnswers(one.hook))),
        ...(missing === null ? [] : [unseen(missing)]),
      ];
    },
  },
});

const calls = elsewhere(
  'whether it needs something of a lower tier to answer was not seen: what it calls, the running platform shows',
  'running-platform',
);

/** Below zero it goes before nothing that names no class, unless the default for all is lower still. */
const lastButForDefault = (name: string, priority: number): Gap =>
  elsewhere(
    `its class ${name} gives it the priority ${priority}, and pods that name no class have 0 and go before it, unless a class that was not seen is the default for all`,
    'running-platform',
  );

const weaknesses = { 'one-replica': 'runs a single replica', 'no-budget': 'has no disruption budget' };

const nameOf = ({ kind, namespace, name }: Workload): string => `${kind} ${namespace}/${name}`;

const stopsAbruptly = ({ container, services }: ServedContainer): boolean =>
  services.length > 0 && !container.hasPreStop;

/** A pause is no outage where nobody asks: a controller by itself, or a worker behind a queue. */
function saidOfRollout({ stop, missing }: RolloutOutage, { serves, unknown }: ServedContainers) {
  if ((stop === null && missing === null) || serves === false) return [];
  if (serves === null) return [unseen(unknown ?? 'services')];
  if (stop === null) return [unseen(missing ?? 'autoscalers')];
  const { path, value, how, heldAt } = stop;
  return heldAt === null
    ? [fault('rollout-takes-all-down', here(path, value), { how })]
    : [fault('rollout-takes-all-down-volume-bound', here(path, value), here(heldAt))];
}

function saidOfHook({ hook, guarded, backend, lower, alone, missing }: ReachingHook, answer: WebhookAnswer) {
  const answering = backend === null ? [] : [at(backend)];
  const names = { guarded: nameOf(guarded), backend: backend ? nameOf(backend) : '' };
  const evidence = [here(`${hook.path}.failurePolicy`, 'Fail'), ...answering];
  return [
    ...(lower === null ? [] : [fault('webhook-of-lower-tier', ...evidence, { ...names, lower })]),
    ...(alone === null
      ? []
      : [fault('webhook-fails-closed-alone', ...evidence, { ...names, weakness: weaknesses[alone] })]),
    ...(answer === 'nobody'
      ? [
          fault('webhook-unanswered', ...evidence, {
            ...names,
            service: `${hook.service?.namespace ?? ''}/${hook.service?.name ?? ''}`,
          }),
        ]
      : []),
    missing !== null
      ? unseen(missing)
      : answer === 'hidden'
        ? unseen('serviceEndpoints')
        : pass('stands-firm', ...answering),
  ];
}
