import type { SiteGroup } from '../../../estate/site-group.ts';
import { pathOf } from './keeping.ts';
import type { Subject } from '../object-metadata.ts';

/** Reads a DRPolicy of Ramen: the clusters that hold each other's data. */
export function readDrSites({ spec, head }: Subject): SiteGroup {
  return {
    ...head,
    noun: 'siteGroup',
    sites: [...new Set(spec.texts('drClusters'))],
    problem: null,
    path: pathOf(spec, 'drClusters'),
    proof: 'kubectl get drclusters.ramendr.openshift.io',
    servesPlatform: true,
  };
}

/** Reads a Gslb of k8gb: a name that leads to whichever cluster answers. A failover without a primary site is refused by its controller. */
export function readGlobalBalancing({ spec, head }: Subject): SiteGroup {
  const strategy = spec.objectOrEmpty('strategy');
  const needsPrimary = strategy.text('type') === 'failover' && !strategy.text('primaryGeoTag');
  return {
    ...head,
    noun: 'siteGroup',
    sites: null,
    problem: needsPrimary ? 'its strategy is failover, and no site is named as the primary one' : null,
    path: pathOf(strategy, 'primaryGeoTag'),
    proof: 'kubectl get -A gslbs.k8gb.absa.oss -o jsonpath={..healthyRecords}',
  };
}
