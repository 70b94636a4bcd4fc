import type { Door, Entrance } from '../../../estate/entrance.ts';
import { namesHost } from '../../../estate/host-name.ts';
import type { Subject } from '../object-metadata.ts';
import { door, hostOf } from './entrances.ts';

/**
 * Reads a RouteGroup of skipper: one door for each host. Without certificates of its own (`spec.tls`, since skipper 0.18.98) the load balancer before skipper
 * ends TLS, or none does; its installation settles that.
 */
export function readRouteGroup({ spec, head }: Subject): Entrance {
  const tls = spec.objects('tls').map((entry) => ({ hosts: entry.texts('hosts'), secret: entry.text('secretName') }));
  const doors = spec.texts('hosts').map((host, index): Door => {
    const naming = tls.filter(({ hosts }) => hosts.length === 0 || namesHost(hosts, host));
    return {
      ...door,
      host: hostOf(host),
      path: `spec.hosts[${index}]`,
      encryption: naming.length > 0 ? 'tls' : null,
      secrets: [...new Set(naming.flatMap(({ secret }) => secret || []))],
      plain: null,
    };
  });
  return { ...head, noun: 'entrance', inside: false, controller: 'skipper', proxy: null, isAlone: false, doors };
}
