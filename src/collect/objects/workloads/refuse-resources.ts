import { isRaw, type Raw } from '../fields.ts';
import { isLarger, readAmount, refuseAmount } from '../refuse-amount.ts';
import { isUnfilled, type Path, type Refuse } from '../refuse-at.ts';
import { isContainerResource, isCountedResource, mayBeOvercommitted } from '../resource-names.ts';

/**
 * Refuses resources that there are none of, amounts below zero or of parts of a device, and requests for one without its limit.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (validateResourceRequirements).
 */
export function refuseResources({ resources }: Raw, container: Path, refuse: Refuse): void {
  if (!isRaw(resources)) return;
  const path = [...container, 'resources'];
  const limits = isRaw(resources['limits']) ? resources['limits'] : {};
  const requests = isRaw(resources['requests']) ? resources['requests'] : {};
  refuseAmounts(limits, [...path, 'limits'], refuse);
  refuseAmounts(requests, [...path, 'requests'], refuse);
  refusePages(resources, path, refuse);
  for (const name in requests) {
    // A request above its limit is refused, too, and is told as a fault of the workload.
    if (mayBeOvercommitted(name)) continue;
    const [request, limit] = [requests[name], limits[name]];
    if (limit === undefined || limit === null)
      refuse.missing([...path, 'limits', name], 'of this resource the limit is needed');
    else if (isLarger(request, limit) || isLarger(limit, request))
      refuse.together([...path, 'requests', name], 'of this resource it must be its limit');
  }
}

/** Pages of memory are taken in whole ones, and beside cpu or memory (validateContainerResourceRequirements). */
function refusePages(resources: Raw, path: Path, refuse: Refuse): void {
  let hasPages = false;
  let hasOthers = false;
  for (const list of ['limits', 'requests']) {
    const amounts = resources[list];
    if (!isRaw(amounts)) continue;
    for (const name in amounts) {
      if (name === 'cpu' || name === 'memory') hasOthers = true;
      if (!name.startsWith('hugepages-')) continue;
      hasPages = true;
      const [amount, page] = [readAmount(amounts[name]), readAmount(name.slice('hugepages-'.length))];
      if (amount !== null && page !== null && page.nanos > 0n && amount.nanos % page.nanos !== 0n)
        refuse([...path, list, name], 'these are no whole pages');
    }
  }
  if (hasPages && !hasOthers)
    refuse.missing([...path, 'limits', 'memory'], 'huge pages need cpu or memory beside them');
}

function refuseAmounts(amounts: Raw, path: Path, refuse: Refuse): void {
  for (const name in amounts) {
    if (!isContainerResource(name) && !isUnfilled(name))
      refuse([...path, name], 'containers have no such resource: cpu, memory, ephemeral-storage, or that of a device');
    refuseAmount(amounts[name], isCountedResource(name), [...path, name], refuse);
  }
}
