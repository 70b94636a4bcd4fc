import { overlapOf } from '../estate/clusters.ts';
import { readTier, type Tier } from '../definition/tiers.ts';
import type { Companions, FactView } from '../estate/fact-view.ts';
import type { Namespace } from '../estate/namespace.ts';
import { amongClusters, type OwnVariants } from '../estate/own-clusters.ts';
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
  /** null where it is not known whether it is in a cluster of the workload that is looked at; left out where it is. */
  readonly isElsewhere?: null;
}

/** What a workload's pods are worth where there is no room for all. */
export interface PriorityRanks {
  /** null where the class was not seen. */
  readonly priority: number | null;
  /** The class that says so; null for the API server's own, or where none was seen. */
  readonly by: PriorityClass | null;
  /** What pods are worth that name no class: by the default for all, else 0; null where a default may be hidden. */
  readonly unnamed: number | null;
  /**
   * All workloads that may be in one of its clusters, but those of the API server's own classes that stand above every tier: in `kube-system`, agents of nodes,
   * and what states no tier. One list for all workloads of the same clusters.
   */
  readonly groups: readonly RankedGroup[];
  /** Whether all workloads were seen. */
  readonly complete: boolean;
}

/** The tier that a workload states, itself or by its namespace. */
export function tierStatedBy(workload: Workload, namespaces: FactView<Namespace>): Tier | null {
  const vantage = { place: workload.places[0] ?? null, nth: 0 };
  return readTier(workload.tierLabel) ?? readTier(namespaces.near(workload, vantage).found[0]?.tierLabel ?? null);
}

/** The priorities of workloads, by the classes that were seen in their clusters. */
export const priorityRanks: Analysis<'workload', PriorityRanks> = defineAnalysis({
  needs: ['workloads', 'namespaces', 'priorityClasses'],
  per: 'workload',
  compute: ({ workloads, namespaces, priorityClasses }) => {
    const classes = priorityClasses.all();
    const classesOf = byClusters((clusters) => classesIn(classes, clusters));
    const groups = new Map<string, RankedGroup>();
    for (const workload of workloads.items) {
      const { priorityClass } = workload.pod;
      const system = systemPriorities.get(priorityClass ?? '');
      if (!workload.longRunning || (system !== undefined && isOfCluster(workload))) continue;
      const by = workload.made?.unseen.priority ? null : classesOf(workload.clusters).named(priorityClass);
      const priority = by?.value ?? system ?? null;
      const tier = tierStatedBy(workload, namespaces);
      if (system !== undefined && tier === null) continue;
      const key = `${priority === null} ${tier} ${workload.namespace} ${(workload.clusters ?? []).join('\n')}`;
      const known = groups.get(key);
      if (!known || (known.priority ?? 0) < (priority ?? 0))
        groups.set(key, { namespace: workload.namespace, tier, workload, priority, preempts: by?.preempts ?? true });
    }
    const groupsOf = byClusters((clusters) =>
      [...groups.values()].flatMap((one) => {
        const meets = doMeet(clusters, one.workload.clusters);
        return meets === false ? [] : [meets === null ? { ...one, isElsewhere: null } : one];
      }),
    );
    const { complete } = workloads.all();
    return ({ made, clusters, pod: { priorityClass } }): PriorityRanks => {
      const { named, unnamed } = classesOf(clusters);
      const by = made?.unseen.priority ? null : named(priorityClass);
      return {
        priority: by?.value ?? systemPriorities.get(priorityClass ?? '') ?? null,
        by,
        unnamed,
        groups: groupsOf(clusters),
        complete,
      };
    };
  },
});

/** Whether a workload may stand above all tiers: what the cluster itself runs, and agents of nodes. */
function isOfCluster({ namespace, form }: Workload): boolean {
  return namespace === 'kube-system' || form === 'DaemonSet';
}

type Clusters = Workload['clusters'];

/** Works an answer out once for each set of clusters. */
function byClusters<T>(compute: (clusters: Clusters) => T): (clusters: Clusters) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (clusters) => {
    const key = (clusters ?? []).join('\n');
    const known = answers.get(key) ?? { answer: compute(clusters) };
    answers.set(key, known);
    return known.answer;
  };
}

/** Whether pods of two workloads are in one cluster, where they ask for the same room; null: not known. */
function doMeet(one: Clusters, other: Clusters): boolean | null {
  if (one === undefined || other === undefined || one.some((each) => other.includes(each))) return true;
  return overlapOf(one, true, other) === 'none' ? false : null;
}

interface Classes {
  /**
   * Finds the class of a name; without a name, the one that is the default for all. null where it was not seen, where another one of its name may be
   * hidden, or where two say different things: the API server has one of each name, and takes the least of several defaults.
   */
  readonly named: (name: string | null) => PriorityClass | null;
  /** What pods are worth that name none. */
  readonly unnamed: number | null;
}

function classesIn({ found, settled, complete }: Companions<PriorityClass>, clusters: Clusters): Classes {
  const here = (all: readonly PriorityClass[]): OwnVariants<PriorityClass> =>
    clusters === undefined ? { own: all, doubt: null } : amongClusters(all, { clusters, isWhole: true });
  const one = ({ own, doubt }: OwnVariants<PriorityClass>): PriorityClass | null =>
    settled && doubt === null && own.every(({ value }) => value === own[0]?.value) ? (own[0] ?? null) : null;
  const byName = Map.groupBy(found, ({ name }) => name);
  const defaults = here(found.filter(({ isDefault }) => isDefault));
  const byDefault = one(defaults);
  return {
    named: (name) => (name === null || name === '' ? byDefault : one(here(byName.get(name) ?? []))),
    unnamed: byDefault?.value ?? (complete && defaults.own.length === 0 ? 0 : null),
  };
}
