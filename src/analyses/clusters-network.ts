import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether any network plugin of a cluster was seen. One that is not known to us may serve it all the same. */
export const clustersNetwork: Analysis<'liveCluster', { readonly isSeen: boolean }> = defineAnalysis({
  needs: ['networkPlugins'],
  per: 'liveCluster',
  compute: ({ networkPlugins }) => {
    const isSeen = networkPlugins.items.length > 0;
    return () => ({ isSeen });
  },
});
