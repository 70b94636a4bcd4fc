import { type Overlap, overlapOf } from '../estate/clusters.ts';
import type { Door, Entrance } from '../estate/entrance.ts';
import type { EntranceRoute, RouteParent } from '../estate/entrance-route.ts';
import type { FactName } from '../estate/facts.ts';
import type { FactView, Vantage } from '../estate/fact-view.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';
import { hostsMeet, isInsideHost } from '../estate/host-name.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** A door that a route hangs on. */
export interface RouteDoor {
  readonly entrance: Entrance;
  readonly door: Door;
}

/** Through which doors the requests of a route come in. */
export interface RouteDoors {
  /** Without TLS. */
  readonly plain: readonly RouteDoor[];
  /** With TLS. */
  readonly encrypted: readonly RouteDoor[];
  /** Whether something is served with TLS for each of its hosts: by this route, or by another one of the same entrance. */
  readonly hasTls: boolean;
  readonly inside: boolean;
  /** Why that may not be all; null when it is. */
  readonly missing: FactName | Gap | null;
}

/** The doors of the entrances that a route names, for the hosts that it names. */
export const routeDoors: Analysis<'entranceRoute', RouteDoors> = defineAnalysis({
  needs: ['entrances', 'entranceRoutes'],
  per: 'entranceRoute',
  compute: ({ entrances, entranceRoutes }) => {
    const isServedThrough = servedThrough(entranceRoutes.items);
    return (route, vantage) => {
      const parents = route.parents.map((parent) => ({ parent, ...entranceOf(parent, route, entrances, vantage) }));
      const meets = ({ host }: Door): boolean =>
        route.hosts.length === 0 || route.hosts.some((one) => hostsMeet(one, host));
      const all = parents.flatMap(({ entrance }) =>
        entrance === null ? [] : entrance.doors.filter(meets).map((door): RouteDoor => ({ entrance, door })),
      );
      const used = parents.flatMap(({ parent, entrance }) =>
        all.filter((one) => one.entrance === entrance && leadsTo(parent, one.door)),
      );
      const missing = parents.find((one) => one.missing !== null)?.missing ?? null;
      const undecided = used.some(({ door }) => door.encryption === null);
      const plain = used.filter(({ door }) => door.encryption === 'none');
      const encrypted = used.filter(({ door }) => door.encryption === 'tls');
      // A door with TLS by itself serves nothing: some route must hang on it.
      const spare = all.filter(({ door }) => door.encryption === 'tls');
      const isServed = (overlaps: readonly Overlap[]): boolean =>
        hostsOf(route).every((host) => isServedThrough(spare, host, route, overlaps));
      const hasTls = encrypted.length > 0 || isServed(['all']);
      const mayHaveTls = !hasTls && plain.length > 0 && spare.length > 0;
      const isHidden = mayHaveTls && (!entranceRoutes.near(route, vantage).complete || isServed(['all', 'unknown']));
      const hidden = isHidden ? 'entranceRoutes' : null;
      return {
        plain,
        encrypted,
        hasTls,
        inside:
          used.length > 0 &&
          (used.every(({ entrance }) => entrance.inside) ||
            (route.hosts.length > 0 && route.hosts.every((host) => isInsideHost(host)))),
        missing: missing ?? (used.length === 0 ? hangsOnNothing(route) : undecided ? decidedBefore(route) : hidden),
      };
    };
  },
});

/** The hosts of a route in small letters; the empty one stands for all. */
function hostsOf({ hosts }: EntranceRoute): readonly string[] {
  return hosts.length === 0 ? [''] : hosts.map((host) => host.toLowerCase());
}

/** Tells whether a route serves something for a host through one of some doors, where another one is: in all clusters of that one, or perhaps. */
function servedThrough(
  routes: readonly EntranceRoute[],
): (doors: readonly RouteDoor[], host: string, other: EntranceRoute, overlaps: readonly Overlap[]) => boolean {
  const parents = new Map<string, { readonly parent: RouteParent; readonly route: EntranceRoute }[]>();
  for (const route of routes.filter(({ redirects }) => !redirects)) {
    for (const host of hostsOf(route))
      for (const parent of route.parents) {
        const key = [parent.namespace, parent.name, host].join('\0');
        const known = parents.get(key);
        if (known) known.push({ parent, route });
        else parents.set(key, [{ parent, route }]);
      }
  }
  return (doors, host, other, overlaps) =>
    doors.some(
      ({ entrance: { namespace, name }, door }) =>
        hostsMeet(door.host, host === '' ? null : host) &&
        wider(host)
          .flatMap((one) => parents.get([namespace, name, one].join('\0')) ?? [])
          .some(({ parent, route }) => leadsTo(parent, door) && overlaps.includes(overlapFor(other, route))),
    );
}

function overlapFor({ clusters: own }: EntranceRoute, { clusters: others }: EntranceRoute): Overlap {
  return own === undefined || others === undefined ? 'all' : overlapOf(own, true, others);
}

/** A host, and all that take it in: the wildcards above it, and the empty one. */
function wider(host: string): readonly string[] {
  const labels = host.split('.');
  return [...new Set([host, ...labels.map((_, index) => `*.${labels.slice(index + 1).join('.')}`), ''])];
}

function leadsTo(parent: RouteParent, door: Door): boolean {
  return (parent.door === null || parent.door === door.name) && (parent.port === null || parent.port === door.port);
}

function entranceOf(
  { namespace, name }: RouteParent,
  route: EntranceRoute,
  entrances: FactView<Entrance>,
  vantage: Vantage,
): { readonly entrance: Entrance | null; readonly missing: Gap | null } {
  const unseen = (why: string): Gap => elsewhere(`it hangs on ${name}, ${why}`, 'other-repository');
  if (namespace === null) return { entrance: null, missing: unseen('which is of a kind that is not read yet') };
  const where = { namespace, places: route.places, clusters: route.clusters };
  const near = entrances.near(where, vantage, name);
  const found = near.found.filter(({ kind }) => kind === 'Gateway');
  const [entrance = null] = found;
  // What lies outside of what was given hides no variant of an entrance that was.
  const hidden = near.gaps.find((one) => one.elsewhere !== true);
  if (hidden) return { entrance: null, missing: hidden };
  if (entrance === null) {
    const isElsewhere = entrances.items.some((one) => one.namespace === namespace && one.name === name);
    const why = isElsewhere ? 'which the folder holds for other clusters alone' : 'which the folder does not hold';
    return { entrance: null, missing: unseen(why) };
  }
  // From another namespace nobody looks at each of several variants in turn.
  if (found.length > 1 || (namespace !== route.namespace && entrances.hasVariants(entrance)))
    return { entrance: null, missing: unseen('of which the folder holds several') };
  return { entrance, missing: null };
}

function hangsOnNothing({ parents }: EntranceRoute): Gap {
  const names = parents.map(({ name, door }) => (door === null ? name : `${name} (${door})`)).join(', ');
  return elsewhere(
    parents.length === 0
      ? 'it names no entrance to hang on'
      : `${names} has no door for its hosts that the folder shows`,
    'running-platform',
  );
}

function decidedBefore({ parents }: EntranceRoute): Gap {
  const names = parents.map(({ name }) => name).join(', ');
  return elsewhere(
    `whether ${names} has TLS is settled by its controller or the load balancer before it, which a folder does not show`,
    'running-platform',
  );
}
