import { nearestDistance } from '../estate/place.ts';
import type { Node } from '../estate/node.ts';
import type { NodeRepair } from '../estate/node-repair.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { podsByWorkload } from './pods-by-workload.ts';

/** What repairs the nodes that a workload may stand on. */
export interface RepairingNodes {
  readonly repair: NodeRepair;
  /** Whether it looks after all nodes on which the pods of the workload are; null: these were not all seen. */
  readonly looksAfterIts: boolean | null;
}

/** What repairs the nodes that a workload may stand on, as far as it was seen: the declaration that lies nearest. */
export const repairingNodes: Analysis<'workload', RepairingNodes | null> = defineAnalysis({
  needs: ['nodeRepairs', 'nodes', 'runningPods'],
  per: 'workload',
  compute: ({ nodeRepairs: { items }, nodes, runningPods }) => {
    // Most clusters have none that looks after some nodes alone, and then nobody asks where pods are.
    const podsOf = items.some(({ onlyOf }) => onlyOf !== undefined) ? podsByWorkload(runningPods.items) : null;
    const byName = new Map(podsOf ? nodes.items.map((one) => [one.name, one]) : []);

    function nodesOf(workload: Workload): readonly (Node | undefined)[] {
      return podsOf?.(workload).map(({ node }) => byName.get(node ?? '')) ?? [];
    }

    return (workload, vantage) => {
      const looksAfter = ({ onlyOf }: NodeRepair): boolean | null => {
        if (onlyOf === undefined) return true;
        const on = nodesOf(workload);
        // One that it does not look after is enough.
        if (on.some((node) => node !== undefined && node.madeBy !== onlyOf)) return false;
        const isWhole = runningPods.near(workload, vantage, '').complete && nodes.all().gaps.length === 0;
        return isWhole && on.length > 0 && !on.includes(undefined) ? true : null;
      };
      const all = items.map((repair) => ({ repair, looksAfterIts: looksAfter(repair) }));
      const { places } = workload;
      // Of a cluster all lie in one place: one that is seen to work counts before the others.
      const [first = null] = all.toSorted(
        (a, b) =>
          nearestDistance(places, a.repair.places) - nearestDistance(places, b.repair.places) ||
          Number(works(b)) - Number(works(a)),
      );
      return first;
    };
  },
});

function works({ repair: { running, isForOwnNodes }, looksAfterIts }: RepairingNodes): boolean {
  return isForOwnNodes && looksAfterIts === true && running?.works === true;
}
