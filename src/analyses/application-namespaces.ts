import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** The names of the namespaces that state a tier themselves and may be in the cluster of a policy. What states none may be a component of the cluster. */
export const applicationNamespaces: Analysis<'admissionPolicy', readonly string[]> = defineAnalysis({
  needs: ['namespaces'],
  per: 'admissionPolicy',
  compute: ({ namespaces }) => {
    const stating = namespaces.items.filter(({ declared, tierLabel }) => declared && tierLabel !== null);
    return ({ namespace: own, clusters }) => {
      const near = stating.filter(
        (one) =>
          (own === '' || own === one.name) &&
          (!clusters || !one.clusters || one.clusters.some((cluster) => clusters.includes(cluster))),
      );
      return [...new Set(near.map(({ name }) => name))].toSorted();
    };
  },
});
