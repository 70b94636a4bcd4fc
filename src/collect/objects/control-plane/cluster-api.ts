import type { ControlPlane } from '../../../estate/control-plane.ts';
import { argumentsOf, authorizersOf, flagsOf } from './api-server-flags.ts';
import { nothingStated, serversOf, storeOf } from './control-plane.ts';
import { patchesApiServer, patchesHide } from './kubeadm-patches.ts';
import type { Subject } from '../object-metadata.ts';

/** Reads a KubeadmControlPlane of Cluster API: so many machines, each with an API server. */
export function readKubeadmControlPlane({ spec, head }: Subject): ControlPlane {
  const cluster = spec.objectOrNone('kubeadmConfigSpec').objectOrNone('clusterConfiguration');
  const servers = serversOf(spec);
  const store = storeOf(cluster);
  const given = argumentsOf(cluster.objectOrNone('apiServer'), 'either');
  const isPatched = patchesApiServer(spec.objectOrNone('kubeadmConfigSpec'));
  const flags = isPatched ? null : given;
  const path = 'spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs';
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'Cluster API',
    servers,
    ...store,
    storeMembers: store.store === 'local' ? servers : store.storeMembers,
    hasEndpoint: true,
    flags,
    authorizers: flags && authorizersOf(flags, 'Node,RBAC'),
    ...(isPatched ? { hiddenBy: patchesHide } : {}),
    at: { servers: 'spec.replicas', store: 'spec.replicas', flags: path, encryption: path, authorizers: path },
  };
}

/** Reads the Cluster of Cluster API that is made from a class, which says all but how many servers there are. */
export function readClassyControlPlane({ spec, head }: Subject): ControlPlane | null {
  const topology = spec.object('topology');
  if (!topology) return null;
  const written = topology.objectOrNone('controlPlane').value('replicas');
  // Where none is stated, whoever scales the control plane decides; without one it sleeps.
  const servers = Number.isSafeInteger(written) && (written as number) > 0 ? (written as number) : null;
  const path = servers === null ? 'spec.topology' : 'spec.topology.controlPlane.replicas';
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'Cluster API',
    servers,
    hasEndpoint: true,
    at: {
      servers: path,
      store: path,
      flags: 'spec.topology',
      encryption: 'spec.topology',
      authorizers: 'spec.topology',
    },
  };
}

/**
 * Reads a template of control planes, of which a ClusterClass makes them. How many servers there are each Cluster says; and the class may patch anything in
 * the template, for all or for some of them.
 */
export function readControlPlaneTemplate({ head }: Subject): ControlPlane {
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'Cluster API',
    hasEndpoint: true,
    encryptsSecrets: head.kind === 'RKE2ControlPlaneTemplate' ? true : 'unsaid',
    hiddenBy: 'the ClusterClass that uses this template may patch',
    at: { ...nothingStated.at, servers: 'spec.template', store: 'spec.template', flags: 'spec.template' },
  };
}

/** Reads the control plane of k0s (K0sControlPlane): etcd beside each server, unless its configuration names another store. */
export function readK0sControlPlane({ spec, head }: Subject): ControlPlane {
  const servers = serversOf(spec);
  const config = spec.objectOrNone('k0sConfigSpec');
  const storage = config.objectOrNone('k0s').objectOrNone('spec').objectOrNone('storage').text('type') ?? 'etcd';
  const isLocal = storage === 'etcd' && !config.texts('args').some((word) => word.startsWith('--single'));
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'Cluster API',
    servers,
    store: isLocal ? 'local' : null,
    storeMembers: isLocal ? servers : null,
    hasEndpoint: true,
    encryptsSecrets: 'unsaid',
    hiddenBy: 'the configuration of k0s, which was not read, may change',
    at: { ...nothingStated.at, servers: 'spec.replicas', store: 'spec.replicas', flags: 'spec.k0sConfigSpec' },
  };
}

/** Reads a control plane whose servers are pods of another cluster (Kamaji): two unless it says otherwise, over a store that several of them share. */
export function readHostedControlPlane({ spec, head }: Subject): ControlPlane {
  const isTenant = head.kind === 'TenantControlPlane';
  const deployment = spec.objectOrNone('controlPlane').objectOrNone('deployment');
  const counted = isTenant ? deployment : spec;
  const words = isTenant
    ? deployment.objectOrNone('extraArgs').texts('apiServer')
    : spec.objectOrNone('apiServer').texts('extraArgs');
  const flags = flagsOf(words);
  const replicas = isTenant ? 'spec.controlPlane.deployment.replicas' : 'spec.replicas';
  const path = isTenant ? 'spec.controlPlane.deployment.extraArgs.apiServer' : 'spec.apiServer.extraArgs';
  return {
    ...head,
    ...nothingStated,
    noun: 'controlPlane',
    declaredBy: 'Kamaji',
    // It sleeps without one.
    servers: counted.integer('replicas') === 0 ? null : (counted.integer('replicas') ?? 2),
    store: 'external',
    hasEndpoint: true,
    flags,
    authorizers: authorizersOf(flags, 'Node,RBAC'),
    at: {
      servers: replicas,
      store: isTenant ? 'spec.dataStore' : 'spec.dataStoreName',
      flags: path,
      encryption: path,
      authorizers: path,
    },
  };
}
