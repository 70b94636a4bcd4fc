import { notStated } from '../../estate/identity.ts';
import type { OwnBudget, WorkloadAspect } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods } from './make-workload.ts';
import { type Place, placesIn } from './places.ts';
import { type RookPlacement, rookPlacement } from './rook-placement.ts';

// Rook 1.20: pkg/operator/ceph/cluster/{mon,mgr}/spec.go. Every daemon has a Deployment of its own.

/** A daemon of Ceph of which a cluster has several. */
export interface RookDaemon {
  readonly daemon: 'mon' | 'mgr' | 'osd';
  readonly replicas: MadePods['replicas'];
  /** What keeps its pods apart, and a constraint over zones; null where the operator's own rules for it are not known. */
  readonly spread: { readonly apart: Raw; readonly zone?: Raw | null } | null;
  readonly budget: OwnBudget | null;
  readonly sidecars?: readonly string[];
  readonly known: readonly WorkloadAspect[];
  readonly claims?: MadePods['claims'];
}

/** Makes the pods of a daemon. */
export function rookDaemon(
  subject: Subject,
  { daemon, replicas, spread, budget, sidecars = [], known, claims }: RookDaemon,
): MadePods {
  const { spec } = subject;
  const version = spec.objectOrEmpty('cephVersion');
  const image = version.value('image');
  const keys =
    spec.objectOrEmpty('logCollector').boolean('enabled') === true ? [...sidecars, 'logcollector'] : sidecars;
  const containers = [daemon, ...keys].map((name): Container => {
    // A sidecar of the managers is the operator's own.
    const isOwn = name === 'mgr-sidecar';
    return rookContainer(spec, name, isOwn ? undefined : image);
  });
  const isSeen = image !== undefined && !keys.includes('mgr-sidecar');
  const { pod, fields } = spread ? placementOf(spec, daemon, spread) : { pod: {}, fields: {} };
  return {
    part: daemon,
    form: 'StatefulSet',
    replicas,
    labels: labelsOf(subject, daemon),
    at: spec,
    fields: { ...fields, priorityClassName: rookPriorityAt(spec, daemon), hostNetwork: { near: 'spec.network' } },
    labelsAt: `spec.labels.${daemon}`,
    pod: { ...pod, priorityClassName: rookPriority(spec, daemon), hostNetwork: isOnHost(spec) },
    containers,
    known: [...known, 'priority', 'budget', ...(isSeen ? (['images'] as const) : [])],
    partly: image !== undefined && !isSeen ? ['images'] : [],
    budget,
    copiesData: true,
    claims,
  };
}

/** What stands under a daemon's key replaces, field by field, what stands under `all`. */
function placementOf(
  spec: Fields,
  daemon: string,
  { apart, zone = null }: NonNullable<RookDaemon['spread']>,
): RookPlacement {
  const placement = spec.objectOrEmpty('placement');
  const both = { ...placement.objectOrEmpty('all').raw, ...placement.objectOrEmpty(daemon).raw };
  const at = placement.has(daemon) || !placement.has('all') ? daemon : 'all';
  return rookPlacement(placement.objectOrEmpty(at), both, apart, zone);
}

function labelsOf({ head: { name, namespace } }: Subject, daemon: string): Record<string, string> {
  return {
    'app': `rook-ceph-${daemon}`,
    'ceph_daemon_type': daemon,
    ...(namespace === notStated ? {} : { rook_cluster: namespace }),
    'app.kubernetes.io/name': `ceph-${daemon}`,
    'app.kubernetes.io/part-of': name,
    'app.kubernetes.io/managed-by': 'rook-ceph-operator',
  };
}

/** A container of a cluster's daemons: every one has its resources under its name. */
export function rookContainer(spec: Fields, name: string, image: unknown): Container {
  const resources = spec.objectOrEmpty('resources');
  return {
    at: spec,
    fields: {
      resources: { in: resources, key: name },
      ...(name === 'mgr-sidecar' ? {} : placesIn(spec.objectOrEmpty('cephVersion'), 'image')),
    },
    container: { name, image, resources: resources.value(name) },
  };
}

/** Whether the daemons have the network of their nodes. */
export function isOnHost(spec: Fields): boolean {
  const network = spec.objectOrEmpty('network');
  return network.text('provider') === 'host' || network.boolean('hostNetwork') === true;
}

/** The priority class of a daemon, or of all. */
export function rookPriority(spec: Fields, daemon: string): unknown {
  const names = spec.objectOrEmpty('priorityClassNames');
  return names.value(daemon) ?? names.value('all');
}

/** Where the priority class of a daemon stands, or may. */
export function rookPriorityAt(spec: Fields, daemon: string): Place {
  const names = spec.objectOrEmpty('priorityClassNames');
  return { in: names, key: names.has(daemon) || !names.has('all') ? daemon : 'all' };
}
