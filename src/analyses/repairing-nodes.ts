import { nearestDistance } from '../estate/place.ts';
import type { NodeRepair } from '../estate/node-repair.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What repairs the nodes that a workload may stand on, as far as it was seen: the declaration that lies nearest. */
export const repairingNodes: Analysis<'workload', NodeRepair | null> = defineAnalysis({
  needs: ['nodeRepairs'],
  per: 'workload',
  compute:
    ({ nodeRepairs: { items } }) =>
    ({ places }) =>
      // Of a cluster all lie in one place: one that is seen to work counts before the others.
      items.toSorted(
        (a, b) =>
          nearestDistance(places, a.places) - nearestDistance(places, b.places) || Number(works(b)) - Number(works(a)),
      )[0] ?? null,
});

function works({ running, isForOwnNodes }: NodeRepair): boolean {
  return isForOwnNodes && running?.works === true;
}
