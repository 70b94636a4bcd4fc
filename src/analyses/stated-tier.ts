import type { Gap } from '../estate/gap.ts';
import type { Namespace } from '../estate/namespace.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';

/** What the namespace of a workload can say of its tier. */
export interface StatedTier {
  /** The Namespace object; null when it was not seen, or when the workload states no namespace. */
  readonly namespace: Namespace | null;
  /** Whether no given Namespace is hidden. */
  readonly settled: boolean;
}

/** The Namespace object of a workload, whose label gives a tier to what has no label of its own. */
export const statedTier: Analysis<'workload', StatedTier> = defineAnalysis({
  needs: ['namespaces'],
  per: 'workload',
  compute:
    ({ namespaces }) =>
    (workload, vantage): StatedTier | Gap => {
      // A patch without a label leaves it to what it patches.
      const partial = workload.tierLabel === null ? partialTemplate(workload) : null;
      if (partial) return partial;
      const { found, settled } = namespaces.near(workload, vantage);
      return { namespace: found.find(({ declared }) => declared) ?? null, settled };
    },
});
