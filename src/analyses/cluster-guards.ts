import type { Gap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { notLookedFor } from './not-looked-for.ts';

/**
 * What of a kind that guards a whole cluster was seen in it. What is not known to us, or stands outside of it, may guard it all the same: that nothing was seen
 * proves nothing, but where it is said.
 */
export interface ClusterGuards {
  readonly network: boolean;
  /** Sensors on nodes that watch what containers do. */
  readonly sensors: boolean;
  /** Policies that look at objects before they are admitted, and engines of such. */
  readonly policies: boolean;
  /** Nothing whatever is asked before an object is admitted but what the API server has built in: this is proven. */
  readonly nothingAsked: boolean;
  readonly verifiers: boolean;
  readonly managedSecrets: boolean;
  /** Reports of a benchmark of its settings. */
  readonly benchmarks: boolean;
  /** Why they could not be looked for, of each; null where they could. */
  readonly hidden: Readonly<Record<'network' | 'sensors' | 'policies' | 'managedSecrets' | 'benchmarks', Gap | null>>;
}

/** Whether what guards a cluster was seen at all. */
export const clusterGuards: Analysis<'liveCluster', ClusterGuards> = defineAnalysis({
  needs: [
    'networkPlugins',
    'nodeAgents',
    'admissionPolicies',
    'admissionWebhooks',
    'managedSecrets',
    'benchmarkReports',
  ],
  per: 'liveCluster',
  compute: ({ networkPlugins, nodeAgents, admissionPolicies, admissionWebhooks, managedSecrets, benchmarkReports }) => {
    const asked = [admissionPolicies, admissionWebhooks];
    const value: ClusterGuards = {
      network: networkPlugins.items.length > 0,
      sensors: nodeAgents.items.some(({ serves }) => serves.includes('runtime-security')),
      policies: admissionPolicies.items.some(
        ({ rules, failsOpenAt, engine }) => rules.length > 0 || failsOpenAt !== null || engine !== undefined,
      ),
      nothingAsked: asked.every((view) => view.items.length === 0 && view.all().complete),
      verifiers: admissionPolicies.items.some(({ rules }) => rules.some(({ looksAt }) => looksAt === 'signatures')),
      managedSecrets: managedSecrets.items.length > 0,
      benchmarks: benchmarkReports.items.length > 0,
      hidden: {
        network: notLookedFor(networkPlugins),
        sensors: notLookedFor(nodeAgents),
        policies: notLookedFor(admissionPolicies),
        managedSecrets: notLookedFor(managedSecrets),
        benchmarks: notLookedFor(benchmarkReports),
      },
    };
    return () => value;
  },
});
