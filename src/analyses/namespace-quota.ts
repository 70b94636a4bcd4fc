import type { FactName } from '../estate/facts.ts';
import { type Gap, gap } from '../estate/gap.ts';
import { type Identified, notStated } from '../estate/identity.ts';
import { landsWith } from '../estate/lands-with.ts';
import type { LimitRange } from '../estate/limit-range.ts';
import type { ResourceQuota } from '../estate/resource-quota.ts';
import { type Strays, straysIn } from '../estate/strays.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { containerDefaults } from './limit-range-defaults.ts';

/** Whether a namespace is bounded in one way, by what, or what that hangs on. */
export type Bound<T, How extends string> =
  | { readonly is: How; readonly by: readonly T[] }
  | { readonly is: 'missing' }
  | { readonly is: 'unseen'; readonly what: FactName | Gap };

/** What bounds a namespace and its containers. */
export interface NamespaceQuota {
  /**
   * `compute`: a quota caps the CPU or memory of all pods; `pods`: only their number is capped, and a LimitRange gives their containers
   * requests; `other`: quotas cap neither.
   */
  readonly quota: Bound<ResourceQuota, 'compute' | 'pods' | 'other'>;
  /** `containers`: a LimitRange gives defaults or bounds to containers or pods. */
  readonly limitRange: Bound<LimitRange, 'containers'>;
}

/** `cpu` and `memory` are other names of `requests.cpu` and `requests.memory` (ResourceQuota API reference). */
const compute = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];
const numberOfPods = ['pods', 'count/pods'];

/** Whether a quota that counts all pods caps one of these. A scoped quota leaves the pods outside of its scope free. */
function caps({ hard, scoped }: ResourceQuota, resources: readonly string[]): boolean {
  return !scoped && resources.some((resource) => Object.hasOwn(hard, resource));
}

function boundsContainers({ items }: LimitRange): boolean {
  return items.some(({ type }) => type === 'Container' || type === 'Pod');
}

function givesRequests(range: LimitRange): boolean {
  const { requests } = containerDefaults(range);
  return requests.has('cpu') && requests.has('memory');
}

const notToldTogether = gap('not-collected', 'which namespace these objects land in is not stated');

/** What quotas and LimitRanges bound in a namespace. */
export const namespaceQuota: Analysis<'namespace', NamespaceQuota> = defineAnalysis({
  needs: ['resourceQuotas', 'limitRanges', 'workloads'],
  per: 'namespace',
  compute: ({ resourceQuotas, limitRanges, workloads }) => {
    const quotasNear = straysIn(resourceQuotas);
    const rangesNear = straysIn(limitRanges);

    return (namespace, vantage): NamespaceQuota => {
      const quotas = resourceQuotas.near(namespace, vantage);
      const ranges = limitRanges.near(namespace, vantage);
      const neighbours = workloads.near(namespace, vantage);
      // OpenShift's ClusterResourceQuota spans namespaces that it selects; which, is not evaluated.
      const spanning = resourceQuotas.near({ namespace: '', places: [] }, vantage);

      /** Where the namespace is not stated, only what lies in one folder is known to land together. */
      function landsWithAll(object: Identified): boolean {
        if (namespace.namespace !== notStated) return true;
        return neighbours.complete && neighbours.found.every((workload) => landsWith(object, workload));
      }

      function boundBy<T extends Identified, How extends string>(how: How, by: readonly T[]): Bound<T, How> {
        const own = by.filter(landsWithAll);
        return own.length > 0 ? { is: how, by: own } : { is: 'unseen', what: notToldTogether };
      }

      /** What forbids to say that something is missing; null when nothing does. */
      function hides(
        fact: FactName,
        complete: boolean,
        { found, mayBeMore }: Strays<Identified>,
      ): FactName | Gap | null {
        if (!complete) return fact;
        if (found[0]) return gap('not-collected', `${nameOf(found[0])} states no namespace and may land in this one`);
        return mayBeMore ? fact : null;
      }

      return { quota: quotaOf(), limitRange: limitRangeOf() };

      function limitRangeOf(): NamespaceQuota['limitRange'] {
        const bounding = ranges.found.filter(boundsContainers);
        if (bounding.length > 0 && ranges.settled) return boundBy('containers', bounding);
        const hidden = hides('limitRanges', ranges.complete, rangesNear(namespace));
        return hidden === null ? { is: 'missing' } : { is: 'unseen', what: hidden };
      }

      function quotaOf(): NamespaceQuota['quota'] {
        const ofCompute = quotas.found.filter((quota) => caps(quota, compute));
        // Quotas only ever add caps, so one that is kept elsewhere can make a namespace no freer; one that is hidden may be what this one
        // looks like in another folder.
        if (ofCompute.length > 0 && quotas.settled) return boundBy('compute', ofCompute);
        const hidden = hides('resourceQuotas', quotas.complete, quotasNear(namespace));
        if (hidden !== null) return { is: 'unseen', what: hidden };
        const [wide] = spanning.found;
        if (wide)
          return { is: 'unseen', what: gap('not-collected', `${nameOf(wide)} spans namespaces and may cap this one`) };
        if (!spanning.settled) return { is: 'unseen', what: 'resourceQuotas' };

        if (quotas.found.length === 0) return { is: 'missing' };
        const ofPods = quotas.found.filter((quota) => caps(quota, numberOfPods));
        if (ofPods.length === 0) return { is: 'other', by: quotas.found };
        if (ranges.settled && ranges.found.some(givesRequests)) return { is: 'pods', by: ofPods };
        const ofRanges = hides('limitRanges', ranges.complete, rangesNear(namespace));
        return ofRanges === null ? { is: 'other', by: quotas.found } : { is: 'unseen', what: ofRanges };
      }
    };
  },
});

function nameOf({ kind, name }: Identified): string {
  return `${kind}/${name}`;
}
