import type { Raw } from '../../objects/fields.ts';
import { kindNamed } from './built-in-kinds.ts';
import type { Dump, DumpFiles, DumpFormat, DumpList } from './dump.ts';
import { rootBefore } from './root-before.ts';
import { listsOfSingle, objectsIn } from './single-objects.ts';
import { versionOfOperator } from './version-of-operator.ts';
import { itemsOf, textAt, valueOfFile } from './value-of-file.ts';

/**
 * What `oc adm must-gather` and `oc adm inspect` write: single objects of what an operator points to, and of a namespace that was inspected whole lists. Values
 * of Secrets are left out.
 */
export const mustGather: DumpFormat = {
  title: 'a must-gather',
  root: (paths) =>
    rootBefore(
      paths,
      /(?:cluster-scoped-resources\/(?:core|[\w-]+\.[\w.-]+)\/.+|namespaces\/[^/]+\/core\/(?:pods|events|configmaps))\.ya?ml$/,
    ),
  read,
};

function read(files: DumpFiles): Dump {
  const objects: Raw[] = [];
  const whole: DumpList[] = [];
  const unreadable: string[] = [];
  for (const [path, file] of files) {
    if (!/^(?:cluster-scoped-resources|namespaces)\/.+\.ya?ml$/.test(path)) continue;
    const [, namespace] = /^namespaces\/([^/]+)\/[^/]+\/[^/]+\.ya?ml$/.exec(path) ?? [];
    const value = valueOfFile(file);
    const list = namespace === undefined ? null : listIn(value, namespace);
    if (value === undefined) unreadable.push(path);
    else if (list) whole.push(list);
    else objects.push(...objectsIn(value));
  }
  const told = new Set(whole.flatMap((list) => list.objects.map((one) => textAt(one, 'metadata', 'uid'))));
  // Pods of an inspected namespace are told again, one by one.
  const others = objects.filter((one) => !told.has(textAt(one, 'metadata', 'uid')));
  const inspected = new Set(whole.flatMap(({ namespace }) => namespace ?? []));
  return {
    version: versionOfOperator(objects),
    namespaces: [...inspected].toSorted(),
    takenAt: timeIn(files),
    unreadable,
    lists: [...whole, ...notInspected(whole, inspected), ...listsOfSingle(others, someOnly)],
  };
}

/** A list of a namespace, which may be empty; null for what is no list of one kind. */
function listIn(value: unknown, namespace: string): DumpList | null {
  const [, kind] = /^(.+)List$/.exec(textAt(value, 'kind') ?? '') ?? [];
  const apiVersion = textAt(value, 'apiVersion');
  const items = itemsOf(value);
  if (kind === undefined || apiVersion === null || items === null) return null;
  const slash = apiVersion.indexOf('/');
  const named = kindNamed(slash < 0 ? '' : apiVersion.slice(0, slash), kind, apiVersion.slice(slash + 1));
  const lacks = items.isWhole ? null : `holds a part of the ${named.resource} of the namespace ${namespace} only`;
  const objects = items.objects.map((one) => ({ ...one, apiVersion, kind }));
  return { ...named, isNamespaced: true, namespace, objects, lacks };
}

/** Kinds of which some inspected namespaces have a list, and others have none. */
function notInspected(whole: readonly DumpList[], inspected: ReadonlySet<string>): DumpList[] {
  const kinds = Map.groupBy(whole, ({ group, kind }) => `${group}/${kind}`);
  return [...kinds.values()].flatMap((mine) => {
    const within = new Set(mine.map(({ namespace }) => namespace));
    return [...inspected]
      .filter((namespace) => !within.has(namespace))
      .map((namespace): DumpList => ({
        ...(mine[0] as DumpList),
        namespace,
        objects: [],
        lacks: `holds no ${mine[0]?.resource} of the namespace ${namespace}`,
      }));
  });
}

function someOnly(resource: string): string {
  return `holds only the ${resource} that operators point to`;
}

/** The first line of `timestamp`: when it began, as Go writes a time. */
function timeIn(files: DumpFiles): string | null {
  const text = files.get('timestamp')?.read()?.toString('utf8') ?? '';
  const [, day, time, hours, minutes] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d\d)(\d\d)/.exec(text) ?? [];
  return day === undefined ? null : `${day}T${time}${hours}:${minutes}`;
}
