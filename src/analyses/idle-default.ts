import { type Analysis, defineAnalysis } from './define-analysis.ts';

/**
 * Whether a namespace is the one called `default` of a cluster, and nothing runs in it: every cluster has it and none can be without it, so its lack of
 * guardrails harms nobody. Never so for what stands in a file.
 */
export const idleDefault: Analysis<'namespace', boolean> = defineAnalysis({
  needs: ['workloads'],
  per: 'namespace',
  compute: ({ workloads }) => {
    const inhabited = new Set(workloads.items.map(({ namespace }) => namespace));
    return (namespace, vantage) => {
      if (namespace.origin.api === undefined || namespace.name !== 'default' || inhabited.has('default')) return false;
      const { complete, gaps } = workloads.near(namespace, vantage);
      return complete || (gaps[0] ?? false);
    };
  },
});
