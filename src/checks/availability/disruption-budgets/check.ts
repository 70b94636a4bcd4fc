import type { CoveringBudget } from '../../../analyses/budget-coverage.ts';
import type { PodHealth } from '../../../analyses/pod-health.ts';
import type { Autoscaler } from '../../../estate/autoscaler.ts';
import type { DisruptionBudget } from '../../../estate/disruption-budget.ts';
import { describeSelector } from '../../../estate/label-selector.ts';
import { parseInstant } from '../../../estate/instant.ts';
import type { Running } from '../../../estate/running.ts';
import type { Workload } from '../../../estate/workload.ts';
import {
  at,
  type Check,
  defineCheck,
  type Evidence,
  fault,
  here,
  notApplicable,
  type Outcome,
  pass,
  unseen,
} from '../../define-check.ts';
import { podsOfMaker } from '../../pods-of-maker.ts';
import { budgetWords } from './budget-words.ts';

export const disruptionBudgets: Check = defineCheck({
  answers: 'availability/disruption-budgets',
  title: 'Disruption budgets',
  question: 'Can a node be drained without taking down the last healthy replica?',
  why: 'A drain evicts every pod on the node; only a PodDisruptionBudget makes it wait for a replacement.',
  fix: 'Give the workload one PodDisruptionBudget with maxUnavailable: 1 and unhealthyPodEvictionPolicy: AlwaysAllow that selects its pods.',
  needs: ['workloads', 'disruptionBudgets', 'budgetCoverage', 'budgetSelection', 'podHealth'],
  reasons: budgetWords,

  over: ({ workloads, disruptionBudgets: budgets }) => [
    ...workloads.filter(
      (workload) =>
        workload.form !== 'DaemonSet' && workload.longRunning && !workload.isStatic && workload.ofSet === undefined,
    ),
    ...budgets,
  ],

  judge: {
    workload(
      workload,
      { budgetCoverage: { replicas, scaledBy, counted, budgets, isOnly, hidden, missing }, podHealth },
      { collectedAt },
    ) {
      if (!counted || replicas === null) return unseen('autoscalers');
      if (replicas === 0) return notApplicable('switched-off');
      const { kind, controller, origin } = workload;
      // One pod of a cluster speaks here for all that something else made.
      if (kind === 'Pod' && controller !== null && origin.api !== undefined && !isTheOnly(podHealth))
        return unseen(podsOfMaker(controller, podHealth));
      const [first] = budgets;
      const own = workload.made?.budget ?? null;
      const selecting = budgets.slice(0, 5).map(({ budget }) => budget);
      const blocked = budgets.filter((one) => one.evictable === 0 && one.missing === null);
      if (replicas === 1) {
        const isHeld = budgets.length > 1 || blocked.length > 0;
        return [notApplicable('one-replica'), ...(isHeld ? [fault('only-replica-held', ...selecting)] : [])];
      }
      if (!first && own) {
        if (hidden !== null) return unseen(hidden);
        return own.letsGo
          ? pass('kept-by-its-operator', here(own.path), { says: own.says })
          : fault('blocks-drain', here(own.path), { pods: replicas });
      }
      if (!first) return missing === null ? fault('no-budget', ...replicasOf(workload, scaledBy)) : unseen(missing);

      const count = budgets.length + (own === null ? 0 : 1);
      const { evictable, pods, missing: uncounted } = first;
      const amount = amountOf(first.budget);
      const holdUp = budgets.filter(({ budget }) => budget.unhealthyPodEvictionPolicy !== 'AlwaysAllow');
      return [
        ...(count > 1 ? [fault('two-budgets', ...selecting, ...(own ? [here(own.path)] : []), { count })] : []),
        ...blocked.map(blockedBy),
        ...budgets
          .filter((one) => !blocked.includes(one))
          .flatMap(({ budget: { running }, budget }) =>
            running && letsNoneGo(running, collectedAt)
              ? [
                  fault('lets-none-go', at(budget, running.at, running.says), {
                    says: running.says,
                    since: running.since ?? '',
                  }),
                ]
              : [],
          ),
        // A second budget, hidden, would let nothing go instead.
        ...(isOnly && evictable >= replicas ? [fault('allows-all', amount, { evictable, pods, replicas })] : []),
        ...holdUp.map(({ budget }) => fault('unhealthy-pods-block-drain', evictionPolicyOf(budget))),
        hidden !== null
          ? unseen(hidden)
          : uncounted !== null
            ? unseen(uncounted)
            : passOf(budgets, pass('protected', amount, { evictable, pods })),
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

function isTheOnly(health: PodHealth | null): boolean {
  return health !== null && health.hidden === null && health.pods.length === 1;
}

/** For as long a rollout, or a pod that is placed anew, may keep it from letting a pod go, in milliseconds. */
const patience = 3_600_000;

function letsNoneGo({ works, since }: Running, now: string): boolean {
  return works === false && since !== null && (parseInstant(now) ?? 0) - (parseInstant(since) ?? Infinity) > patience;
}

/** A budget says how many pods it would let go, and its state whether it lets any go now. */
function passOf(budgets: readonly CoveringBudget[], declared: Outcome<'protected', never>) {
  for (const { budget } of budgets) {
    const { running } = budget;
    if (running?.works === false)
      return pass('lets-none-go-now', at(budget, running.at, running.says), { says: running.says });
  }
  return declared;
}

/** Why it has that many replicas. */
function replicasOf({ replicas, replicasDeclared, replicasPath }: Workload, scaledBy: Autoscaler | null): Evidence[] {
  const own = here(replicasPath, replicasDeclared && replicas !== null ? replicas : undefined);
  return scaledBy ? [own, at(scaledBy, 'spec.minReplicas', scaledBy.minReplicas)] : [own];
}

function blockedBy({ budget, uncountable, pods }: CoveringBudget) {
  if (uncountable === null) return fault('blocks-drain', amountOf(budget), { pods });
  const { kind, name } = uncountable;
  return fault('uncountable-pods', amountOf(budget), uncountable, { other: `${kind}/${name}` });
}

function amountOf(budget: DisruptionBudget): Evidence {
  const field = (['maxUnavailable', 'minAvailable'] as const).find((one) => budget[one] !== null);
  return field ? at(budget, `spec.${field}`, budget[field]) : at(budget, 'spec');
}

function evictionPolicyOf(budget: DisruptionBudget): Evidence {
  return at(budget, 'spec.unhealthyPodEvictionPolicy', budget.unhealthyPodEvictionPolicy ?? undefined);
}
