import { isRaw, type Raw } from '../../objects/fields.ts';
import type { Dump, DumpFiles, DumpFormat } from './dump.ts';
import { rootBefore } from './root-before.ts';
import { listsOfSingle, objectsIn } from './single-objects.ts';
import { versionOfOperator } from './version-of-operator.ts';
import { textAt, valueOfFile } from './value-of-file.ts';

/** What the Insights operator of OpenShift sends: single objects that its rules ask for, with names and addresses left out. No list of it is whole. */
export const insightsArchive: DumpFormat = {
  title: 'an Insights archive',
  root: (paths) => rootBefore(paths, /config\/clusteroperator\/[^/]+\.json$/),
  read,
};

/** What objects are that do not say so, by the folder that they lie in. */
const kinds: Readonly<Record<string, readonly [string, string]>> = {
  'config/pod': ['v1', 'Pod'],
  'config/node': ['v1', 'Node'],
  'config/persistentvolumes': ['v1', 'PersistentVolume'],
  'config/pdbs': ['policy/v1', 'PodDisruptionBudget'],
  'config/storage/storageclasses': ['storage.k8s.io/v1', 'StorageClass'],
  // OpenShift's own, whose roleRef has no kind.
  'config/clusterrolebinding': ['authorization.openshift.io/v1', 'ClusterRoleBinding'],
  'config/validatingwebhookconfigurations': ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
  'config/mutatingwebhookconfigurations': ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
  'config/crd': ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  'config/machinehealthchecks': ['machine.openshift.io/v1beta1', 'MachineHealthCheck'],
  'config/machineautoscalers': ['autoscaling.openshift.io/v1beta1', 'MachineAutoscaler'],
  'cluster-scoped-resources/rbac.authorization.k8s.io/clusterroles': ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
};

function read(files: DumpFiles): Dump {
  const unreadable: string[] = [];
  const objects = [...files].flatMap(([path, file]) => {
    if (!/^(?:config|cluster-scoped-resources|machinesets|customresources)\/.+\.json$/.test(path)) return [];
    const value = valueOfFile(file);
    if (value === undefined) unreadable.push(path);
    return withKind(path, value);
  });
  return {
    version: versionOfOperator(objects),
    namespaces: null,
    unreadable,
    lists: listsOfSingle(objects, (resource) => `holds only the ${resource} that its rules ask for`),
  };
}

function withKind(path: string, value: unknown): Raw[] {
  if (!isRaw(value) || !isRaw(value['metadata'])) return [];
  if (textAt(value, 'kind') !== null) return objectsIn(value);
  const [, known] = Object.entries(kinds).find(([folder]) => path.startsWith(`${folder}/`)) ?? [];
  return known ? [{ apiVersion: known[0], kind: known[1], ...value }] : [];
}
