import type { StoreSnapshots } from '../../../estate/store-snapshots.ts';
import type { ControlPlane } from '../../../estate/control-plane.ts';
import { argumentsOf, authorizersOf, type Flags, flagsOf, flagsOfFields } from './api-server-flags.ts';
import { expectVersion, headOfFile } from './component-file.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { Fields, isRaw } from '../fields.ts';
import type { Head, Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

/** What a control plane says unless it says more. */
export const nothingStated: Omit<ControlPlane, keyof Head | 'noun' | 'declaredBy'> = {
  servers: null,
  zones: null,
  store: null,
  storeMembers: null,
  hasEndpoint: null,
  flags: null,
  authorizers: null,
  encryptsSecrets: null,
  keepsAuditLog: null,
  snapshots: null,
  at: { servers: 'spec', store: 'spec', flags: 'spec', encryption: 'spec', authorizers: 'spec' },
};

/** Reads the pod of an API server, or a workload that makes such pods; null for all others. */
export function readApiServer({ metadata, spec, head }: Subject): ControlPlane | null {
  const pod = head.kind === 'Pod' ? spec : spec.objectOrNone('template').objectOrNone('spec');
  for (const container of pod.objects('containers')) {
    const words = [...container.texts('command'), ...container.texts('args')];
    const start = words.findIndex((word) => /(?:^|\/)kube-apiserver$/.test(word));
    const isServer =
      start >= 0 ||
      (container.text('name') === 'kube-apiserver' && words.some((word) => /^--etcd-servers\b/.test(word)));
    if (!isServer) continue;
    const flags = isWhole(words) ? flagsOf(words) : null;
    const { where } = container;
    return {
      ...head,
      ...nothingStated,
      noun: 'controlPlane',
      ...(isItsNodes(metadata, head) ? { ofThisCluster: 'server' } : {}),
      ...(isItsNodes(metadata, head) && head.namespace === 'openshift-kube-apiserver' ? { keptByOperator: true } : {}),
      declaredBy: head.kind === 'Pod' ? 'the manifest of its pod' : 'the workload that runs it',
      servers: head.kind === 'Deployment' || head.kind === 'StatefulSet' ? (spec.integer('replicas') ?? 1) : null,
      flags,
      // The API server by itself allows everything, unless it is told how to decide.
      authorizers: flags && authorizersOf(flags, 'AlwaysAllow'),
      at: { servers: 'spec.replicas', store: where, flags: where, encryption: where, authorizers: where },
    };
  }
  return null;
}

/** Whether a pod of a cluster is the API server's copy of one that a node runs from a file: then it is no server of another cluster. */
function isItsNodes(metadata: Fields, { kind, origin }: Head): boolean {
  if (kind !== 'Pod' || origin.api === undefined) return false;
  return metadata.objects('ownerReferences').some((one) => one.value('kind') === 'Node');
}

/** Whether the words are all that the API server gets: not where a shell adds to them, or a file of a distribution's own. */
function isWhole(words: readonly string[]): boolean {
  return words.every((word) => !/\s-|\$[@{(]|^--openshift-config/.test(word));
}

/** Reads kubeadm's ClusterConfiguration. */
export function readClusterConfiguration(subject: Subject): ControlPlane {
  expectVersion(subject, kubeadmVersions);
  return ofKubeadm(headOfFile(subject), subject.fields, subject.head.apiVersion, '');
}

const kubeadmVersions = ['v1beta1', 'v1beta2', 'v1beta3', 'v1beta4'];

/** Reads the ConfigMap in which kubeadm keeps the ClusterConfiguration; null for all others. */
export function readClusterConfigurationMap({ fields, head }: Subject): ControlPlane | null {
  if (head.name !== 'kubeadm-config') return null;
  const data = fields.objectOrEmpty('data');
  const text = data.text('ClusterConfiguration');
  if (text === null) return null;
  const [document] = readDocuments(text);
  const value = document && 'value' in document ? document.value : undefined;
  const version = isRaw(value) ? String(value['apiVersion']) : '';
  if (!isRaw(value) || !kubeadmVersions.some((one) => version === `kubeadm.k8s.io/${one}`))
    return data.refuse('ClusterConfiguration', 'a ClusterConfiguration');
  const plane = ofKubeadm(
    head,
    new Fields(value, data, ['ClusterConfiguration']),
    version,
    'data.ClusterConfiguration',
  );
  const isItsOwn = head.origin.api !== undefined && head.namespace === 'kube-system';
  return isItsOwn ? { ...plane, ofThisCluster: 'configuration' } : plane;
}

/** `within`: the field that holds all of it, where it is no document of its own. */
function ofKubeadm(head: Head, fields: Fields, version: string, within: string): ControlPlane {
  const flags = argumentsOf(fields.objectOrEmpty('apiServer'), version.endsWith('v1beta4') ? 'list' : 'map');
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'the configuration of kubeadm',
    ...storeOf(fields),
    // kubeadm lets no second control-plane node join without it (checkIfReadyForAdditionalControlPlane in kubeadm's join).
    hasEndpoint: fields.text('controlPlaneEndpoint') !== null && fields.text('controlPlaneEndpoint') !== '',
    flags,
    authorizers: authorizersOf(flags, 'Node,RBAC'),
    at: {
      servers: within || 'controlPlaneEndpoint',
      store: within || 'etcd',
      flags: within || 'apiServer.extraArgs',
      encryption: within || 'apiServer.extraArgs',
      authorizers: within || 'apiServer.extraArgs',
    },
  };
}

/** The store of a ClusterConfiguration. One address of an external etcd may stand for all its members. */
export function storeOf(cluster: Fields): Pick<ControlPlane, 'store' | 'storeMembers'> {
  const external = cluster.objectOrEmpty('etcd').object('external');
  if (!external) return { store: 'local', storeMembers: null };
  const endpoints = new Set(external.texts('endpoints')).size;
  return { store: 'external', storeMembers: endpoints < 2 ? null : endpoints };
}

/** How many servers a control plane of Cluster API has: one, unless it says otherwise; null where something fills the number in later. */
export function serversOf(spec: Fields): number | null {
  const written = spec.value('replicas');
  if (typeof written === 'string' && isPlaceholder(written)) return null;
  const servers = spec.integer('replicas') ?? 1;
  return servers < 1 ? spec.refuse('replicas', 'a whole number above 0') : servers;
}

/** Reads the Cluster of kOps: an API server beside each member of etcd, an instance group for each. */
export function readKopsCluster({ spec, head }: Subject): ControlPlane {
  const main = spec.objects('etcdClusters').find((one) => one.text('name') === 'main');
  const members = main?.objects('etcdMembers').length ?? null;
  const given: Flags = flagsOfFields(spec.objectOrEmpty('kubeAPIServer'));
  const encrypts = spec.boolean('encryptionConfig') ?? false;
  const hasWay = Object.keys(spec.objectOrEmpty('authentication').raw).length > 0;
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'kOps',
    servers: members,
    store: 'local',
    storeMembers: members,
    hasEndpoint: true,
    snapshots: snapshotsOfKops(main),
    flags: {
      // It runs a webhook of its own where it is told how people sign in.
      ...(hasWay ? { 'authentication-token-webhook-config-file': 'of kOps' } : {}),
      ...given,
      ...(spec.objectOrNone('authorization').has('alwaysAllow') ? { 'authorization-mode': 'AlwaysAllow' } : {}),
      // kOps turns anonymous requests away, whatever it is told (pkg/model/components/apiserver.go).
      'anonymous-auth': 'false',
    },
    authorizers: spec.objectOrNone('authorization').has('alwaysAllow')
      ? ['AlwaysAllow']
      : given['authorization-mode'] === undefined
        ? null
        : authorizersOf(given, ''),
    encryptsSecrets: encrypts,
    at: {
      authorizers: spec.objectOrNone('authorization').has('alwaysAllow')
        ? 'spec.authorization.alwaysAllow'
        : 'spec.kubeAPIServer.authorizationMode',
      servers: 'spec.etcdClusters',
      store: 'spec.etcdClusters',
      flags: 'spec.kubeAPIServer',
      encryption: 'spec.encryptionConfig',
    },
  };
}

/** Every quarter of an hour, into the store of the cluster's state unless another one is named (docs/operations/etcd_backup_restore_encryption.md). */
function snapshotsOfKops(main: Fields | undefined): StoreSnapshots | null {
  if (/^legacy$/i.test(main?.text('provider') ?? '')) return null;
  const named = main?.objectOrEmpty('backups').text('backupStore') || null;
  const quarter = 15 * 60;
  return {
    stoppedBy: null,
    cadence: { runs: 'every', longestSeconds: quarter, missesClockChange: false },
    schedule: 'every 15 minutes',
    leave: named === null || !/^(?:file:|\/)/.test(named),
    proof: `etcd-manager-ctl --backup-store=${named ?? 'STATE-STORE/CLUSTER/backups/etcd/main'} list-backups`,
    at: { schedule: 'spec.etcdClusters', leave: main ? `${main.where}.backups.backupStore` : 'spec.etcdClusters' },
  };
}

/**
 * Reads the Shoot of Gardener: one member of everything unless it is to survive the failure of a node (three members of etcd in one zone) or of a zone.
 * Gardener always encrypts Secrets, and hands the API server flags of its own: an audit policy, whose log may go anywhere, and Node and RBAC as authorizers
 * (pkg/component/kubernetes/apiserver).
 */
export function readShoot({ spec, head }: Subject): ControlPlane {
  const tolerance = spec
    .objectOrNone('controlPlane')
    .objectOrNone('highAvailability')
    .objectOrNone('failureTolerance')
    .text('type');
  const members = { none: 1, node: 3, zone: 3 }[tolerance ?? 'none'] ?? null;
  const path = 'spec.controlPlane.highAvailability.failureTolerance.type';
  const server = spec.objectOrNone('kubernetes').objectOrNone('kubeAPIServer');
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'Gardener',
    zones: { none: 1, node: 1, zone: 3 }[tolerance ?? 'none'] ?? null,
    store: 'local',
    storeMembers: members,
    hasEndpoint: true,
    flags: flagsOfShoot(server),
    // A preset of the garden may add a provider; and people sign in to the garden, which lets them into its Shoots.
    maySignInElsewhere: true,
    // Beside these there may be webhooks.
    authorizers: ['Node', 'RBAC'],
    encryptsSecrets: true,
    at: {
      servers: path,
      store: path,
      flags: 'spec.kubernetes.kubeAPIServer',
      authorizers: 'spec.kubernetes.kubeAPIServer',
      encryption: 'spec.kubernetes',
    },
  };
}

function flagsOfShoot(server: Fields): Flags {
  const provider = Object.entries(server.objectOrNone('oidcConfig').raw);
  const signIn = flagsOfFields(new Fields(Object.fromEntries(provider.map(([key, value]) => [`oidc-${key}`, value]))));
  const isInFile = server.objectOrNone('structuredAuthentication').has('configMapName');
  return {
    ...signIn,
    ...(isInFile ? { 'authentication-config': 'of the Shoot' } : {}),
    ...(isInFile ? {} : { 'anonymous-auth': String(server.boolean('enableAnonymousAuthentication') ?? false) }),
    'audit-policy-file': 'of Gardener',
    'audit-log-path': 'of Gardener',
  };
}

/** Reads a control plane that a cloud provider runs. */
export function readManagedControlPlane({ head }: Subject): ControlPlane {
  return { ...head, ...nothingStated, noun: 'controlPlane', declaredBy: 'its provider', store: 'managed' };
}

/** Reads the AWSManagedControlPlane of Cluster API. Of the logs that it lists each is off unless it is switched on (controlplane/eks/api, ControlPlaneLoggingSpec). */
export function readEksControlPlane(subject: Subject): ControlPlane {
  const { spec } = subject;
  const logging = spec.object('logging');
  return {
    ...readManagedControlPlane(subject),
    encryptsSecrets: spec.object('encryptionConfig') ? true : null,
    keepsAuditLog: logging ? (logging.boolean('audit') ?? false) : null,
    at: { ...nothingStated.at, flags: 'spec.logging', encryption: 'spec.encryptionConfig' },
  };
}

/** Reads the ClusterConfig of eksctl. EKS writes no log of its control plane unless it is told which. */
export function readEksctlConfig(subject: Subject): ControlPlane {
  const { fields } = subject;
  const logging = fields.objectOrNone('cloudWatch').object('clusterLogging');
  const types = logging?.texts('enableTypes');
  return {
    ...readManagedControlPlane(subject),
    encryptsSecrets: fields.objectOrNone('secretsEncryption').text('keyARN') === null ? null : true,
    keepsAuditLog: types ? types.some((type) => type === 'audit' || type === 'all' || type === '*') : null,
    at: {
      ...nothingStated.at,
      servers: 'metadata.name',
      store: 'metadata.name',
      flags: 'cloudWatch.clusterLogging.enableTypes',
      encryption: 'secretsEncryption.keyARN',
    },
  };
}
