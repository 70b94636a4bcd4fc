import type { ControlPlane } from '../../../estate/control-plane.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { Fields, isRaw, type Raw } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { authorizersOf, type Flags, flagsOf } from './api-server-flags.ts';
import { nothingStated, serversOf } from './control-plane.ts';

// Talos hands its API servers flags of its own and adds `extraArgs` of the machine configuration to them (k8s/control_plane_static_pod.go of Talos).

/** Whether a document is a machine configuration of Talos. */
export function isTalosMachine({ version, machine, cluster }: Raw): boolean {
  return version === 'v1alpha1' && isRaw(machine) && typeof machine['type'] === 'string' && isRaw(cluster);
}

/**
 * Reads a machine configuration of Talos where it is that of a server; null for that of a worker. What encrypts Secrets may stand in a document of its own
 * beside it, and keys are often left out of Git.
 */
export function readTalosMachine({ fields, head }: Subject): ControlPlane | null {
  const type = fields.objectOrNone('machine').text('type');
  if (type !== 'controlplane' && type !== 'init') return null;
  const cluster = fields.objectOrNone('cluster');
  const encrypts = ['secretboxEncryptionSecret', 'aescbcEncryptionSecret'].find((key) => cluster.has(key));
  const path = 'cluster.apiServer';
  return {
    ...ofTalos(head, [cluster]),
    encryptsSecrets: encrypts === undefined ? 'unsaid' : true,
    at: {
      servers: 'machine.type',
      store: 'machine.type',
      flags: path,
      encryption: `cluster.${encrypts ?? 'secretboxEncryptionSecret'}`,
      authorizers: path,
    },
  };
}

/** Reads a TalosControlPlane of Cluster API, which generates the machine configuration, with a key that encrypts Secrets, unless it is given one. */
export function readTalosControlPlane({ spec, head }: Subject): ControlPlane {
  const servers = serversOf(spec);
  const config = spec.objectOrNone('controlPlaneConfig').objectOrNone('controlplane');
  const patches = config.texts('strategicPatches').flatMap((text) => readDocuments(text));
  const documents = patches.map((one) => ('value' in one && isRaw(one.value) ? new Fields(one.value) : null));
  const read = documents.filter((one) => one !== null);
  const hiddenBy = config.has('data')
    ? 'a machine configuration, which was not read, says'
    : read.length < documents.length || config.objects('configPatches').some(isOfServer)
      ? 'patches of the machine configuration, which were not read, may change'
      : null;
  const path = 'spec.controlPlaneConfig.controlplane';
  return {
    ...ofTalos(
      head,
      read.map((one) => one.objectOrNone('cluster')),
    ),
    declaredBy: 'Cluster API',
    servers,
    storeMembers: servers,
    encryptsSecrets: hiddenBy === null ? true : 'unsaid',
    ...(hiddenBy === null ? {} : { flags: null, authorizers: null, hiddenBy }),
    at: { servers: 'spec.replicas', store: 'spec.replicas', flags: path, encryption: path, authorizers: path },
  };
}

/** Whether a JSON patch may change the API server. */
function isOfServer(patch: Fields): boolean {
  return /^\/?(?:cluster(?:\/apiServer.*)?)?$/.test(patch.text('path') ?? '');
}

/** `clusters`: the part of each document that speaks of the cluster; the last one that sets an argument holds. */
function ofTalos(head: Subject['head'], clusters: readonly Fields[]): ControlPlane {
  const servers = clusters.map((cluster) => cluster.objectOrNone('apiServer'));
  const given: Flags = Object.fromEntries(
    servers.flatMap((server) => Object.entries(flagsOf(wordsOf(server.objectOrNone('extraArgs'))))),
  );
  const modes = [
    'Node',
    'RBAC',
    ...(given['authorization-mode'] === undefined ? [] : (authorizersOf(given, '') ?? [])),
  ];
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'Talos',
    store: 'local',
    hasEndpoint: true,
    flags: { ...ownFlags, ...given },
    authorizers: servers.some((server) => server.has('authorizationConfig')) ? null : [...new Set(modes)],
  };
}

const ownFlags: Flags = {
  'anonymous-auth': 'false',
  'encryption-provider-config': 'of Talos',
  'audit-policy-file': 'of Talos',
  'audit-log-path': 'of Talos',
  'audit-log-maxage': '30',
};

/** Since Talos 1.12 an argument may have several values. */
function wordsOf(args: Fields): string[] {
  return Object.entries(args.raw).flatMap(([name, value]) =>
    [value]
      .flat()
      .map(
        (one) =>
          `--${name}=${typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? one : ''}`,
      ),
  );
}
