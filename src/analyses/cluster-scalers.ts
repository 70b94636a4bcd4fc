import type { NodeScaler } from '../estate/node-scaler.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What adds nodes to a cluster, as far as it was seen. */
export const clusterScalers: Analysis<'liveCluster', readonly NodeScaler[]> = defineAnalysis({
  needs: ['nodeScalers'],
  per: 'liveCluster',
  compute: ({ nodeScalers: { items } }) => {
    const scaling = items.filter(({ scales }) => scales);
    return () => scaling;
  },
});
