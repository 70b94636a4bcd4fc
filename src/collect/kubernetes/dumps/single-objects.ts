import { isRaw, type Raw } from '../../objects/fields.ts';
import { kindKey } from '../maker-kinds.ts';
import { kindNamed } from './built-in-kinds.ts';
import type { DumpList } from './dump.ts';
import { itemsOf, textAt } from './value-of-file.ts';

/** The objects in a value: itself, or those of the list that it is, however they are nested. */
export function objectsIn(value: unknown): Raw[] {
  if (!isRaw(value)) return Array.isArray(value) ? value.flatMap(objectsIn) : [];
  const kind = textAt(value, 'kind');
  if (kind === null || !kind.endsWith('List') || textAt(value, 'metadata', 'uid') !== null)
    return kind === null ? [] : [value];
  const of = kind.slice(0, -'List'.length);
  const apiVersion = value['apiVersion'];
  const items = itemsOf(value)?.objects ?? [];
  // Those of a list of one kind need not say what they are.
  return items.flatMap((item) => objectsIn(of === '' || 'kind' in item ? item : { ...item, kind: of, apiVersion }));
}

/** Objects by their kinds, as lists that may not be whole. */
export function listsOfSingle(objects: readonly Raw[], lacksOf: (resource: string) => string): DumpList[] {
  const named = objects.flatMap((object) => {
    const [apiVersion, kind] = [textAt(object, 'apiVersion'), textAt(object, 'kind')];
    if (apiVersion === null || kind === null) return [];
    const slash = apiVersion.indexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    const isNamespaced = textAt(object, 'metadata', 'namespace') !== null;
    return [{ object, kind: { ...kindNamed(group, kind, apiVersion.slice(slash + 1)), isNamespaced } }];
  });
  const byKind = Map.groupBy(named, ({ kind }) => `${kindKey(kind)} ${kind.version} ${kind.isNamespaced}`);
  return [...byKind.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const all = [first, ...others].map(({ object }) => object);
    return [{ ...first.kind, namespace: null, objects: all, lacks: lacksOf(first.kind.resource) }];
  });
}
