import { isRaw, type Raw } from '../../objects/fields.ts';
import type { ServedKind } from '../cluster-record.ts';
import { builtInKinds, kindNamed } from './built-in-kinds.ts';
import type { Dump, DumpFiles, DumpFormat, DumpList } from './dump.ts';
import { rootBefore } from './root-before.ts';
import { itemsOf, textAt, valueOfFile } from './value-of-file.ts';

/**
 * What Sonobuoy writes of a cluster: `resources/cluster` and `resources/ns/NAMESPACE`, no file where a list is empty, and in `meta/query-time.json` each
 * question that it asked, with what went wrong.
 */
export const sonobuoy: DumpFormat = {
  title: 'an archive of Sonobuoy',
  root: (paths) => rootBefore(paths, /(?:meta\/query-time|serverversion)\.json$/),
  read,
};

/** A question that was asked: of which resource, in which namespace, and whether it was answered. */
interface Asked {
  readonly resource: string;
  readonly namespace: string | null;
  readonly error: string | null;
}

function read(files: DumpFiles): Dump {
  const asked = questionsIn(valueOfFile(files.get('meta/query-time.json')));
  const filters = filtersIn(valueOfFile(files.get('meta/config.json')));
  const names = new Set(asked.flatMap(({ namespace }) => namespace ?? []));
  for (const path of files.keys()) {
    const [, namespace] = /^resources\/ns\/([^/]+)\//.exec(path) ?? [];
    if (namespace !== undefined) names.add(namespace);
  }
  const lists = [...listsIn(files)].map(([key, list]): DumpList => {
    const question = asked.find((one) => keyOf(one.resource, one.namespace) === key);
    const lacks =
      list.lacks ?? (question ? (question.error ?? selected(list, filters)) : 'does not say that it asked for it');
    return { ...list, lacks };
  });
  const told = new Set(lists.map((one) => keyOf(one.resource, one.namespace)));
  const served = groupsIn(valueOfFile(files.get('servergroups.json')));
  return {
    version: textAt(valueOfFile(files.get('serverversion.json')), 'gitVersion'),
    namespaces: filters.namespaces === '.*' ? null : [...names].toSorted(),
    ...(served && { serves: ({ group }) => (served.has(group) ? null : false) }),
    lists: [...lists, ...builtInKinds().flatMap((kind) => unwritten(kind, { asked, told, names, filters }))],
  };
}

/** The lists of a kind that were asked for, and were empty or not answered; and those that were not asked for in every namespace. */
function unwritten(
  kind: ServedKind,
  {
    asked,
    told,
    names,
    filters,
  }: { asked: readonly Asked[]; told: ReadonlySet<string>; names: ReadonlySet<string>; filters: Filters },
): DumpList[] {
  const mine = asked.filter(
    ({ resource, namespace }) => resource === kind.resource && (namespace !== null) === kind.isNamespaced,
  );
  if (mine.length === 0) return [];
  const lists = mine
    .filter(({ resource, namespace }) => !told.has(keyOf(resource, namespace)))
    .map(({ namespace, error }): DumpList => ({
      ...kind,
      namespace,
      objects: [],
      lacks: error ?? selected(kind, filters),
    }));
  const within = new Set(mine.map(({ namespace }) => namespace));
  const isEverywhere = !kind.isNamespaced || [...names].every((name) => within.has(name));
  return isEverywhere
    ? lists
    : [...lists, { ...kind, namespace: null, objects: [], lacks: `holds ${kind.resource} of some namespaces only` }];
}

interface Filters {
  readonly namespaces: string;
  readonly labels: string;
}

function filtersIn(config: unknown): Filters {
  return {
    namespaces: textAt(config, 'Filters', 'Namespaces') ?? 'not stated',
    labels: isRaw(config) ? (textAt(config, 'Filters', 'LabelSelector') ?? '') : 'not stated',
  };
}

/** Labels choose among what lies in namespaces. */
function selected(
  { isNamespaced, resource }: Pick<ServedKind, 'isNamespaced' | 'resource'>,
  { labels }: Filters,
): string | null {
  return isNamespaced && labels !== ''
    ? `holds only the ${resource} that its label selector names (${labels.slice(0, 100)})`
    : null;
}

function questionsIn(value: unknown): Asked[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRaw).flatMap((one): Asked[] => {
    const name = textAt(one, 'queryobj');
    if (name === null) return [];
    const said = textAt(one['error'], 'ErrStatus', 'message') ?? textAt(one, 'error');
    const failed = one['error'] !== undefined && one['error'] !== null;
    const error = failed ? `holds no ${name.toLowerCase()}: ${(said ?? 'the question failed').slice(0, 200)}` : null;
    return [{ resource: name.toLowerCase(), namespace: textAt(one, 'namespace'), error }];
  });
}

function* listsIn(files: DumpFiles): Generator<[string, DumpList]> {
  for (const [path, file] of files) {
    const [, where = '', name = ''] = /^resources\/(cluster|ns\/[^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (name === '') continue;
    const namespace = where.startsWith('ns/') ? where.slice('ns/'.length) : null;
    const found = itemsOf(valueOfFile(file));
    const kind = kindOfFile(name, found?.objects[0], namespace !== null);
    if (kind === null) continue;
    const lacks = found?.isWhole ? null : `holds ${path}, which cannot be read`;
    yield [keyOf(kind.resource, namespace), { ...kind, namespace, objects: found?.objects ?? [], lacks }];
  }
}

/** `apps_v1_deployments`, or, of old versions, `Deployments`, whose objects do not say what they are. */
function kindOfFile(name: string, first: Raw | undefined, isNamespaced: boolean): ServedKind | null {
  const parts = name.split('_');
  const resource = (parts.at(-1) ?? '').toLowerCase();
  const [kind, apiVersion] = [textAt(first, 'kind'), textAt(first, 'apiVersion')];
  if (kind !== null && apiVersion !== null) {
    const slash = apiVersion.indexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    return { group, version: apiVersion.slice(slash + 1), kind, resource, isNamespaced };
  }
  const known = builtInKinds().find((one) => one.resource === resource && one.isNamespaced === isNamespaced);
  if (!known) return null;
  const old = versionsOfOld[known.kind];
  return parts.length > 1
    ? { ...known, version: parts.at(-2) ?? known.version }
    : kindNamed(known.group, known.kind, old);
}

/** The versions in which old ones asked, where the shape is another one. */
const versionsOfOld: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'v1',
  PodDisruptionBudget: 'v1beta1',
  CronJob: 'v1beta1',
  Ingress: 'v1beta1',
};

function groupsIn(value: unknown): ReadonlySet<string> | null {
  const groups = isRaw(value) ? value['groups'] : null;
  if (!Array.isArray(groups) || groups.length === 0) return null;
  return new Set(['', ...groups.filter(isRaw).map((one) => textAt(one, 'name') ?? '')]);
}

function keyOf(resource: string, namespace: string | null): string {
  return `${namespace ?? ''}/${resource}`;
}
