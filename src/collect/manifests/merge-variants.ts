import type { Conflict } from '../../estate/estate.ts';
import { type Identified, identityOf, noName, type Origin, originsOf } from '../../estate/identity.ts';

/** Objects without doubles, and the identities of which one folder holds two that differ. */
export interface Merged<T> {
  readonly items: T[];
  readonly conflicts: Conflict[];
  /** How many of them bear the identity of another one. */
  readonly variants: number;
}

/**
 * Makes one object of those that have the same identity and the same content, with all their places and origins; the same identity with other
 * content stays apart, as variants. Content is what was read of an object: a difference that nothing looks at makes no variant. Sorted, so that the
 * order of reading never shows.
 */
export function mergeVariants<T extends Identified>(objects: readonly T[]): Merged<T> {
  const sorted = objects.toSorted(compareObjects);
  const identities = new Map<string, T[]>();
  for (const object of sorted) {
    const identity = identityOf(object);
    const known = identities.get(identity);
    if (known) known.push(object);
    else identities.set(identity, [object]);
  }
  if (identities.size === sorted.length) return { items: sorted, conflicts: [], variants: 0 };

  const items: T[] = [];
  const conflicts: Conflict[] = [];
  for (const doubles of identities.values()) {
    if (doubles.length === 1) {
      items.push(doubles[0] as T);
      continue;
    }
    const variants = [...Map.groupBy(doubles, contentOf)]
      .toSorted(([a], [b]) => compare(a, b))
      .map(([, same]) => same as [T, ...T[]]);
    items.push(...variants.map(asOne));
    conflicts.push(...conflictsAmong(variants));
  }
  // Stable: variants of one folder stay in the order of their content, whatever file they stand in.
  return { items: items.toSorted(compareIdentities), conflicts, variants: items.length - identities.size };
}

function asOne<T extends Identified>(same: readonly [T, ...T[]]): T {
  const [first, ...others] = same;
  if (others.length === 0) return first;
  const [origin, ...copies] = same.flatMap(originsOf) as [Origin, ...Origin[]];
  const { clusters: _clusters, ...object } = first;
  const places = [...new Set(same.flatMap((one) => one.places))].toSorted();
  const clusters = same.every((one) => one.clusters !== undefined)
    ? { clusters: [...new Set(same.flatMap((one) => one.clusters ?? []))].toSorted() }
    : {};
  return { ...(object as T), places, origin, copies, ...clusters };
}

function contentOf({
  places: _places,
  origin: _origin,
  copies: _copies,
  clusters: _clusters,
  ...content
}: Identified): string {
  return JSON.stringify(content, (_key, value: unknown) => sortKeys(value));
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The folders that hold more than one variant. Objects that the API server will name, or nobody, are not one object, however alike their names are now. */
function conflictsAmong(variants: readonly (readonly [Identified, ...Identified[]])[]): Conflict[] {
  const [[{ kind, namespace, name: whole, part }]] = variants as [[Identified]];
  if (variants.length === 1 || whole.endsWith('*') || whole === noName) return [];
  // Of the several things that one object makes, the object is what two files say.
  const name = part !== undefined && whole.endsWith(`/${part}`) ? whole.slice(0, -part.length - 1) : whole;
  const byPlace = Map.groupBy(
    variants.flatMap((same, variant) =>
      same.flatMap(({ places, origin }) => places.map((place) => ({ place, variant, origin }))),
    ),
    ({ place }) => place,
  );
  return [...byPlace.values()].filter(holdsTwo).map((here) => ({
    kind,
    namespace,
    name,
    files: [...new Set(here.map(({ origin }) => origin.file))].toSorted(),
  }));
}

/** Whether a folder has two documents that say different things; one may well say several. */
function holdsTwo(here: readonly { readonly variant: number; readonly origin: Origin }[]): boolean {
  if (new Set(here.map(({ variant }) => variant)).size === 1) return false;
  const saidBy = Map.groupBy(here, ({ origin: { file, line, document, within } }) =>
    JSON.stringify([file, line, document, within ?? []]),
  );
  const said = [...saidBy.values()].map((same) =>
    [...new Set(same.map(({ variant }) => variant))].toSorted((a, b) => a - b).join(),
  );
  return new Set(said).size > 1;
}

function compareIdentities(a: Identified, b: Identified): number {
  return (
    compare(a.namespace, b.namespace) ||
    compare(a.kind, b.kind) ||
    compare(a.name, b.name) ||
    compare(a.places[0] ?? '', b.places[0] ?? '')
  );
}

function compareObjects(a: Identified, b: Identified): number {
  const byFile =
    compare(a.origin.file, b.origin.file) ||
    a.origin.line - b.origin.line ||
    compareWays(a.origin.within ?? [], b.origin.within ?? []);
  return compareIdentities(a, b) || byFile;
}

function compareWays(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const at = a.findIndex((step, index) => step !== b[index]);
  return at === -1 ? 0 : Number(a[at]) - Number(b[at]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
