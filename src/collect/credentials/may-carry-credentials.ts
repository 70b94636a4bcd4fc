import { groupOf } from '../../estate/identity.ts';

/**
 * Whether an object can carry a credential. `always`: it has fields of free text. `if-named`: it can if one of its fields says so, or if one was found
 * in it. `in-annotations`: the same of its annotations, and its other fields are fixed. `never`: it is a schema.
 */
export type Carries = 'always' | 'if-named' | 'in-annotations' | 'never';

/** Kinds with fields of free text: variables, arguments, data. */
const always = new Set([
  '/ConfigMap',
  '/Secret',
  '/Pod',
  '/PodTemplate',
  '/ReplicationController',
  '/Config',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'batch/CronJob',
  'batch/Job',
  'extensions/DaemonSet',
  'extensions/Deployment',
  'extensions/ReplicaSet',
  'argoproj.io/Rollout',
  'bitnami.com/SealedSecret',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ExternalSecret',
]);

/** Kinds of the groups below that have parameters for a driver of somebody else. */
const withParameters = new Set([
  '/PersistentVolume',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttributesClass',
]);

/** Built-in groups whose other kinds have fixed fields. */
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

/** Whether objects of a kind can carry a credential. */
export function mayCarryCredentials(apiVersion: string, kind: string): Carries {
  const group = groupOf(apiVersion);
  const name = `${group}/${kind}`;
  if (always.has(name)) return 'always';
  if (group === 'apiextensions.k8s.io') return 'never';
  // A document that is no object of any API, such as the options of a server.
  if (apiVersion === '') return 'if-named';
  return fixedGroups.has(group) && !withParameters.has(name) ? 'in-annotations' : 'if-named';
}

/** Whether the name of a field speaks of credentials, be it of where they are. */
export function speaksOfCredentials(name: string): boolean {
  return (
    name.length <= longestName &&
    /passw|passphrase|token|secret|credential|(?:api|private|access|encryption|certificate)[-_.]?key/i.test(name)
  );
}

const longestName = 120;
