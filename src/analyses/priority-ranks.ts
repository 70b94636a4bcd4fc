import { readTier, type Tier } from '../definition/tiers.ts';
import type { Companions, FactView } from '../estate/fact-view.ts';
import type { Namespace } from '../estate/namespace.ts';
import { type PriorityClass, systemPriorities } from '../estate/priority-class.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Of the workloads of one namespace that state the same tier the one of highest priority, or one whose priority is not known. */
export interface RankedGroup {
  readonly namespace: string;
  /** By its label or its namespace's; null where neither states one. */
  readonly tier: Tier | null;
  readonly workload: Workload;
  /** null where its class was not seen. */
  readonly priority: number | null;
  readonly preempts: boolean;
}

/** What a workload's pods are worth where there is no room for all. */
export interface PriorityRanks {
  /** null where the class was not seen. */
  readonly priority: number | null;
  /** The class that says so; null for the API server's own, or where none was seen. */
  readonly by: PriorityClass | null;
  /** What pods are worth that name no class: by the default for all, else 0; null where a default may be hidden. */
  readonly unnamed: number | null;
  /** All workloads but those of the API server's own classes, which stand above every tier; one list for the whole estate. */
  readonly groups: readonly RankedGroup[];
  /** Whether all workloads were seen. */
  readonly complete: boolean;
}

/** The tier that a workload states, itself or by its namespace. */
export function tierStatedBy(workload: Workload, namespaces: FactView<Namespace>): Tier | null {
  const vantage = { place: workload.places[0] ?? null, nth: 0 };
  return readTier(workload.tierLabel) ?? readTier(namespaces.near(workload, vantage).found[0]?.tierLabel ?? null);
}

/** The priorities of workloads, by the classes that were seen. */
export const priorityRanks: Analysis<'workload', PriorityRanks> = defineAnalysis({
  needs: ['workloads', 'namespaces', 'priorityClasses'],
  per: 'workload',
  compute: ({ workloads, namespaces, priorityClasses }) => {
    const classes = priorityClasses.all();
    const classOf = classesIn(classes);
    const isDefaultSeen = classes.found.some(({ isDefault }) => isDefault);
    const unnamed = classOf(null)?.value ?? (classes.complete && !isDefaultSeen ? 0 : null);
    const groups = new Map<string, RankedGroup>();
    for (const workload of workloads.items) {
      const { priorityClass } = workload.pod;
      if (!workload.longRunning || systemPriorities.has(priorityClass ?? '')) continue;
      const by = workload.made?.unseen.priority ? null : classOf(priorityClass);
      const priority = by?.value ?? null;
      const tier = tierStatedBy(workload, namespaces);
      const key = `${priority === null} ${tier} ${workload.namespace}`;
      const known = groups.get(key);
      if (!known || (known.priority ?? 0) < (priority ?? 0))
        groups.set(key, { namespace: workload.namespace, tier, workload, priority, preempts: by?.preempts ?? true });
    }
    const all = [...groups.values()];
    const { complete } = workloads.all();
    return ({ made, pod: { priorityClass } }): PriorityRanks => {
      const by = made?.unseen.priority ? null : classOf(priorityClass);
      return {
        priority: by?.value ?? systemPriorities.get(priorityClass ?? '') ?? null,
        by,
        unnamed,
        groups: all,
        complete,
      };
    };
  },
});

/**
 * Finds the class of a name; without a name, the one that is the default for all. null where it was not seen, where another one of its name may be
 * hidden, or where two say different things: the API server has one of each name, and takes the least of several defaults.
 */
function classesIn({ found, settled }: Companions<PriorityClass>): (name: string | null) => PriorityClass | null {
  const byName = Map.groupBy(found, ({ name }) => name);
  const defaults = found.filter(({ isDefault }) => isDefault);
  const one = (all: readonly PriorityClass[]): PriorityClass | null =>
    settled && all.every(({ value }) => value === all[0]?.value) ? (all[0] ?? null) : null;
  return (name) => one(name === null || name === '' ? defaults : (byName.get(name) ?? []));
}
