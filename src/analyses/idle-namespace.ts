import { type Analysis, defineAnalysis } from './define-analysis.ts';

/**
 * Whether a namespace is one of a cluster in which nothing runs: no pod is there, and nothing that makes any. Its lack of guardrails harms nobody yet.
 * Never so for what stands in a file.
 */
export const idleNamespace: Analysis<'namespace', boolean> = defineAnalysis({
  needs: ['workloads', 'runningPods'],
  per: 'namespace',
  compute: ({ workloads, runningPods }) => {
    const inhabited = new Set([...workloads.items, ...runningPods.items].map(({ namespace }) => namespace));
    return (namespace, vantage) => {
      if (namespace.origin.api === undefined || inhabited.has(namespace.name)) return false;
      const views = [workloads, runningPods].map((view) => view.near(namespace, vantage));
      const hidden = views.find(({ complete }) => !complete);
      return hidden === undefined || (hidden.gaps[0] ?? false);
    };
  },
});
