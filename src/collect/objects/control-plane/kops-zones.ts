import type { Origin } from '../../../estate/identity.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { regionOfZone } from '../region-of-zone.ts';

/** What a Cluster of kOps, or an InstanceGroup, says of where the members of etcd lie. */
export interface KopsPart {
  readonly cluster: string;
  readonly place: string;
  readonly origin: Origin;
  /** The groups in which the members of its etcd lie, one for each; null of an InstanceGroup. */
  readonly memberGroups: readonly string[] | null;
  /** The zones of its subnets by their names. */
  readonly zoneOf: ReadonlyMap<string, string>;
  /** The name of an InstanceGroup, and the one zone or the one subnet that it names; null of a Cluster, and where there are several. */
  readonly group: string | null;
  readonly zone: string | null;
  readonly subnet: string | null;
}

/** Reads what an object of kOps says of it; null for every other. */
export function readKopsPart({ spec, metadata, head }: Subject): KopsPart | null {
  if (!head.apiVersion.startsWith('kops.k8s.io/')) return null;
  const common = { place: head.places[0] ?? '', origin: head.origin };
  if (head.kind === 'InstanceGroup')
    return {
      ...common,
      cluster: metadata.labels('labels')['kops.k8s.io/cluster'] ?? '',
      memberGroups: null,
      zoneOf: new Map(),
      group: head.name,
      zone: onlyOne(spec, 'zones'),
      subnet: onlyOne(spec, 'subnets'),
    };
  if (head.kind !== 'Cluster') return null;
  const main = spec.objects('etcdClusters').find((one) => one.text('name') === 'main');
  const members = main?.objects('etcdMembers').map((one) => one.text('instanceGroup') ?? '') ?? [];
  const subnets = spec.objects('subnets').map((one) => [one.text('name') ?? '', one.text('zone') ?? ''] as const);
  return {
    ...common,
    cluster: head.name,
    memberGroups: members,
    zoneOf: new Map(subnets),
    group: null,
    zone: null,
    subnet: null,
  };
}

function onlyOne(fields: Fields, key: string): string | null {
  const [first, ...others] = fields.texts(key);
  return others.length === 0 ? (first ?? null) : null;
}

/** The zone in which more than half of the members of a Cluster's etcd lie, by the groups of its own folder; null where none is known to. */
export function zoneOfMajority(
  { cluster, place, memberGroups, zoneOf }: KopsPart,
  parts: readonly KopsPart[],
): string | null {
  const zones = (memberGroups ?? []).map((name) => {
    const groups = parts.filter((one) => one.group === name && one.place === place && one.cluster === cluster);
    const [group] = groups;
    if (!group || groups.length > 1) return null;
    const { zone, subnet } = group;
    // A subnet that the Cluster does not list may bear the name of its zone, as kOps names those that it makes.
    return zone ?? (zoneOf.get(subnet ?? '') || (subnet !== null && regionOfZone(subnet) !== null ? subnet : null));
  });
  const counts = Map.groupBy(zones, (zone) => zone);
  const found = [...counts].find(([zone, members]) => zone !== null && members.length * 2 > zones.length);
  return found?.[0] ?? null;
}
