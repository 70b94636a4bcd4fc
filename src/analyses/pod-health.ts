import { gap, type Gap } from '../estate/gap.ts';
import type { RunningPod } from '../estate/running-pod.ts';
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
  readonly pods: readonly RunningPod[];
}

/** How the pods of a workload are; null for what was read from a file, of which no pods were looked for, and for one of several parts of a resource. */
export const podHealth: Analysis<'workload', PodHealth | null> = defineAnalysis({
  needs: ['runningPods'],
  per: 'workload',
  compute: ({ runningPods }) => {
    const podsOf = podsByWorkload(runningPods.items);
    return (workload, vantage): PodHealth | null => {
      if (workload.origin.api === undefined || workload.part !== undefined) return null;
      const seen = runningPods.near(workload, vantage, '');
      if (!seen.complete) return { hidden: seen.gaps[0] ?? notSeen, wanted: 0, isDown: false, pods: [] };
      const pods = podsOf(workload);
      const counted = workload.running?.pods ?? null;
      const wanted = counted?.wanted ?? pods.length;
      // While its status counts ready pods, those that were listed a moment before or after do not prove that there are none.
      const isDown = wanted > 0 && !pods.some(({ isReady }) => isReady) && (counted?.ready ?? 0) === 0;
      return { hidden: null, wanted, isDown, pods };
    };
  },
});

const notSeen = gap('not-collected', 'its pods were not seen');
