import { isLabelKey } from '../../../estate/label.ts';
import type { Raw } from '../fields.ts';
import { refuseReference, subdomainRule } from '../name-rule.ts';
import { refuseAddress } from '../network/refuse-address.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse } from '../refuse-at.ts';

/**
 * Refuses names of hosts that a pod knows by itself, without an address, and gates that are none.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateHostAliases, validateSchedulingGates).
 */
export function refuseHosts(spec: Raw, path: Path, refuse: Refuse): void {
  eachIn(spec, 'hostAliases', path, ({ ip, hostnames }, at) => {
    refuseAddress(ip, [...at, 'ip'], refuse);
    if (!Array.isArray(hostnames)) return;
    hostnames.forEach((name: unknown, index) =>
      refuseReference(name, subdomainRule, [...at, 'hostnames', index], refuse),
    );
  });
  const seen = new Set<string>();
  eachIn(spec, 'schedulingGates', path, ({ name }, at) => {
    if (isLeftOut(name)) return refuse.missing([...at, 'name']);
    if (typeof name !== 'string' || isUnfilled(name)) return;
    if (!isLabelKey(name)) refuse([...at, 'name'], 'it is no name of a gate');
    if (seen.has(name)) refuse(at, 'two gates bear this name');
    seen.add(name);
  });
}
