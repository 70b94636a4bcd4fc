import { isGap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { type ServedContainers, servedContainers } from './served-containers.ts';

/** Which of a pod's long-running containers serve; where its template was not seen whole none is known, which says nothing against how its pods are. */
export const servedIfSeen: Analysis<'workload', ServedContainers> = defineAnalysis({
  needs: ['services'],
  per: 'workload',
  compute: (facts) => {
    const served = servedContainers.compute(facts as never);
    return (workload, vantage): ServedContainers => {
      const value = served(workload as never, vantage);
      return isGap(value) ? { containers: [], serves: null, unknown: value } : value;
    };
  },
});
