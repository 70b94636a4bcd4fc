import { nearNames } from '../suggest-name.ts';
import { describeFound, isRaw, MalformedField, type Raw, writePath } from '../objects/fields.ts';
import { type FieldTable, type FieldTypes, knownKind, metadataType } from './field-tables.ts';

type Path = readonly (string | number)[];

/** Something that is written in an object and counts for nothing. */
export interface DroppedField {
  readonly path: Path;
  /** Names the field and what may have been meant, never its value. */
  readonly message: string;
}

/** What an object's schema says of what is written in it. */
export interface FieldCheck {
  /** Whether there is a schema of its kind. */
  readonly isKnown: boolean;
  /** The API server drops these, or refuses the object for them where it is asked to be strict, as kubectl asks. */
  readonly dropped: readonly DroppedField[];
}

/**
 * Checks every field of an object against the schema of its kind. MalformedField for a value of a type that the API server refuses. A value that is
 * to be filled in, such as `${REPLICAS}`, may become anything.
 */
export function checkFields(raw: Raw & { readonly apiVersion: string; readonly kind: string }): FieldCheck {
  const known = knownKind(raw.apiVersion, raw.kind);
  if (known === null) return { isKnown: false, dropped: [] };
  const isBuiltIn = known.table.types[known.type]?.['metadata'] !== 'a';
  const walk: Walk = { table: known.table, isBuiltIn, dropped: [], unknown: 0, ancestors: [] };
  walkObject(raw, known.type, [], walk);
  let unknown = walk.unknown;
  // Of custom resources metadata is left out above: it is the same for every object.
  if (!isBuiltIn && isRaw(raw['metadata'])) {
    const { type, table } = metadataType();
    const own: Walk = { ...walk, table, isBuiltIn: true };
    walkObject(raw['metadata'], type, ['metadata'], own);
    unknown = own.unknown;
  }
  if (unknown > mostTold && isBuiltIn)
    walk.dropped.push({ path: [], message: `there are ${unknown - mostTold} more fields that are none` });
  return { isKnown: true, dropped: walk.dropped };
}

/** More than this many in one object are no slips of the pen: the others are counted. */
const mostTold = 50;

interface Walk {
  readonly table: FieldTable;
  /** Whether all versions of the kind are known: Kubernetes' own, and the metadata of any object. */
  readonly isBuiltIn: boolean;
  readonly dropped: DroppedField[];
  /** How many fields there are that are none; only the first of them are told one by one. */
  unknown: number;
  /** The types on the way down, with where they stand. */
  readonly ancestors: { readonly fields: FieldTypes; readonly path: Path }[];
}

function walkObject(raw: Raw, type: string, path: Path, walk: Walk): void {
  const fields = walk.table.types[type] as FieldTypes;
  walk.ancestors.push({ fields, path });
  for (const key of Object.keys(raw)) {
    const value = raw[key];
    if (Object.hasOwn(fields, key)) walkValue(value, fields[key] as string, [...path, key], walk);
    else if (!isToolsOwn(key, path)) noteUnknown(key, path, fields, walk);
  }
  walk.ancestors.pop();
}

function walkValue(value: unknown, type: string, path: Path, walk: Walk): void {
  if (value === null || value === undefined || type === 'a') return;
  if (type.startsWith('[')) {
    if (!Array.isArray(value)) return refuse(value, 'a list', path);
    const inner = type.slice(1);
    if (isPlain(inner) && value.every((item) => fits(item, inner))) return;
    value.forEach((item, index) => walkValue(item, inner, [...path, index], walk));
    return;
  }
  if (type.startsWith('{')) {
    if (!isRaw(value)) return refuse(value, 'an object', path);
    const inner = type.slice(1);
    for (const key of Object.keys(value))
      if (!fits(value[key], inner)) walkValue(value[key], inner, [...path, key], walk);
    return;
  }
  if (isPlain(type)) {
    if (!fits(value, type)) refuse(value, expected[type] as string, path);
    return;
  }
  if (!isRaw(value)) return refuse(value, 'an object', path);
  walkObject(value, type, path, walk);
}

const expected: Readonly<Record<string, string>> = {
  s: 'text',
  i: 'a whole number',
  n: 'a number',
  b: 'true or false',
  q: 'a quantity',
  x: 'a whole number or text',
};

function isPlain(type: string): boolean {
  return type === 'a' || type in expected;
}

/** Whether a value can be read as a plain type; nothing fits any. What is no plain type is to be looked at closer. */
function fits(value: unknown, type: string): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string' && /[${}<>]/.test(value)) return isPlain(type);
  switch (type) {
    case 'a':
      return true;
    case 's':
      return typeof value === 'string';
    case 'b':
      return typeof value === 'boolean';
    case 'i':
      return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
    case 'n':
      return typeof value === 'bigint' || typeof value === 'number';
    case 'q':
    case 'x':
      return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string';
    default:
      return false;
  }
}

function refuse(value: unknown, wanted: string, path: Path): void {
  // What is still to be filled in may become anything.
  if (typeof value === 'string' && /[${}<>]/.test(value)) return;
  throw new MalformedField(path, `${writePath(path)}: expected ${wanted}, found ${describeFound(value, wanted, path)}`);
}

/** Keys that tools take away before the API server sees them: `sops` at the top, and the directives of patches. */
function isToolsOwn(key: string, path: Path): boolean {
  return key.startsWith('$') || (path.length === 0 && key === 'sops');
}

/**
 * A field of a custom resource that is not known may be one of a newer version of its tool than the one whose schema is kept: only what is a slip of the pen
 * away from a field is said to be none.
 */
function noteUnknown(key: string, path: Path, fields: FieldTypes, walk: Walk): void {
  walk.unknown += 1;
  if (walk.unknown > mostTold) return;
  const names = Object.keys(fields);
  const meant = names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? nearNames(key, names)[0];
  const at = [...path, key];
  if (meant !== undefined) {
    const message = `${writePath(at)}: there is no such field; did you mean ${meant}?`;
    walk.dropped.push({ path: at, message });
  } else if (walk.isBuiltIn) walk.dropped.push({ path: at, message: sayMisplaced(at, key, path, fields, walk) });
}

function sayMisplaced(at: Path, key: string, path: Path, fields: FieldTypes, { table, ancestors }: Walk): string {
  const where = writePath(at);
  const above = ancestors.findLast(({ fields: of }) => of !== fields && Object.hasOwn(of, key));
  if (above) return `${where}: there is no such field here; it belongs to ${writePath(above.path) || 'the top level'}`;
  const below = wayDown(key, fields, table, path, 4);
  return below === null
    ? `${where}: there is no such field`
    : `${where}: there is no such field here; it belongs into ${below}`;
}

/** Where below some fields a field of this name belongs, nearest first; null where it does so nowhere, or too deep to have been meant. */
function wayDown(key: string, fields: FieldTypes, table: FieldTable, path: Path, depth: number): string | null {
  let level = [{ fields, at: writePath(path) }];
  const seen = new Set<FieldTypes>();
  for (let step = 0; step < depth; step += 1) {
    const next = level.flatMap(({ fields: of, at }) =>
      Object.entries(of).flatMap(([name, type]) => {
        const inner = table.types[type.replace(/^[[{]+/, '')];
        if (inner === undefined || seen.has(inner) || name === 'metadata' || type.startsWith('{')) return [];
        seen.add(inner);
        return [{ fields: inner, at: `${at === '' ? '' : `${at}.`}${name}${type.startsWith('[') ? '[]' : ''}` }];
      }),
    );
    const found = next.find(({ fields: of }) => Object.hasOwn(of, key));
    if (found) return found.at;
    level = next;
  }
  return null;
}
