import type { ReasonWords } from '../../define-check.ts';

/**
 * What is said of workloads and of their budgets: the words and weights alone. What lets a drain take a workload down, or never lets it end, counts
 * where the tier asks for availability; what only delays somebody, or protects nothing, is advice.
 */
export const budgetWords = {
  'protected': 'its budget lets {evictable} of the {pods} pods under it go at once, and so keeps some of this workload',
  'lets-none-go-now': 'its budget keeps this workload, and lets none of its pods go now: {says}',
  'kept-by-its-operator': '{says}',
  'one-replica': 'a single replica cannot be kept up through a drain; availability/zone-spread judges that',
  'switched-off': 'it has no replica at its fewest, so a drain takes nothing down',
  'budget': 'whether a budget protects is said of the workloads that it selects',
  'no-budget': ['FFa', 'no budget selects its pods'],
  'two-budgets': [
    'FFa',
    '{count} budgets select its pods, and the eviction API refuses such a pod for ever',
    'Let a single PodDisruptionBudget select these pods: delete the others, or narrow their selectors.',
  ],
  'blocks-drain': [
    'FFa',
    'its budget never lets any of the {pods} pods under it go, so a drain cannot finish',
    'Set maxUnavailable: 1 on the PodDisruptionBudget (in place of minAvailable), or a minAvailable below the number of replicas.',
  ],
  'lets-none-go': [
    'PPa',
    'its budget has let no pod go since {since}: {says}; a drain waits for it',
    'Bring its pods back to health, or run one more than the budget wants.',
  ],
  'uncountable-pods': [
    'FFa',
    'its budget selects pods of {other} too, which has no scale to count them by, so the disruption controller lets nothing go and a drain cannot finish',
    'Narrow the selector of the PodDisruptionBudget to this workload, or give its minAvailable as a plain number below the number of replicas.',
  ],
  'allows-all': [
    'FPa',
    'its budget lets {evictable} of the {pods} pods under it go at once, which may be all {replicas} of this workload',
    'Set maxUnavailable: 1 on the PodDisruptionBudget (in place of minAvailable), so that one pod at a time may go.',
  ],
  'only-replica-held': [
    'aaa',
    'it has a single replica, and its budgets never let that go: a drain waits until somebody deletes the pod',
    'Run two replicas or, if it may stop during a drain, keep one PodDisruptionBudget with maxUnavailable: 1.',
  ],
  'unhealthy-pods-block-drain': [
    'aaa',
    'while fewer of its pods are ready than its budget asks for, broken ones cannot be evicted either, and keep their nodes from being drained',
    'Set unhealthyPodEvictionPolicy: AlwaysAllow on the PodDisruptionBudget (Kubernetes 1.27 and later).',
  ],
  'selects-nothing': [
    'aaa',
    'its selector {selector} selects the pods of no workload that was seen, so it protects nothing',
    'Write into the selector of the PodDisruptionBudget the labels that the pods bear (spec.template.metadata.labels), or delete it.',
  ],
} as const satisfies Readonly<Record<string, ReasonWords>>;
