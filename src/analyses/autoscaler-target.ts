import type { Autoscaler } from '../estate/autoscaler.ts';
import type { FactName } from '../estate/facts.ts';
import { elsewhere, type Gap, gap } from '../estate/gap.ts';
import { notStated } from '../estate/identity.ts';
import { seenIn } from '../estate/seen.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { scales } from './replica-floor.ts';

/** Whether what an autoscaler scales is there. */
export interface AutoscalerTarget {
  /** `unscalable`: the API has no scale for objects of that kind. */
  readonly state: 'there' | 'unscalable' | 'missing' | 'unknown';
  /** Why it is not known; null when it is. */
  readonly missing: FactName | Gap | null;
  /** One of the same kind and name in another API group; null without one. */
  readonly namesake: Workload | null;
}

const scalable = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Rollout']);
const unscalable = new Set(['DaemonSet', 'Job', 'CronJob', 'Pod']);

/**
 * Whether the target of an autoscaler is there. Every variant of a workload counts, so that it is missing only where there is none at all, and only
 * beside another workload of its namespace in its own folder: an autoscaler alone may be kept for what another repository brings.
 */
export const autoscalerTarget: Analysis<'autoscaler', AutoscalerTarget> = defineAnalysis({
  needs: ['workloads', 'podMakers'],
  per: 'autoscaler',
  compute: ({ workloads, podMakers }) => {
    const byName = Map.groupBy(workloads.items, ({ kind, name }) => `${kind}/${name}`);
    const byNamespace = Map.groupBy(workloads.items, ({ namespace }) => namespace);
    const makerIn = new Map(
      podMakers.items
        .filter(({ bySets }) => bySets)
        .toReversed()
        .map((maker) => [maker.namespace, maker]),
    );

    function doubtOf(
      { namespace, places, target: { kind, name } }: Autoscaler,
      isTaken: boolean,
    ): FactName | Gap | null {
      if (kind === '' || name === '')
        return gap('not-collected', 'it names no target, so this is only a part of it, such as a patch');
      if (!scalable.has(kind))
        return elsewhere(`whether ${kind}/${name} is there was not seen: objects of its kind are not read`);
      if (namespace === notStated) return elsewhere('in which namespace it lands is not stated', 'stated-namespace');
      if ([namespace, notStated].some((where) => seenIn(workloads.seen, where).state === 'partial')) return 'workloads';
      const around = [namespace, '', notStated];
      const [maker] = around.flatMap((where) => makerIn.get(where) ?? []);
      // One of that kind and name lies there: nobody makes a second one.
      if (isTaken) return null;
      if (maker) return elsewhere(`${maker.kind}/${maker.name} may make ${kind}/${name}, which a folder does not show`);
      if (around.some((where) => seenIn(podMakers.seen, where).state === 'partial')) return 'podMakers';
      const beside = byNamespace.get(namespace)?.some((one) => one.places.some((place) => places.includes(place)));
      return beside
        ? null
        : elsewhere(
            `no workload of its namespace lies beside it, so ${kind}/${name} may be kept elsewhere`,
            'other-repository',
          );
    }

    return (autoscaler): AutoscalerTarget => {
      const { namespace, target } = autoscaler;
      if (unscalable.has(target.kind)) return { state: 'unscalable', missing: null, namesake: null };
      const named = (byName.get(`${target.kind}/${target.name}`) ?? []).filter(
        (one) => namespace === notStated || one.namespace === notStated || one.namespace === namespace,
      );
      if (named.some((one) => scales(autoscaler, one))) return { state: 'there', missing: null, namesake: null };
      const missing = doubtOf(
        autoscaler,
        named.some((one) => one.namespace === namespace),
      );
      return { state: missing === null ? 'missing' : 'unknown', missing, namesake: named[0] ?? null };
    };
  },
});
