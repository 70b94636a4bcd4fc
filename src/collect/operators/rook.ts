import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { isOnHost, rookContainer, rookDaemon, rookPriority, rookPriorityAt } from './rook-daemon.ts';
import { rookFilesystem, rookObjectStore } from './rook-server.ts';

// Rook 1.20: pkg/operator/ceph/cluster/mon/{spec,drain}.go, pkg/operator/ceph/cluster/mgr/{mgr,spec,drain}.go. Which security contexts its pods get hangs on the nodes and the
// operator's settings.

const operator = 'Rook';

/** Pods of one daemon are kept apart by host; where several may stand on a node, as a preference. */
function apart(matchLabels: Raw, isPreference: boolean): Raw {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } };
  return isPreference
    ? { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 50, podAffinityTerm: term }] }
    : { requiredDuringSchedulingIgnoredDuringExecution: [term] };
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
  return rookDaemon(subject, {
    daemon: 'mon',
    replicas: written === 0 ? { is: 3, path: 'spec.mon.count' } : { at: mon, key: 'count', otherwise: 3 },
    spread: { apart: apart(labels, isPreference), zone },
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
  return rookDaemon(subject, {
    daemon: 'mgr',
    replicas: { at: mgr, key: 'count', otherwise: null },
    spread: { apart: own },
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
  return rookDaemon(subject, {
    daemon: 'osd',
    replicas: hasOnlySets ? { is: count, path: 'spec.storage.storageClassDeviceSets' } : null,
    spread: null,
    budget: managed(spec, 'that lets one failure domain go at a time'),
    known: isOwn && spec.objectOrEmpty('resources').has('osd') ? ['resources'] : [],
  });
}

/** One for each node that runs daemons. */
function onNodes({ spec }: Subject, part: string): MadePods {
  const image = spec.objectOrEmpty('cephVersion').value('image');
  return {
    part,
    form: 'DaemonSet',
    replicas: null,
    labels: { app: `rook-ceph-${part}` },
    at: spec,
    fields: { priorityClassName: rookPriorityAt(spec, part) },
    labelsAt: `spec.labels.${part}`,
    pod: { priorityClassName: rookPriority(spec, part) },
    containers: [rookContainer(spec, part, image)],
    known: ['priority', 'budget', 'resources', ...(image === undefined ? [] : (['images'] as const))],
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

/** Rook. */
export const rook: OperatorRoom = {
  operator,
  makes: {
    'ceph.rook.io/CephCluster': cluster,
    'ceph.rook.io/CephFilesystem': rookFilesystem,
    'ceph.rook.io/CephObjectStore': rookObjectStore,
  },
};
