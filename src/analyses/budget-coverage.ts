import type { Autoscaler } from '../estate/autoscaler.ts';
import type { DisruptionBudget } from '../estate/disruption-budget.ts';
import type { FactName } from '../estate/facts.ts';
import type { Companions, Vantage } from '../estate/fact-view.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';
import { groupOf, notStated } from '../estate/identity.ts';
import { indexSelectors } from '../estate/index-selectors.ts';
import { parseIntOrPercent, scaleIntOrPercent } from '../estate/int-or-percent.ts';
import { indexByLabels, matchesSelector } from '../estate/label-selector.ts';
import { straysIn } from '../estate/strays.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';
import { remember } from './remember.ts';
import { floorFrom, type ReplicaFloor } from './replica-floor.ts';

/** A budget that selects the workload's pods, and how many of all the pods that it selects may be evicted at once. */
export interface CoveringBudget {
  readonly budget: DisruptionBudget;
  /** So many, while every workload under it runs at its fewest replicas; at the least so many while something is `missing`. */
  readonly evictable: number;
  /** What was not seen and may make it more; null when the number is exact. */
  readonly missing: FactName | Gap | null;
  /** The pods under it whose number is declared. */
  readonly pods: number;
  /** A workload under it that makes the disruption controller give up counting, and let nothing go; null without one. */
  readonly uncountable: Workload | null;
}

/** Which budgets select a workload's pods, at its fewest replicas. */
export interface BudgetCoverage {
  /** null for a DaemonSet. */
  readonly replicas: number | null;
  /** Whose minimum those are; null where the workload itself declares them. */
  readonly scaledBy: Autoscaler | null;
  /** Whether the workload's fewest replicas are known: no autoscaler is hidden. */
  readonly counted: boolean;
  readonly budgets: readonly CoveringBudget[];
  /** Whether one budget selects them and a second one is ruled out, as far as it would be given. */
  readonly isOnly: boolean;
  /** What hides a further budget that was given or that their operator makes; null when nothing. */
  readonly hidden: FactName | Gap | null;
  /** Why a further budget of any origin is not ruled out; null when it is. */
  readonly missing: FactName | Gap | null;
}

/** The pods that a budget selects, by how the disruption controller counts them. */
export interface PodsUnder {
  /** Of workloads with a scale: as many as they are told to have. */
  readonly scaled: number;
  /** Pods that nothing manages: they are healthy or not, but nobody expects them. */
  readonly bare: number;
}

/**
 * How many pods a budget lets go at once when all are healthy, as the disruption controller counts: amounts in percent and maxUnavailable are
 * shares of the pods that are expected, both rounded up, and bare pods are expected of nobody; a plain minAvailable counts whatever is there;
 * with neither amount, or with nothing expected, nothing may go. Never fewer with more pods.
 * Source: kubernetes/kubernetes, pkg/controller/disruption/disruption.go, getExpectedPodCount and updatePdbStatus.
 */
export function evictableOf(
  budget: Pick<DisruptionBudget, 'minAvailable' | 'maxUnavailable'>,
  { scaled, bare }: PodsUnder,
): number {
  const amount = parseIntOrPercent(budget.maxUnavailable ?? budget.minAvailable);
  if (amount === null) return 0;
  const healthy = scaled + bare;
  const expected = needsScale(budget) ? scaled : healthy;
  const share = scaleIntOrPercent(amount, expected, 'up');
  const desired = budget.maxUnavailable === null ? share : Math.max(0, expected - share);
  return expected === 0 ? 0 : Math.max(0, healthy - desired);
}

/** Whether the controller must ask the owner of every pod how many it should have: for all but a plain number of minAvailable. */
function needsScale({
  minAvailable,
  maxUnavailable,
}: Pick<DisruptionBudget, 'minAvailable' | 'maxUnavailable'>): boolean {
  return maxUnavailable !== null || typeof minAvailable === 'string';
}

/** What stands under a budget, as far as it was seen. */
interface Under extends PodsUnder {
  /** The first workload whose pods come one for each node, so that their number is declared nowhere. */
  readonly perNode: Workload | null;
  /** The first workload of a kind that has no scale to ask for. */
  readonly unscaled: Workload | null;
  /** Whether no autoscaler of theirs is hidden. */
  readonly counted: boolean;
}

const nothing: Under = { scaled: 0, bare: 0, perNode: null, unscaled: null, counted: true };

function withWorkload(under: Under, workload: Workload, floor: ReplicaFloor, times: 1 | -1 = 1): Under {
  // Its set counts it.
  if (workload.ofSet !== undefined) return under;
  if (workload.made && !workload.made.hasScale) {
    const unscaled = under.unscaled ?? workload;
    if (workload.made.unseen.replicas || !floor.complete) return { ...under, unscaled, counted: false };
    // A plain number is compared with all that is healthy, whoever made it.
    return { ...under, unscaled, bare: under.bare + times * (floor.replicas ?? 0) };
  }
  if (workload.made?.unseen.replicas) return { ...under, counted: false };
  switch (workload.form) {
    case 'DaemonSet':
      return { ...under, perNode: under.perNode ?? workload, unscaled: under.unscaled ?? workload };
    // Their pods come and go, and a finished one still stops the counting until it is deleted; none counts as healthy for long.
    case 'Job':
    case 'CronJob':
      return { ...under, unscaled: under.unscaled ?? workload };
    case 'Pod':
      return workload.longRunning ? { ...under, bare: under.bare + times } : under;
    default:
      return floor.complete
        ? { ...under, scaled: under.scaled + times * (floor.replicas ?? 0) }
        : { ...under, counted: false };
  }
}

function coverBy(budget: DisruptionBudget, under: Under, settled: boolean): CoveringBudget {
  const common = { budget, pods: under.scaled + under.bare, uncountable: null };
  if (budget.minAvailable === null && budget.maxUnavailable === null) return { ...common, evictable: 0, missing: null };
  // One pod that belongs to no kind with a scale subresource makes the controller fail, and failing it lets nothing go at all
  // (getExpectedScale and failSafe in disruption.go; kubernetes/kubernetes#77383).
  if (needsScale(budget) && under.unscaled)
    return { ...common, evictable: 0, missing: null, uncountable: under.unscaled };
  // A hidden workload may be of such a kind, too.
  if (!settled)
    return { ...common, evictable: needsScale(budget) ? 0 : evictableOf(budget, under), missing: 'workloads' };
  const missing = under.counted ? under.perNode && unknownNumberOf(under.perNode) : 'autoscalers';
  return { ...common, evictable: evictableOf(budget, under), missing };
}

function unknownNumberOf({ kind, name }: Workload): Gap {
  return elsewhere(
    `how many pods of ${kind}/${name} stand under the same budget is not known: there is one for each of its nodes`,
  );
}

/**
 * Which budgets select a workload's pods and what they let go; a budget's pods are those of every workload that it selects. Pods that are made
 * out of sight (an operator's, a chart's) are taken to stand under budgets of their own: only a given workload that is hidden leaves a number open.
 */
export const budgetCoverage: Analysis<'workload', BudgetCoverage> = defineAnalysis({
  needs: ['workloads', 'disruptionBudgets', 'autoscalers'],
  per: 'workload',
  compute: ({ workloads, disruptionBudgets, autoscalers }) => {
    const floorOf = floorFrom(autoscalers);
    const selectionOf = remember((budgets: Companions<DisruptionBudget>) =>
      indexSelectors(budgets.found, ({ selector }) => selector),
    );
    const straysOf = straysIn(disruptionBudgets);
    const crowdOf = remember((neighbours: Companions<Workload>) => gather(neighbours.found));

    // What stands under a budget is the same for all that share these companions: near() answers the same object only for the same question.
    const countsOf = remember((_of: Companions<Workload>) =>
      remember((_scaledBy: Companions<Autoscaler>) => new Map<DisruptionBudget, Under>()),
    );

    function underFor(
      budget: DisruptionBudget,
      workload: Workload,
      vantage: Vantage,
      neighbours: Companions<Workload>,
    ): Under {
      const { select, variantOf } = crowdOf(neighbours);
      const counts = countsOf(neighbours)(autoscalers.near(workload, vantage));
      const known = counts.get(budget);
      const all =
        known ??
        select(budget.selector).reduce((under, one) => withWorkload(under, one, floorOf(one, vantage)), nothing);
      if (!known) counts.set(budget, all);

      // Of two differing objects of one identity in one folder the neighbours hold one, and this may be the other.
      const inPlace = variantOf(workload);
      if (inPlace === workload) return all;
      const without =
        inPlace && matchesSelector(budget.selector, inPlace.pod.labels)
          ? withWorkload(all, inPlace, floorOf(inPlace, vantage), -1)
          : all;
      return withWorkload(without, workload, floorOf(workload, vantage));
    }

    return (workload, vantage): BudgetCoverage | Gap => {
      // The labels of a patch, or of a Rollout whose template is a Deployment's, are not all of them.
      const partial = partialTemplate(workload, 'labels', 'replicas');
      if (partial) return partial;
      const budgets = disruptionBudgets.near(workload, vantage);
      const neighbours = workloads.near(workload, vantage);
      const floor = floorOf(workload, vantage);
      const covering = selectionOf(budgets)(workload.pod.labels);
      const { budget: own = null, unseen: unsaid = null } = workload.made ?? {};
      const hidden = unsaid?.budget ?? (budgets.settled ? null : 'disruptionBudgets');
      const strays = straysOf(workload);
      const stray = strays.found.find(({ selector }) => matchesSelector(selector, workload.pod.labels));
      const isAbsenceSeen = budgets.complete && !strays.mayBeMore;
      return {
        replicas: floor.replicas,
        scaledBy: floor.autoscaler,
        counted: floor.complete,
        budgets: covering.map((budget) =>
          coverBy(budget, underFor(budget, workload, vantage, neighbours), neighbours.settled),
        ),
        isOnly: covering.length === 1 && own === null && budgets.settled,
        hidden,
        missing: unsaid?.budget ?? (stray ? mayMeet(stray) : isAbsenceSeen ? null : 'disruptionBudgets'),
      };
    };
  },
});

/** A budget that selects these pods, and whose namespace or theirs is not stated. */
function mayMeet({ name, namespace }: DisruptionBudget): Gap {
  const where =
    namespace === notStated
      ? ', states no namespace and may land in this one'
      : ' in another namespace; the workload states none and may land there';
  return elsewhere(`the budget ${name} selects its pods${where}`);
}

function gather(found: readonly Workload[]): {
  select: ReturnType<typeof indexByLabels<Workload>>;
  variantOf: (workload: Workload) => Workload | undefined;
} {
  const nameOf = ({ apiVersion, kind, name }: Workload): string => `${groupOf(apiVersion)}/${kind}/${name}`;
  const byName = new Map(found.map((one) => [nameOf(one), one]));
  return {
    select: indexByLabels(found, ({ pod }) => pod.labels),
    variantOf: (workload) => byName.get(nameOf(workload)),
  };
}
