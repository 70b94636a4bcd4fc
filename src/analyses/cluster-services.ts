import type { Gap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { notLookedFor } from './not-looked-for.ts';

/** What of a kind that serves a whole platform was seen in a cluster. Others may serve it from outside, so that nothing seen is no proof of nothing there. */
export interface ClusterServices {
  /** Whether anything brings what is in Git into the cluster. */
  readonly gitops: boolean;
  /** Whether anything collects logs, takes in traces, measures or raises alerts. */
  readonly logs: boolean;
  readonly traces: boolean;
  readonly metrics: boolean;
  /** Why they could not be looked for, of each; null where they could. */
  readonly hidden: Readonly<Record<'gitops' | 'logs' | 'traces' | 'metrics', Gap | null>>;
}

/** Whether what a platform is looked after with was seen at all. */
export const clusterServices: Analysis<'liveCluster', ClusterServices> = defineAnalysis({
  needs: ['gitopsApplications', 'nodeAgents', 'telemetryStores'],
  per: 'liveCluster',
  compute: ({ gitopsApplications, nodeAgents, telemetryStores }) => {
    const serves = (purpose: string): boolean => nodeAgents.items.some((one) => one.serves.includes(purpose));
    const value = {
      gitops: gitopsApplications.items.length > 0,
      logs: serves('logging'),
      traces: serves('tracing') || telemetryStores.items.some(({ keeps }) => keeps === 'traces'),
      metrics: telemetryStores.items.some(({ keeps }) => keeps === 'metrics'),
      hidden: {
        gitops: notLookedFor(gitopsApplications),
        logs: notLookedFor(nodeAgents),
        traces: notLookedFor(nodeAgents, telemetryStores),
        metrics: notLookedFor(telemetryStores),
      },
    };
    return () => value;
  },
});
