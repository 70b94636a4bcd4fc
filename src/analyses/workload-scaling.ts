import type { Autoscaler, RequestShare } from '../estate/autoscaler.ts';
import type { FactName } from '../estate/facts.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';
import type { Identified } from '../estate/identity.ts';
import { straysIn } from '../estate/strays.ts';
import { unservedGap } from '../estate/unserved-gap.ts';
import type { VerticalAutoscaler } from '../estate/vertical-autoscaler.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { longRunningContainers, partialTemplate } from './partial-template.ts';
import { scalersAmong, scales } from './replica-floor.ts';

/** A measure of an autoscaler that another one moves: it sets the very requests of which the measure is a share. */
export interface SizingConflict {
  readonly share: RequestShare;
  readonly autoscaler: Autoscaler;
  readonly by: VerticalAutoscaler;
}

/** What scales a workload, and what stands in the way of scaling it. */
export interface WorkloadScaling {
  readonly scalers: readonly Autoscaler[];
  /** What was not seen, or is taken by no supported Kubernetes, and may scale it too; null when a further autoscaler is ruled out. */
  readonly missing: FactName | Gap | null;
  /** Why it is not known how many replicas its autoscalers keep; null where it is, and where it has none. */
  readonly unsettled: FactName | Gap | null;
  /** Autoscalers of one folder that all scale it; empty unless there are two. */
  readonly rivals: readonly Autoscaler[];
  /** Autoscalers in whose folder the workload declares its replicas too, so that each apply undoes what they did. */
  readonly doubled: readonly Autoscaler[];
  readonly conflicts: readonly SizingConflict[];
  /** What was not seen and may set the same requests; null when nothing more does. */
  readonly unsized: FactName | null;
}

/** What scales a workload by its load. */
export const workloadScaling: Analysis<'workload', WorkloadScaling> = defineAnalysis({
  needs: ['autoscalers', 'verticalAutoscalers'],
  per: 'workload',
  compute: ({ autoscalers, verticalAutoscalers }) => {
    const scalersIn = scalersAmong();
    const straysOf = straysIn(autoscalers);
    return (workload, vantage): WorkloadScaling | Gap => {
      const part = partialTemplate(workload, 'replicas');
      if (part) return part;
      const near = autoscalers.near(workload, vantage);
      const declared = scalersIn(near, workload);
      const scalers = declared.filter(({ unserved }) => unserved === undefined);
      const strays = straysOf(workload);
      const stray = strays.found.find((one) => one.namespace !== workload.namespace && scales(one, workload));
      const sizing = verticalAutoscalers.near(workload, vantage);
      const sizers = sizing.found.filter((one) => scales(one, workload));
      return {
        scalers,
        missing: declared[0]?.unserved
          ? unservedGap(declared[0])
          : stray
            ? elsewhere(
                `an autoscaler of another namespace, or of none, is for a ${workload.kind} of this name, and may land beside it`,
                'stated-namespace',
              )
            : near.complete && !strays.mayBeMore
              ? null
              : 'autoscalers',
        unsettled: unsettledBy(scalers, near.settled),
        rivals: rivalsAmong(scalers),
        doubled:
          // An API server writes the number into every workload, whoever decides it.
          workload.replicasDeclared && workload.origin.api === undefined && workload.replicas !== 0
            ? scalers.filter((one) => isBeside(one, workload))
            : [],
        conflicts: scalers.flatMap((autoscaler) =>
          autoscaler.shares.flatMap((share) =>
            sizers.filter((by) => sizes(by, share, workload)).map((by) => ({ share, autoscaler, by })),
          ),
        ),
        unsized: sizing.complete || scalers.every(({ shares }) => shares.length === 0) ? null : 'verticalAutoscalers',
      };
    };
  },
});

function unsettledBy(scalers: readonly Autoscaler[], settled: boolean): FactName | Gap | null {
  const [first] = scalers;
  if (!first) return null;
  return scalers.every(({ minReplicas }) => minReplicas === null)
    ? elsewhere(`the number of nodes and cores decides how many replicas ${first.name} gives it`)
    : settled
      ? null
      : 'autoscalers';
}

/** Whether two objects lie in one folder, and so are applied together. */
function isBeside({ places }: Identified, other: Identified): boolean {
  return places.some((place) => other.places.includes(place));
}

/**
 * A HorizontalPodAutoscaler that finds another one for the same pods scales nothing any more (condition AmbiguousSelector, since 1.27), and KEDA refuses
 * the second. Those of different folders may be meant for different copies.
 */
function rivalsAmong(scalers: readonly Autoscaler[]): readonly Autoscaler[] {
  const real = scalers.filter(({ minReplicas }) => minReplicas !== null);
  const beside = real.filter((one) => real.some((other) => other !== one && isBeside(other, one)));
  return beside;
}

function sizes(
  { sizes: sized }: VerticalAutoscaler,
  { resource, container }: RequestShare,
  workload: Workload,
): boolean {
  return longRunningContainers(workload)
    .filter(({ name }) => container === null || name === container)
    .some(({ name }) => {
      const own = sized.find((one) => one.container === name) ?? sized.find((one) => one.container === '*');
      return own?.resources.includes(resource) ?? false;
    });
}
