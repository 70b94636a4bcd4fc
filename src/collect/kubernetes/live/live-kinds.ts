import type { FactName, Facts } from '../../../estate/facts.ts';
import { isServedKind } from '../../objects/kinds.ts';
import type { Subject } from '../../objects/object-metadata.ts';
import { readControlPlanePart } from './read-control-plane-part.ts';
import {
  readK8upBackup,
  readPostgresBackup,
  readStateSnapshot,
  readVeleroBackup,
  readVolumeSnapshot,
} from './read-made-copies.ts';
import { readNode } from './read-node.ts';
import { readSaidSettings, readToldSettings } from './read-server-settings.ts';
import { readServiceEndpoints } from './read-service-endpoints.ts';
import { readSignInMode } from './read-sign-in-mode.ts';
import { readVolume } from './read-volume.ts';

/** What is made of an object of a kind of which only a running cluster tells. */
export interface LiveReader {
  readonly fact: FactName;
  readonly read: (subject: Subject) => Facts[FactName] | null;
}

/** By `group/kind`. How Pods are, and Leases, is read by whoever builds the cluster: those need to know what made them, of these only the number matters. */
const liveReaders: Readonly<Record<string, LiveReader>> = {
  '/Node': { fact: 'nodes', read: readNode },
  '/Pod': { fact: 'controlPlaneParts', read: readControlPlanePart },
  '/PersistentVolume': { fact: 'volumes', read: readVolume },
  'discovery.k8s.io/EndpointSlice': { fact: 'serviceEndpoints', read: readServiceEndpoints },
  'config.openshift.io/Authentication': { fact: 'signIns', read: readSignInMode },
  'config.openshift.io/APIServer': { fact: 'serverSettings', read: readToldSettings },
  'operator.openshift.io/KubeAPIServer': { fact: 'serverSettings', read: readSaidSettings },
  'velero.io/Backup': { fact: 'madeCopies', read: readVeleroBackup },
  'postgresql.cnpg.io/Backup': { fact: 'madeCopies', read: readPostgresBackup },
  'k8up.io/Backup': { fact: 'madeCopies', read: readK8upBackup },
  'k3s.cattle.io/ETCDSnapshotFile': { fact: 'madeCopies', read: readStateSnapshot },
  'snapshot.storage.k8s.io/VolumeSnapshot': { fact: 'madeCopies', read: readVolumeSnapshot },
};

/** The facts that come of the kinds that are not read by one of these readers alone. */
const alsoLive: Readonly<Record<string, readonly FactName[]>> = {
  '/Pod': ['runningPods'],
  'coordination.k8s.io/Lease': ['liveClusters'],
  '/Node': ['liveClusters', 'tools'],
  'config.openshift.io/ClusterVersion': ['tools'],
};

/** The kinds of which only a running cluster tells, and those of which it tells more than a manifest, as `group/kind`. */
export const liveKinds: readonly string[] = [...new Set([...Object.keys(liveReaders), ...Object.keys(alsoLive)])];

/** The reader of a kind of which only a running cluster tells; null for others. */
export function liveReaderOf(group: string, kind: string): LiveReader | null {
  const key = `${group}/${kind}`;
  return Object.hasOwn(liveReaders, key) ? (liveReaders[key] ?? null) : null;
}

/** The facts that objects of a kind become beside those that a manifest becomes. */
export function liveFactsOf(group: string, kind: string): readonly FactName[] {
  const own = liveReaderOf(group, kind);
  return [...(own ? [own.fact] : []), ...(alsoLive[`${group}/${kind}`] ?? [])];
}

/** Whether objects of a kind are asked for at all. */
export function isAskedFor(group: string, kind: string): boolean {
  return isServedKind(group, kind) || liveFactsOf(group, kind).length > 0;
}

/** The only namespace in which objects of a kind are asked for; null: in all. */
export function askedOnlyIn(group: string, kind: string): string | null {
  // Those of the nodes are many, and nothing hangs on them.
  return group === 'coordination.k8s.io' && kind === 'Lease' ? 'kube-system' : null;
}
