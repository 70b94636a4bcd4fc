import type { OwnBudget, WorkloadAspect } from '../../estate/workload.ts';
import { notStated } from '../../estate/identity.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods, OperatorRoom } from './make-workload.ts';
import { overlay } from './overlay.ts';

// Rook 1.20: pkg/operator/ceph/cluster/{mon,mgr}/spec.go and drain.go, pkg/operator/ceph/{file/mds,object}/spec.go, pkg/apis/ceph.rook.io/v1/placement.go. Every daemon
// has a Deployment of its own. Which security contexts they get hangs on the nodes and the operator's settings.

const operator = 'Rook';

/** What stands under a daemon's key replaces, field by field, what stands under `all`. */
function of(spec: Fields, key: string, daemon: string): Raw {
  const both = spec.objectOrEmpty(key);
  return { ...both.objectOrEmpty('all').raw, ...both.objectOrEmpty(daemon).raw };
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

/** Pods of one daemon are kept apart by host; where several may stand on a node, as a preference. */
function apart(matchLabels: Raw, isPreference: boolean): Raw {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } };
  return isPreference
    ? { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 50, podAffinityTerm: term }] }
    : { requiredDuringSchedulingIgnoredDuringExecution: [term] };
}

function podOf(placement: Raw, antiAffinity: Raw, priorityClassName: unknown, zone: Raw | null = null): Raw {
  const { nodeAffinity, podAffinity, podAntiAffinity, topologySpreadConstraints } = placement;
  const written = Array.isArray(topologySpreadConstraints) ? (topologySpreadConstraints as readonly unknown[]) : [];
  return {
    affinity: { nodeAffinity, podAffinity, podAntiAffinity: overlay((podAntiAffinity ?? {}) as Raw, antiAffinity) },
    topologySpreadConstraints: zone ? [...written, zone] : topologySpreadConstraints,
    priorityClassName,
  };
}

/** Of managers, whatever is said of other budgets. */
const ofManagers: OwnBudget = {
  says: `${operator} makes a budget for it with maxUnavailable: 1`,
  path: 'spec.mgr.count',
  letsGo: true,
};

function managed(spec: Fields, says: string): OwnBudget | null {
  if (spec.objectOrEmpty('disruptionManagement').boolean('managePodBudgets') !== true) return null;
  return {
    says: `${operator} makes a budget for it ${says}`,
    path: 'spec.disruptionManagement.managePodBudgets',
    letsGo: true,
  };
}

interface Daemon {
  readonly daemon: 'mon' | 'mgr' | 'osd';
  readonly replicas: MadePods['replicas'];
  readonly pod: Raw;
  readonly budget: OwnBudget | null;
  readonly sidecars?: readonly string[];
  readonly known: readonly WorkloadAspect[];
  readonly claims?: MadePods['claims'];
}

function daemonOf(subject: Subject, { daemon, replicas, pod, budget, sidecars = [], known, claims }: Daemon): MadePods {
  const { spec } = subject;
  const image = spec.objectOrEmpty('cephVersion').value('image');
  const resources = spec.objectOrEmpty('resources');
  const keys =
    spec.objectOrEmpty('logCollector').boolean('enabled') === true ? [...sidecars, 'logcollector'] : sidecars;
  const containers: Container[] = [daemon, ...keys].map((name) => ({
    at: resources.has(name) ? resources.objectOrEmpty(name) : spec,
    // A sidecar of the managers is the operator's own.
    container: { name, image: name === 'mgr-sidecar' ? undefined : image, resources: resources.value(name) },
  }));
  const isSeen = image !== undefined && !keys.includes('mgr-sidecar');
  return {
    part: daemon,
    form: 'StatefulSet',
    replicas,
    labels: labelsOf(subject, daemon),
    at: spec,
    pod: { ...pod, hostNetwork: isOnHost(spec) },
    containers,
    known: [...known, 'priority', 'budget', ...(isSeen ? (['images'] as const) : [])],
    partly: image !== undefined && !isSeen ? ['images'] : [],
    budget,
    copiesData: true,
    claims,
  };
}

function isOnHost(spec: Fields): boolean {
  const network = spec.objectOrEmpty('network');
  return network.text('provider') === 'host' || network.boolean('hostNetwork') === true;
}

function priorityOf(spec: Fields, daemon: string): unknown {
  const names = spec.objectOrEmpty('priorityClassNames');
  return names.value(daemon) ?? names.value('all');
}

function monitors(subject: Subject): MadePods {
  const { spec } = subject;
  const mon = spec.objectOrEmpty('mon');
  const written = mon.integer('count') ?? 0;
  const count = written === 0 ? 3 : written;
  const labels = { app: 'rook-ceph-mon' };
  const stretch = mon.object('stretchCluster');
  // Each monitor is bound to a zone.
  const zone =
    stretch || mon.objects('zones').length > 0
      ? {
          maxSkew: 1,
          topologyKey: (stretch ?? mon).text('failureDomainLabel') || 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: labels },
        }
      : null;
  const isPreference = mon.boolean('allowMultiplePerNode') === true && !isOnHost(spec);
  const claim = mon.object('volumeClaimTemplate');
  return daemonOf(subject, {
    daemon: 'mon',
    replicas: written === 0 ? { is: 3, path: 'spec.mon.count' } : { at: mon, key: 'count', otherwise: 3 },
    pod: podOf(of(spec, 'placement', 'mon'), apart(labels, isPreference), priorityOf(spec, 'mon'), zone),
    budget: count > 2 ? managed(spec, 'that keeps the quorum') : null,
    known: ['spread', 'resources'],
    claims: claim
      ? [
          {
            name: 'mon-data',
            accessModes: ['ReadWriteOnce'],
            storageClass: claim.objectOrEmpty('spec').text('storageClassName'),
          },
        ]
      : undefined,
  });
}

function managers(subject: Subject): MadePods {
  const { spec } = subject;
  const mgr = spec.objectOrEmpty('mgr');
  const isMany = (mgr.integer('count') ?? 1) > 1;
  const own = isMany ? apart({ app: 'rook-ceph-mgr' }, mgr.boolean('allowMultiplePerNode') === true) : {};
  return daemonOf(subject, {
    daemon: 'mgr',
    replicas: { at: mgr, key: 'count', otherwise: null },
    pod: podOf(of(spec, 'placement', 'mgr'), own, priorityOf(spec, 'mgr')),
    budget: isMany ? ofManagers : null,
    sidecars: isMany ? ['mgr-sidecar'] : [],
    known: ['spread', 'resources'],
  });
}

/** How many there are, the devices of the nodes decide, but for those that lie on claims. */
function stores(subject: Subject): MadePods {
  const { spec } = subject;
  const storage = spec.objectOrEmpty('storage');
  const sets = storage.objects('storageClassDeviceSets');
  const hasOnlySets = sets.length > 0 && storage.boolean('useAllNodes') !== true && !storage.has('nodes');
  const count = sets.reduce((sum, one) => sum + (one.integer('count') ?? 0), 0);
  const isOwn = sets.every((one) => !one.has('resources')) && !sets.some((one) => one.has('deviceClass'));
  return daemonOf(subject, {
    daemon: 'osd',
    replicas: hasOnlySets ? { is: count, path: 'spec.storage.storageClassDeviceSets' } : null,
    pod: { priorityClassName: priorityOf(spec, 'osd') },
    budget: managed(spec, 'that lets one failure domain go at a time'),
    known: isOwn && spec.objectOrEmpty('resources').has('osd') ? ['resources'] : [],
  });
}

/** One for each node that runs daemons. */
function onNodes({ spec }: Subject, part: string): MadePods {
  const at = spec.objectOrEmpty('resources');
  return {
    part,
    form: 'DaemonSet',
    replicas: null,
    labels: { app: `rook-ceph-${part}` },
    at: spec,
    pod: { priorityClassName: priorityOf(spec, part) },
    containers: [
      {
        at,
        container: { name: part, image: spec.objectOrEmpty('cephVersion').value('image'), resources: at.value(part) },
      },
    ],
    known: [
      'priority',
      'budget',
      'resources',
      ...(spec.objectOrEmpty('cephVersion').has('image') ? (['images'] as const) : []),
    ],
  };
}

function cluster(subject: Subject): MadePods[] {
  const { spec } = subject;
  if (spec.objectOrEmpty('external').boolean('enable') === true) return [];
  const hasCrashes = spec.objectOrEmpty('crashCollector').boolean('disable') !== true;
  return [
    monitors(subject),
    managers(subject),
    stores(subject),
    ...(hasCrashes ? [onNodes(subject, 'crashcollector')] : []),
    onNodes(subject, 'exporter'),
  ];
}

/** The daemons of a file system or an object store: its cluster says which image they run and whether budgets are made. */
function server(daemon: 'mds' | 'rgw', at: Fields, replicas: MadePods['replicas']): MadePods {
  return {
    form: 'StatefulSet',
    replicas,
    labels: { app: `rook-ceph-${daemon}`, ceph_daemon_type: daemon },
    at,
    pod: podOf(at.objectOrEmpty('placement').raw, {}, at.value('priorityClassName')),
    containers: [{ at, container: { name: daemon, resources: at.value('resources') } }],
    known: ['priority'],
    // Whether logs are collected beside them, the cluster says.
    partly: ['resources'],
    copiesData: true,
  };
}

function filesystem(subject: Subject): MadePods[] {
  const at = subject.spec.objectOrEmpty('metadataServer');
  // As many stand by as are active.
  const active = at.integer('activeCount') ?? 1;
  return [server('mds', at, { is: active * 2, path: 'spec.metadataServer.activeCount' })];
}

function objectStore(subject: Subject): MadePods[] {
  const at = subject.spec.objectOrEmpty('gateway');
  if (at.objects('externalRgwEndpoints').length > 0) return [];
  return [server('rgw', at, { at, key: 'instances', otherwise: null })];
}

/** Rook. */
export const rook: OperatorRoom = {
  operator,
  makes: {
    'ceph.rook.io/CephCluster': cluster,
    'ceph.rook.io/CephFilesystem': filesystem,
    'ceph.rook.io/CephObjectStore': objectStore,
  },
};
