import { isRaw } from '../../objects/fields.ts';
import type { ServedKind } from '../cluster-record.ts';
import { kindKey } from '../maker-kinds.ts';
import { askedKinds, kindNamed } from './built-in-kinds.ts';
import type { Dump, DumpFiles, DumpFormat, DumpList } from './dump.ts';
import { rootBefore } from './root-before.ts';
import { itemsOf, textAt, valueOfFile } from './value-of-file.ts';

/**
 * What Troubleshoot collects (`clusterResources`): whole lists, of each namespace in a file of its own, `NAME-errors.json` where the API server gave none, and
 * what it serves. Of Secrets it keeps none.
 */
export const supportBundle: DumpFormat = {
  title: 'a support bundle',
  root: (paths) => rootBefore(paths, /cluster-resources\/(?:namespaces\.json|nodes\.json|pods\/[^/]+\.json)$/),
  read,
};

const folder = 'cluster-resources';

const ofCluster: Readonly<Record<string, readonly [string, string]>> = {
  'nodes': ['', 'Node'],
  'pvs': ['', 'PersistentVolume'],
  'storage-classes': ['storage.k8s.io', 'StorageClass'],
  'custom-resource-definitions': ['apiextensions.k8s.io', 'CustomResourceDefinition'],
  'clusterroles': ['rbac.authorization.k8s.io', 'ClusterRole'],
  'clusterrolebindings': ['rbac.authorization.k8s.io', 'ClusterRoleBinding'],
  'priorityclasses': ['scheduling.k8s.io', 'PriorityClass'],
};

const ofNamespaces: Readonly<Record<string, readonly [string, string]>> = {
  'pods': ['', 'Pod'],
  'pvcs': ['', 'PersistentVolumeClaim'],
  'services': ['', 'Service'],
  'configmaps': ['', 'ConfigMap'],
  'serviceaccounts': ['', 'ServiceAccount'],
  'limitranges': ['', 'LimitRange'],
  'resource-quota': ['', 'ResourceQuota'],
  'deployments': ['apps', 'Deployment'],
  'statefulsets': ['apps', 'StatefulSet'],
  'daemonsets': ['apps', 'DaemonSet'],
  'replicasets': ['apps', 'ReplicaSet'],
  'jobs': ['batch', 'Job'],
  'cronjobs': ['batch', 'CronJob'],
  'ingress': ['networking.k8s.io', 'Ingress'],
  'network-policy': ['networking.k8s.io', 'NetworkPolicy'],
  'pod-disruption-budgets': ['policy', 'PodDisruptionBudget'],
  'roles': ['rbac.authorization.k8s.io', 'Role'],
  'rolebindings': ['rbac.authorization.k8s.io', 'RoleBinding'],
  'leases': ['coordination.k8s.io', 'Lease'],
  'endpointslices': ['discovery.k8s.io', 'EndpointSlice'],
};

function read(files: DumpFiles): Dump {
  const namespaces = valueOfFile(files.get(`${folder}/namespaces.json`));
  const told = itemsOf(namespaces);
  // A list of the API server has a version; one that was put together of single namespaces has none.
  const isAll = told?.isWhole === true && textAt(namespaces, 'metadata', 'resourceVersion') !== null;
  const names = new Set([
    ...(told?.objects ?? []).flatMap((one) => textAt(one, 'metadata', 'name') ?? []),
    ...(isAll ? [] : namespacesIn(files)),
  ]);
  const { served, serves } = discoveryIn(files);
  return {
    version: textAt(valueOfFile(files.get('cluster-info/cluster_version.json')), 'info', 'gitVersion'),
    namespaces: isAll ? null : [...names].toSorted(),
    served,
    serves,
    lists: [
      ...(told
        ? [
            {
              ...kindNamed('', 'Namespace'),
              namespace: null,
              objects: told.objects,
              lacks: isAll ? null : 'holds only some of the namespaces',
            },
          ]
        : []),
      ...Object.entries(ofCluster).flatMap(([name, kind]) => listOf(files, name, null, kind) ?? []),
      ...Object.entries(ofNamespaces).flatMap(([name, kind]) => {
        const lists = [...names].map((namespace) => listOf(files, name, namespace, kind));
        // Of a kind that was not collected at all one says so once.
        return lists.every((one) => one === null) && !files.has(`${folder}/${name}-errors.json`)
          ? []
          : lists.map((one, at) => one ?? lacking(files, name, [...names][at] as string, kind));
      }),
      ...customLists(files, served),
    ],
  };
}

function namespacesIn(files: DumpFiles): string[] {
  return [...files.keys()].flatMap((path) => {
    const [, name = '', namespace] = new RegExp(`^${folder}/([^/]+)/([^/]+)\\.json$`).exec(path) ?? [];
    return namespace !== undefined && Object.hasOwn(ofNamespaces, name) ? [namespace] : [];
  });
}

function listOf(
  files: DumpFiles,
  name: string,
  namespace: string | null,
  [group, kind]: readonly [string, string],
): DumpList | null {
  const path = `${folder}/${name}${namespace === null ? '' : `/${namespace}`}.json`;
  const file = files.get(path);
  if (!file) return null;
  const value = valueOfFile(file);
  const found = itemsOf(value);
  // Old ones write the objects without their list, in the version in which they asked.
  const stated = textAt(value, 'apiVersion') ?? textAt(found?.objects[0], 'apiVersion');
  const version = stated?.split('/').at(-1) ?? versionsOfOld[kind];
  return {
    ...kindNamed(group, kind, version),
    namespace,
    objects: found?.objects ?? [],
    lacks: found ? (found.isWhole ? null : `has a part of ${path} only`) : `holds ${path}, which cannot be read`,
  };
}

const versionsOfOld: Readonly<Record<string, string>> = { Ingress: 'v1beta1', CustomResourceDefinition: 'v1beta1' };

function lacking(
  files: DumpFiles,
  name: string,
  namespace: string,
  [group, kind]: readonly [string, string],
): DumpList {
  const told = textAt(valueOfFile(files.get(`${folder}/${name}-errors.json`)), namespace);
  const why = told === null ? '' : ` (${told.slice(0, 200)})`;
  const list = kindNamed(group, kind);
  return { ...list, namespace, objects: [], lacks: `holds no ${list.resource} of the namespace ${namespace}${why}` };
}

/** Custom resources: kinds of which there are none have no file. */
function customLists(files: DumpFiles, served: readonly ServedKind[]): DumpList[] {
  const beginning = `${folder}/custom-resources/`;
  const all = [...files.keys()].filter((path) => path.startsWith(beginning) && path.endsWith('.json'));
  if (all.length === 0) return [];
  const errors = [...files].filter(([path]) => /custom-resources(?:\/.*)?-errors\.json$/.test(path));
  const failed = errors.map(([, file]) => JSON.stringify(valueOfFile(file) ?? null)).join('');
  const own = new Set(served.map(kindKey));
  return askedKinds()
    .filter((kind) => own.has(kindKey(kind)) && kind.group.includes('.') && !kind.group.endsWith('.k8s.io'))
    .flatMap((asked) => {
      const kind = served.find((one) => kindKey(one) === kindKey(asked)) ?? asked;
      const name = `${kind.resource}.${kind.group}`;
      const mine = all.filter((path) => path === `${beginning}${name}.json` || path.startsWith(`${beginning}${name}/`));
      const lists = mine.map((path) => itemsOf(valueOfFile(files.get(path))));
      const isWhole = lists.every((one) => one?.isWhole) && !failed.includes(name);
      const objects = lists.flatMap((one) => one?.objects ?? []);
      return { ...kind, namespace: null, objects, lacks: isWhole ? null : `does not hold all ${name}` };
    });
}

/** What the API server serves, each kind in the version that it names first. */
function discoveryIn(files: DumpFiles): { served: ServedKind[]; serves: NonNullable<Dump['serves']> } {
  const groups = valueOfFile(files.get(`${folder}/resources.json`));
  const errors = valueOfFile(files.get(`${folder}/groups-resources-errors.json`));
  const isWhole =
    Array.isArray(groups) &&
    (errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0));
  const served = new Map<string, ServedKind>();
  const preferred = preferredIn(valueOfFile(files.get(`${folder}/groups.json`)));
  for (const one of Array.isArray(groups) ? groups : []) {
    const groupVersion = textAt(one, 'groupVersion');
    if (groupVersion === null || !isRaw(one) || !Array.isArray(one['resources'])) continue;
    const slash = groupVersion.indexOf('/');
    const [group, version] =
      slash < 0 ? ['', groupVersion] : [groupVersion.slice(0, slash), groupVersion.slice(slash + 1)];
    for (const resource of one['resources'] as unknown[]) {
      const [name, kind] = [textAt(resource, 'name'), textAt(resource, 'kind')];
      if (name === null || kind === null || name.includes('/') || !isRaw(resource)) continue;
      const key = kindKey({ group, kind });
      if (served.has(key) && !preferred.has(groupVersion)) continue;
      served.set(key, { group, version, kind, resource: name, isNamespaced: resource['namespaced'] === true });
    }
  }
  return {
    served: [...served.values()],
    serves: ({ group, kind }) => {
      const isThere =
        kind === '*' ? [...served.values()].some((one) => one.group === group) : served.has(kindKey({ group, kind }));
      return isThere || (isWhole ? false : null);
    },
  };
}

function preferredIn(groups: unknown): ReadonlySet<string> {
  const all = Array.isArray(groups) ? groups : [];
  return new Set(all.flatMap((one) => textAt(one, 'preferredVersion', 'groupVersion') ?? []));
}
