import { at, type Check, defineCheck, fault, notApplicable, pass, unseen } from '../../define-check.ts';

export const disruptionBudgets: Check = defineCheck({
  answers: 'availability/disruption-budgets',
  title: 'Disruption budgets',
  question: 'Can a node be drained without taking down the last healthy replica?',
  why: 'A drain evicts every pod on the node; only a PodDisruptionBudget makes it wait for a replacement.',
  fix: 'Give the workload one PodDisruptionBudget that leaves at least one pod evictable.',
  needs: ['workloads', 'budgetCoverage'],
  reasons: {
    'protected': 'its budget keeps enough pods and lets one go',
    'one-replica': 'a single replica cannot be kept up through a drain; availability/zone-spread judges that',
    'switched-off': 'it is scaled to zero, so a drain takes nothing down',
    'no-budget': ['FFa', 'no budget selects its pods'],
    'two-budgets': [
      'FFa',
      'two budgets select its pods, and the eviction API refuses such a pod for ever',
      'Let one budget select these pods: delete the other, or narrow its selector.',
    ],
    'blocks-drain': [
      'FFa',
      'its budget never lets one of its {pods} pods go, so a drain cannot finish',
      'Use maxUnavailable: 1, or a minAvailable below the number of replicas.',
    ],
    'allows-all': [
      'FPa',
      'its budget lets all of its {pods} pods go at once, so it protects nothing',
      'Use maxUnavailable: 1, or a minAvailable of at least 1.',
    ],
    'unhealthy-pods-block-drain': [
      'aaa',
      'a pod that runs and is not ready keeps its node from being drained',
      'Set unhealthyPodEvictionPolicy: AlwaysAllow on the budget (Kubernetes 1.27 and later).',
    ],
  },

  over: ({ workloads }) => workloads.filter((workload) => workload.kind !== 'DaemonSet' && workload.longRunning),

  judge(_workload, { budgetCoverage: { replicas, budgets, complete, counted } }) {
    if (!counted) return unseen('autoscalers');
    if (replicas === 0) return notApplicable('switched-off');
    if (replicas === 1) return notApplicable('one-replica');

    const [first] = budgets;
    const faults = [
      ...(budgets.length > 1 ? [fault('two-budgets', ...budgets.map(({ budget }) => budget))] : []),
      ...budgets.flatMap(({ budget, evictable, pods }) => {
        const field = budget.maxUnavailable === null ? 'minAvailable' : 'maxUnavailable';
        const amount = at(budget, `spec.${field}`, budget[field] ?? undefined);
        return [
          ...(evictable === 0 ? [fault('blocks-drain', amount, { pods: pods ?? replicas })] : []),
          ...(evictable !== null && pods !== null && evictable >= pods ? [fault('allows-all', amount, { pods })] : []),
          ...(budget.unhealthyPodEvictionPolicy === 'AlwaysAllow' ? [] : [fault('unhealthy-pods-block-drain', budget)]),
        ];
      }),
    ];

    if (!complete) return [...faults, unseen('disruptionBudgets')];
    if (!first) return fault('no-budget');
    return [...faults, budgets.some(({ evictable }) => evictable === null) ? unseen('workloads') : pass('protected', first.budget)];
  },
});
