import { isLabelKey } from '../../estate/label.ts';

/** What pods share of a node that every node has (IsStandardContainerResourceName). */
const ofContainers = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** What a quota counts, of which there are only whole ones (integerResources). */
const counted = new Set([
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]);

const ofQuotas = new Set([
  ...ofContainers,
  ...counted,
  'requests.cpu',
  'requests.memory',
  'requests.storage',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
]);

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Whether there is such a resource of containers: one that every node has, or one of a device, which bears the domain of its maker. */
export function isContainerResource(name: string): boolean {
  if (ofContainers.has(name)) return true;
  if (!isLabelKey(name)) return false;
  return name.includes('/') ? name.includes('kubernetes.io/') || isExtended(name) : isHugePages(name);
}

/** Whether a quota may count a resource (ValidateResourceQuotaResourceName). */
export function isQuotaResource(name: string): boolean {
  if (ofQuotas.has(name)) return true;
  return isLabelKey(name) && (name.includes('/') || isHugePages(name) || name.startsWith('requests.hugepages-'));
}

/** Whether there are only whole ones of a resource (IsIntegerResourceName). */
export function isCountedResource(name: string): boolean {
  return counted.has(name) || isExtended(name);
}

/** Whether more of a resource may be promised than there is (IsOvercommitAllowed). */
export function mayBeOvercommitted(name: string): boolean {
  return !isHugePages(name) && (!name.includes('/') || name.includes('kubernetes.io/'));
}

function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.');
}
