import { kindNamed } from './built-in-kinds.ts';
import type { Dump, DumpFiles, DumpFormat, DumpList } from './dump.ts';
import { rootBefore } from './root-before.ts';
import { itemsOf, textAt, valueOfFile } from './value-of-file.ts';

/** What `kubectl cluster-info dump --output-directory` writes: all nodes, and some kinds of the namespaces that were named. */
export const clusterInfoDump: DumpFormat = {
  title: 'a dump of `kubectl cluster-info dump`',
  root: (paths) => {
    const root = rootBefore(paths, /nodes\.json$/);
    const isIt =
      root !== null &&
      paths.some(
        (path) =>
          path.startsWith(root) && /^[^/]+\/(?:pods|replication-controllers)\.json$/.test(path.slice(root.length)),
      );
    return isIt ? root : null;
  },
  read,
};

const kinds: Readonly<Record<string, readonly [string, string]>> = {
  'pods': ['', 'Pod'],
  'services': ['', 'Service'],
  'replication-controllers': ['', 'ReplicationController'],
  'daemonsets': ['apps', 'DaemonSet'],
  'deployments': ['apps', 'Deployment'],
  'replicasets': ['apps', 'ReplicaSet'],
};

function read(files: DumpFiles): Dump {
  const names = new Set<string>();
  const lists: DumpList[] = [];
  for (const [path, file] of files) {
    const [, namespace = null, name = ''] = /^(?:([^/]+)\/)?([^/]+)\.json$/.exec(path) ?? [];
    const known =
      namespace === null
        ? name === 'nodes'
          ? (['', 'Node'] as const)
          : undefined
        : Object.hasOwn(kinds, name)
          ? kinds[name]
          : undefined;
    if (known === undefined) continue;
    if (namespace !== null) names.add(namespace);
    const value = valueOfFile(file);
    const found = itemsOf(value);
    const kind = kindNamed(known[0], known[1], textAt(value, 'apiVersion')?.split('/').at(-1));
    lists.push({
      ...kind,
      namespace,
      objects: found?.objects ?? [],
      lacks: found?.isWhole ? null : `holds ${path}, which cannot be read whole`,
    });
  }
  for (const [group, kind] of Object.values(kinds)) {
    const mine = lists.filter((one) => one.group === group && one.kind === kind).map(({ namespace }) => namespace);
    const list = kindNamed(group, kind);
    for (const namespace of mine.length === 0 ? [] : names) {
      if (!mine.includes(namespace))
        lists.push({
          ...list,
          namespace,
          objects: [],
          lacks: `holds no ${list.resource} of the namespace ${namespace}`,
        });
    }
  }
  return { version: null, namespaces: [...names].toSorted(), lists };
}
