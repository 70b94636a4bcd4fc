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
      items.toSorted((a, b) => nearestDistance(places, a.places) - nearestDistance(places, b.places))[0] ?? null,
});
