import type { Autoscaler } from '../../../estate/autoscaler.ts';
import type { DisruptionBudget } from '../../../estate/disruption-budget.ts';
import { elsewhere } from '../../../estate/gap.ts';
import { notStated } from '../../../estate/identity.ts';
import { describeSelector } from '../../../estate/label-selector.ts';
import type { Workload } from '../../../estate/workload.ts';
import {
  at,
  type Check,
  defineCheck,
  type Evidence,
  fault,
  here,
  notApplicable,
  pass,
  unseen,
} from '../../define-check.ts';

export const disruptionBudgets: Check = defineCheck({
  answers: 'availability/disruption-budgets',
  title: 'Disruption budgets',
  question: 'Can a node be drained without taking down the last healthy replica?',
  why: 'A drain evicts every pod on the node; only a PodDisruptionBudget makes it wait for a replacement.',
  fix: 'Give the workload one PodDisruptionBudget with maxUnavailable: 1 and unhealthyPodEvictionPolicy: AlwaysAllow that selects its pods.',
  needs: ['workloads', 'disruptionBudgets', 'budgetCoverage', 'budgetSelection'],
  reasons: {
    'protected':
      'its budget lets {evictable} of the {pods} pods under it go at once, and so keeps some of this workload',
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
  },

  over: ({ workloads, disruptionBudgets: budgets }) => [
    ...workloads.filter((workload) => workload.form !== 'DaemonSet' && workload.longRunning && !workload.isStatic),
    ...budgets,
  ],

  judge: {
    workload(workload, { budgetCoverage: { replicas, scaledBy, counted, budgets, complete, settled, stray } }) {
      if (!counted || replicas === null) return unseen('autoscalers');
      if (replicas === 0) return notApplicable('switched-off');
      const [first, ...others] = budgets;
      const selecting = budgets.slice(0, 5).map(({ budget }) => budget);
      const blocked = budgets.filter(({ evictable, missing }) => evictable === 0 && missing === null);
      if (replicas === 1) {
        const held = others.length > 0 || blocked.length > 0;
        return [notApplicable('one-replica'), ...(held ? [fault('only-replica-held', ...selecting)] : [])];
      }
      const { budget: own = null, unseen: hidden = null } = workload.made ?? {};
      if (!first && hidden?.budget) return unseen(hidden.budget);
      if (!first && own && settled)
        return own.letsGo
          ? pass('kept-by-its-operator', here(own.path), { says: own.says })
          : fault('blocks-drain', here(own.path), { pods: replicas });
      if (!first && own) return unseen('disruptionBudgets');
      if (!first && complete) return fault('no-budget', ...replicasOf(workload, scaledBy));
      if (!first)
        return unseen(
          stray ? elsewhere(`the budget ${stray.name} selects its pods${mayMeet(stray)}`) : 'disruptionBudgets',
        );

      const alone = settled && others.length === 0 && own === null;
      const count = budgets.length + (own === null ? 0 : 1);
      const { evictable, pods, missing } = first;
      const amount = amountOf(first.budget);
      return [
        ...(count > 1 ? [fault('two-budgets', ...selecting, ...(own ? [here(own.path)] : []), { count })] : []),
        ...blocked.map(({ budget, uncountable, pods: held }) =>
          uncountable
            ? fault('uncountable-pods', amountOf(budget), uncountable, {
                other: `${uncountable.kind}/${uncountable.name}`,
              })
            : fault('blocks-drain', amountOf(budget), { pods: held }),
        ),
        // A second budget, hidden, would let nothing go instead.
        ...(alone && evictable >= replicas ? [fault('allows-all', amount, { evictable, pods, replicas })] : []),
        ...budgets
          .filter(({ budget }) => budget.unhealthyPodEvictionPolicy !== 'AlwaysAllow')
          .map(({ budget }) =>
            fault(
              'unhealthy-pods-block-drain',
              at(budget, 'spec.unhealthyPodEvictionPolicy', budget.unhealthyPodEvictionPolicy ?? undefined),
            ),
          ),
        hidden?.budget || !settled
          ? unseen(hidden?.budget ?? 'disruptionBudgets')
          : missing !== null
            ? unseen(missing)
            : pass('protected', amount, { evictable, pods }),
      ];
    },

    // A budget is a subject only for what no workload could say: that it is for none.
    disruptionBudget({ selector }, { budgetSelection: { selectsNothing, missing } }) {
      if (missing !== null) return unseen(missing);
      if (!selectsNothing) return notApplicable('budget');
      const lost = fault('selects-nothing', here('spec.selector', selector), { selector: describeSelector(selector) });
      return [notApplicable('budget'), lost];
    },
  },
});

/** Why it has that many replicas. */
function replicasOf({ replicas, replicasDeclared, replicasPath }: Workload, scaledBy: Autoscaler | null): Evidence[] {
  const own = here(replicasPath, replicasDeclared && replicas !== null ? replicas : undefined);
  return scaledBy ? [own, at(scaledBy, 'spec.minReplicas', scaledBy.minReplicas)] : [own];
}

function mayMeet({ namespace }: DisruptionBudget): string {
  return namespace === notStated
    ? ', states no namespace and may land in this one'
    : ' in another namespace; the workload states none and may land there';
}

function amountOf(budget: DisruptionBudget): Evidence {
  const field = (['maxUnavailable', 'minAvailable'] as const).find((one) => budget[one] !== null);
  return field ? at(budget, `spec.${field}`, budget[field]) : at(budget, 'spec');
}
