import type { ReasonWords } from '../../define-check.ts';

/** What is said of what goes down first though it matters most, or takes others with it. Nothing but words and weights: the check decides of whom. */
export const faultWords = {
  'no-priority-class': [
    'PPa',
    'it names no priority class, so it ranks as whatever else names none, also below its tier',
  ],
  'below-no-class': [
    'PPa',
    'its class {class} gives it the priority {priority}, while pods that name no class have {unnamed} and go before it',
    'Give the workload a PriorityClass of its tier, with a value above that of pods that name none (0, unless a class is the default for all).',
  ],
  'priority-inverted': [
    'FFa',
    '{other}, of the {lower} tier, has the priority {above}, and it has {priority}: where room is short, {loses}',
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
  'webhook-unanswered': [
    'FFP',
    'nothing is ready behind the Service {service}, which it asks, so no pod of {guarded} can start now',
    'Bring up what answers the webhook, or delete its configuration if nobody needs it any more.',
  ],
  'rollout-takes-all-down': [
    'FPa',
    'each rollout stops all of its pods before new ones are ready ({how})',
    'Use the strategy RollingUpdate with maxUnavailable: 0 and a maxSurge of at least 1, so that a new pod is ready before an old one stops (maxUnavailable: 1 where the kind has no maxSurge, as a StatefulSet); where two must never run at once, keep an exception with an owner and an end.',
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
} as const satisfies Readonly<Record<string, ReasonWords>>;
