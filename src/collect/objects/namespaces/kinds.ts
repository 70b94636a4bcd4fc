import type { KindLine } from '../kind-line.ts';
import {
  readClusterResourceQuota,
  readLimitRange,
  readLongLivedToken,
  readNamespace,
  readNetworkPolicy,
  readResourceQuota,
  readServiceAccount,
} from './guardrails.ts';

/** Which facts are made of objects of this room. */
export const namespacesKinds: readonly KindLine[] = [
  { fact: 'namespaces', read: readNamespace, of: ['/Namespace'] },
  {
    fact: 'networkPolicies',
    read: readNetworkPolicy,
    of: ['networking.k8s.io/NetworkPolicy', 'extensions/NetworkPolicy'],
  },
  { fact: 'resourceQuotas', read: readResourceQuota, of: ['/ResourceQuota'] },
  { fact: 'resourceQuotas', read: readClusterResourceQuota, of: ['quota.openshift.io/ClusterResourceQuota'] },
  { fact: 'limitRanges', read: readLimitRange, of: ['/LimitRange'] },
  { fact: 'serviceAccounts', read: readServiceAccount, of: ['/ServiceAccount'] },
  { fact: 'longLivedTokens', read: readLongLivedToken, of: ['/Secret'] },
];
