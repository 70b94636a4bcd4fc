import { gap, type Gap } from '../estate/gap.ts';
import type { Node } from '../estate/node.ts';
import type { RunningPod } from '../estate/running-pod.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { podsByWorkload } from './pods-by-workload.ts';

/** Where the pods of a workload are. */
export interface Placement {
  /** Those that are neither leaving nor at their end. */
  readonly pods: readonly RunningPod[];
  /** How many of them are ready. */
  readonly ready: number;
  /** The zones in which ready ones are, with how many are in each; without those whose node bears no zone. */
  readonly perZone: Readonly<Record<string, number>>;
  /** How many ready ones are on nodes that bear no zone. */
  readonly withoutZone: number;
  /** On how many nodes ready ones are. */
  readonly nodes: number;
  /** The zones of the nodes that are ready and take pods. */
  readonly zonesOfCluster: readonly string[];
}

/** Where the pods of a workload are; null for what was read from a file, of which no pods were looked for. */
export const placement: Analysis<'workload', Placement | null> = defineAnalysis({
  needs: ['nodes', 'runningPods'],
  per: 'workload',
  compute: ({ nodes, runningPods }) => {
    const nodesByName = new Map(nodes.items.map((one) => [one.name, one]));
    const podsOf = podsByWorkload(runningPods.items);
    const zonesOfCluster = [...new Set(nodes.items.filter(takesPods).flatMap(({ zone }) => zone ?? []))].toSorted();
    return (workload, vantage): Placement | null | Gap => {
      if (workload.origin.api === undefined) return null;
      const pods = runningPods.near(workload, vantage, '');
      if (!pods.complete) return pods.gaps[0] ?? notSeen;
      const [firstGap] = nodes.all().gaps;
      if (firstGap) return firstGap;
      const own = podsOf(workload);
      const ready = own.filter(({ isReady }) => isReady);
      const on = ready.map(({ node }) => nodesByName.get(node ?? ''));
      if (on.includes(undefined)) return nodeGone;
      const zones = on.map((node) => node?.zone ?? null);
      return {
        pods: own,
        ready: ready.length,
        perZone: countEach(zones.filter((zone) => zone !== null)),
        withoutZone: zones.filter((zone) => zone === null).length,
        nodes: new Set(ready.map(({ node }) => node)).size,
        zonesOfCluster,
      };
    };
  },
});

const notSeen = gap('not-collected', 'its pods were not seen');
const nodeGone = gap('not-collected', 'a pod of it is on a node that came or went while the cluster was read');

function takesPods({ ready, isCordoned }: Node): boolean {
  return ready === 'True' && !isCordoned;
}

function countEach(zones: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const zone of zones.toSorted((a, b) => (a < b ? -1 : 1))) counts[zone] = (counts[zone] ?? 0) + 1;
  return counts;
}
