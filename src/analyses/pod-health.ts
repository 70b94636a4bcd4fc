import { gap, type Gap } from '../estate/gap.ts';
import type { RunningPod } from '../estate/running-pod.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { podsByWorkload } from './pods-by-workload.ts';

/** How the pods of a workload are, as far as they were seen. */
export interface PodHealth {
  /** Why they were not seen; null: they were. */
  readonly hidden: Gap | null;
  /** How many pods it should have. */
  readonly wanted: number;
  /** Whether it should have pods, and none is ready. */
  readonly isDown: boolean;
  /** Whether its controller has waited for them for as long as it should. */
  readonly isOverdue: boolean;
  readonly pods: readonly RunningPod[];
}

/** How the pods of a workload are; null for what was read from a file, of which no pods were looked for, for what stands between a resource and its pods, and for a part of a resource whose pods nothing tells apart. */
export const podHealth: Analysis<'workload', PodHealth | null> = defineAnalysis({
  needs: ['runningPods'],
  per: 'workload',
  compute: ({ runningPods }) => {
    const podsOf = podsByWorkload(runningPods.items);
    return (workload, vantage): PodHealth | null => {
      const isToldApart = workload.made?.podsToldApart === true;
      if (workload.origin.api === undefined || (workload.part !== undefined && !isToldApart)) return null;
      const seen = runningPods.near(workload, vantage, '');
      if (!seen.complete)
        return { hidden: seen.gaps[0] ?? notSeen, wanted: 0, isDown: false, isOverdue: false, pods: [] };
      const pods = podsOf(workload);
      // The resource that an operator made them of speaks for them.
      if (workload.made === null && pods.length > 0 && pods.every(({ set }) => set !== undefined)) return null;
      // Of a resource with several sets of pods nobody knows which one its status counts.
      const counted = workload.part === undefined ? (workload.running?.pods ?? null) : null;
      const wanted = counted?.wanted ?? Math.max(pods.length, isToldApart ? statedBy(workload) : 0);
      // While its status counts ready pods, those that were listed a moment before or after do not prove that there are none.
      const isDown = wanted > 0 && !pods.some(({ isReady }) => isReady) && (counted?.ready ?? 0) === 0;
      const isOverdue = workload.running?.isOverdue === true;
      return { hidden: null, wanted, isDown, isOverdue, pods };
    };
  },
});

/** How many pods a resource asks for, where it says so and nothing changes it. */
function statedBy({ replicas, form, made }: Workload): number {
  const isKnown = form !== 'DaemonSet' && made?.unseen.replicas === undefined && made?.scalesByLoad === false;
  return isKnown ? (replicas ?? 0) : 0;
}

const notSeen = gap('not-collected', 'its pods were not seen');
