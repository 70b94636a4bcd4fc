import fc from 'fast-check';
import { isAskedFor } from '../../src/collect/kubernetes/live/live-kinds.ts';
import { isRaw, type Raw } from '../../src/collect/objects/fields.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { groupOf } from '../../src/estate/identity.ts';
import type { ServerMetrics } from '../../src/estate/live-cluster.ts';
import { clusterOf } from './cluster-of.ts';
import { stateSnapshot } from './live-backups.ts';
import { controlPlaneNode, etcdPod } from './live-control-plane.ts';
import { saidSettings, toldSettings } from './operator-settings.ts';
import type { Json } from './random-parts.ts';

// Random clusters: objects as a folder holds them, with a state that a controller may have given them, on a few nodes, with pods.

const condition = (type: string, status: string): Json => ({
  type,
  status,
  lastTransitionTime: '2026-11-20T00:00:00Z',
});

/** States that objects of any kind may have: each controller has its own words. */
const state = fc.constantFrom<Json | null>(
  null,
  { conditions: [condition('Ready', 'True'), condition('AbleToScale', 'True'), condition('ScalingActive', 'True')] },
  { conditions: [condition('Ready', 'False')], phase: 'Failed' },
  { phase: 'Available', readyReplicas: 1, numberReady: 1, desiredNumberScheduled: 1 },
  { phase: 'Enabled', readyReplicas: 3, numberReady: 2, desiredNumberScheduled: 3, lastBackup: '2026-11-24T01:00:00Z' },
  {
    readyInstances: 3,
    instances: 3,
    phase: 'Cluster in healthy state',
    conditions: [condition('ContinuousArchiving', 'True')],
    lastSyncTime: '2026-11-24T11:50:00Z',
    latestMoverStatus: { result: 'Successful' },
  },
  {
    readyInstances: 1,
    instances: 3,
    conditions: [condition('ContinuousArchiving', 'False')],
    lastScheduleTime: '2026-11-20T01:00:00Z',
  },
  {
    health: { status: 'Healthy' },
    sync: { status: 'Synced' },
    resources: [],
    inventory: { entries: [] },
    lastSuccessfulTime: '2026-11-24T01:00:00Z',
  },
  { health: { status: 'Degraded' }, sync: { status: 'OutOfSync' }, updateStatus: 'operational', updatedReplicas: 0 },
  { updateStatus: 'failed', scale: { statusReplicas: '2/2' }, conditions: [condition('ResourcesUpToDate', 'True')] },
);

const zone = fc.constantFrom<string | null>('z1', 'z2', null);

const nodes = fc.array(
  fc.record({
    zone,
    ready: fc.constantFrom('True', 'True', 'Unknown'),
    kubelet: fc.constantFrom('v1.37.2', 'v1.34.0'),
  }),
  { maxLength: 3 },
);

const metrics = fc.constantFrom<ServerMetrics | null>(
  null,
  {
    encrypted: {},
    readPlain: null,
    auditEvents: 0,
    auditLevels: {},
    auditErrors: 0,
    signsInByIssuer: false,
    deprecatedAsked: [],
  },
  {
    encrypted: { 'k8s:enc:secretbox:v1': 12 },
    readPlain: 3,
    auditEvents: 100,
    auditLevels: { Metadata: 100 },
    auditErrors: 1,
    signsInByIssuer: true,
    deprecatedAsked: [],
  },
);

/** An operator that runs the API servers, and what it is told. */
const operator = fc.constantFrom<Raw[]>(
  [],
  [],
  [toldSettings({ encryption: { type: 'aescbc' } }), saidSettings('True', 'EncryptionCompleted')],
  [
    toldSettings({ encryption: { type: 'KMS' }, audit: { profile: 'None' } }),
    saidSettings('False', 'EncryptionInProgress'),
  ],
  [toldSettings({ audit: { profile: 'Default' } }), saidSettings()],
);

/** What a control plane leaves that copies its own state. */
const snapshots = fc.constantFrom<Raw[]>(
  [],
  [],
  [stateSnapshot(5, 'server'), stateSnapshot(5, 's3')],
  [stateSnapshot(5, 'server'), stateSnapshot(50, 's3')],
  [stateSnapshot(50, 's3'), stateSnapshot(5, 's3', true)],
);

function nodeObject(index: number, one: { zone: string | null; ready: string; kubelet: string }): Raw {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${index}`, labels: one.zone === null ? {} : { 'topology.kubernetes.io/zone': one.zone } },
    status: { conditions: [condition('Ready', one.ready)], nodeInfo: { kubeletVersion: one.kubelet } },
  };
}

/** A pod of a workload, on a node. */
function podOf(owner: Raw, index: number, node: number, isReady: boolean): Raw {
  const { name, namespace = 'default' } = owner['metadata'] as Raw;
  const { apiVersion, kind } = owner;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${String(name)}-${index}`,
      namespace,
      ownerReferences: [{ apiVersion, kind, name, uid: uidOf(owner), controller: true }],
    },
    spec: { nodeName: `node-${node}`, containers: [{ name: 'a', image: 'registry.bank.example/a:1' }] },
    status: {
      phase: 'Running',
      conditions: [condition('Ready', isReady ? 'True' : 'False')],
      containerStatuses: [
        isReady || index === 1
          ? { name: 'a', restartCount: 0 }
          : { name: 'a', restartCount: 12, state: { waiting: { reason: 'CrashLoopBackOff' } } },
      ],
    },
  };
}

function uidOf({ apiVersion, kind, metadata }: Raw): string {
  const { namespace = 'default', name } = metadata as Raw;
  return `${String(apiVersion)}/${String(kind)}/${String(namespace)}/${String(name)}`;
}

/** What an API server would hold of these objects: each identity once, and nothing that is no object. */
function asServed(objects: readonly Json[]): Raw[] {
  const held = objects.filter(
    (one) =>
      typeof one['apiVersion'] === 'string' &&
      typeof one['kind'] === 'string' &&
      isRaw(one['metadata']) &&
      isAskedFor(groupOf(one['apiVersion']), one['kind']),
  );
  return [...new Map(held.map((one) => [uidOf(one), one])).values()];
}

const makers = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Random clusters that hold some of these objects. */
export function randomClusters(objects: fc.Arbitrary<readonly Json[]>): fc.Arbitrary<Estate> {
  return fc
    .record({
      objects,
      states: fc.array(state, { minLength: 14, maxLength: 14 }),
      nodes,
      pods: fc.array(fc.record({ node: fc.nat(2), isReady: fc.boolean() }), { maxLength: 3 }),
      metrics,
      version: fc.constantFrom('v1.37.2', 'v1.33.1-eks-5c8d1f2', 'v1.36.0'),
      lease: fc.nat(3),
      operator,
      snapshots,
      controlPlane: fc.array(fc.record({ zone, isReady: fc.boolean() }), { maxLength: 4 }),
    })
    .map((random) => {
      const served = asServed(random.objects).map((one, index) => ({
        ...one,
        metadata: { ...(one['metadata'] as Raw), uid: uidOf(one) },
        ...(random.states[index % random.states.length] && { status: random.states[index % random.states.length] }),
      }));
      const pods = served
        .filter(({ kind }: Raw) => makers.has(String(kind)))
        .flatMap((owner) => random.pods.map((pod, index) => podOf(owner, index, pod.node, pod.isReady)));
      const slices = served
        .filter(({ kind }: Raw) => kind === 'Service')
        .flatMap((one, index) => (index % 3 === 2 ? [] : [sliceOf(one, index % 2 === 0)]));
      const copies = served.flatMap((one, index) => copiesOf(one, index));
      const leases = Array.from({ length: random.lease }, (_, index) => leaseObject(index));
      const on = random.nodes.map((one, index) => nodeObject(index, one));
      const servers = random.controlPlane.flatMap((one, index) => [
        controlPlaneNode(`cp-${index}`, one.zone),
        etcdPod(`cp-${index}`, one.isReady),
      ]);
      return clusterOf(
        [
          ...served,
          ...pods,
          ...on,
          ...leases,
          ...servers,
          ...slices,
          ...copies,
          ...random.operator,
          ...random.snapshots,
        ],
        {
          version: random.version,
          metrics: random.metrics,
        },
      );
    });
}

/** What some schedules leave: copies that are whole, old, or failed. */
function copiesOf({ apiVersion, kind, metadata }: Raw, index: number): Raw[] {
  const group = groupOf(String(apiVersion));
  if (group !== 'velero.io' || kind !== 'Schedule') return [];
  const { name, namespace = 'default' } = metadata as Raw;
  const states: [string, string][] = [
    ['Completed', '2026-11-24T02:00:00Z'],
    ['PartiallyFailed', '2026-11-24T03:00:00Z'],
    ['Completed', '2026-10-01T02:00:00Z'],
  ];
  return states
    .filter((_, nth) => (index + nth) % 3 !== 0)
    .map(([phase, startTimestamp], nth) => ({
      apiVersion: 'velero.io/v1',
      kind: 'Backup',
      metadata: { name: `${String(name)}-${nth}`, namespace, labels: { 'velero.io/schedule-name': name } },
      status: { phase, startTimestamp },
    }));
}

function sliceOf({ metadata }: Raw, ready: boolean): Raw {
  const { name, namespace = 'default' } = metadata as Raw;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${String(name)}-x`, namespace, labels: { 'kubernetes.io/service-name': name } },
    endpoints: [{ conditions: { ready } }],
  };
}

function leaseObject(index: number): Raw {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: `apiserver-${index}`,
      namespace: 'kube-system',
      labels: { 'apiserver.kubernetes.io/identity': 'kube-apiserver' },
    },
    spec: { renewTime: '2026-11-24T11:59:59.000000Z', leaseDurationSeconds: 3600 },
  };
}
