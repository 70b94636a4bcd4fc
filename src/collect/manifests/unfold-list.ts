import { isKubeBenchReport } from '../objects/control-plane/benchmark-report.ts';
import { isRaw, type Raw } from '../objects/fields.ts';

/** One of several objects in a document. */
export interface ListItem {
  readonly value: unknown;
  /** Where it stands in the document: `['items', 3]`, or `[3]` where the document itself is the list. */
  readonly path: readonly (string | number)[];
}

/**
 * The objects of a document that is a list of them; null for one that is not. That is `kind: List` and the kinds that an API server answers with
 * (`PodList`, whose items may leave out what they are), and what dumps of clusters hold: the items of an answer without its kind, or the bare JSON
 * list of the objects. So are the parts of an old report of kube-bench. A list that holds no object at all, such as a JSON patch, is none.
 */
export function unfoldList(value: unknown): ListItem[] | null {
  if (Array.isArray(value)) return value.some((one) => isObject(one) || isReport(one)) ? itemsOf(value, []) : null;
  if (!isRaw(value) || !Array.isArray(value['items'])) return null;
  const items: readonly unknown[] = value['items'];
  const { kind, apiVersion } = value;
  if (typeof kind !== 'string') return kind === undefined && items.some(isObject) ? itemsOf(items, ['items']) : null;
  if (!/^[A-Z]\w*List$|^List$/.test(kind)) return null;
  if (kind === 'List' || typeof apiVersion !== 'string') return itemsOf(items, ['items']);
  // The items of a list of one kind, as an API server returns them, have no kind of their own.
  const own = { apiVersion, kind: kind.slice(0, -'List'.length) };
  return itemsOf(items, ['items']).map(({ value: item, path }) => ({ path, value: withKind(item, own) }));
}

function withKind(item: unknown, own: { readonly apiVersion: string; readonly kind: string }): unknown {
  return isRaw(item) && item['kind'] === undefined ? { ...own, ...item } : item;
}

function itemsOf(items: readonly unknown[], list: readonly string[]): ListItem[] {
  return items.map((value, index) => ({ value, path: [...list, index] }));
}

function isReport(value: unknown): boolean {
  return isRaw(value) && isKubeBenchReport(value);
}

function isObject(value: unknown): value is Raw {
  return isRaw(value) && typeof value['apiVersion'] === 'string' && typeof value['kind'] === 'string';
}
