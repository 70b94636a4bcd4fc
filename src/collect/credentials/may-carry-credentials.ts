import { groupOf } from '../../estate/identity.ts';

/** Where in an object a credential can stand: in any of its texts, only in an annotation, or nowhere. */
export type Carries = 'anywhere' | 'annotations' | 'nowhere';

/** Built-in kinds with fields of free text: variables, arguments, data, parameters of a driver. */
const anywhere = new Set([
  '/ConfigMap',
  '/Secret',
  '/Pod',
  '/PodTemplate',
  '/ReplicationController',
  '/PersistentVolume',
  '/Config',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttributesClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
]);

/** Built-in groups whose other kinds have none. */
const fixedGroups = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'gateway.networking.k8s.io',
  'metrics.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'policy.networking.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'snapshot.storage.k8s.io',
  'storage.k8s.io',
]);

/** Where in objects of a kind a credential can stand. A definition of a custom kind holds none: it is a schema. */
export function mayCarryCredentials(apiVersion: string, kind: string): Carries {
  const group = groupOf(apiVersion);
  if (group === 'apiextensions.k8s.io') return 'nowhere';
  if (anywhere.has(`${group}/${kind}`)) return 'anywhere';
  return fixedGroups.has(group) ? 'annotations' : 'anywhere';
}
