import { nearNames } from '../suggest-name.ts';
import { describeFound, isRaw, MalformedField, type Raw, writePath } from '../objects/fields.ts';
import { refuseValues } from './refuse-values.ts';
import {
  type FieldTable,
  fieldsOf,
  type FieldTypes,
  type FolderKinds,
  knownKind,
  metadataType,
} from './field-tables.ts';

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
  /** Values that the API server refuses, most of them for their type. */
  readonly refused: readonly MalformedField[];
}

/**
 * Checks every field of an object against the schema of its kind. A value that is to be filled in, such as `${REPLICAS}`, may become anything. `folder`
 * are the kinds that the folder itself defines; of what is unfinished anything may be missing. Whoever asks for refusals only spares the search for what was meant.
 */
export function checkFields(
  raw: Raw & { readonly apiVersion: string; readonly kind: string },
  folder?: FolderKinds,
  {
    isUnfinished = false,
    refusalsOnly = false,
  }: { readonly isUnfinished?: boolean; readonly refusalsOnly?: boolean } = {},
): FieldCheck {
  const known = knownKind(raw.apiVersion, raw.kind, folder);
  if (known === null) return { isKnown: false, dropped: [], refused: [] };
  const { isWhole, file } = known;
  const walk: Walk = {
    table: known.table,
    isWhole,
    file,
    refusalsOnly,
    dropped: [],
    refused: [],
    unknown: 0,
    path: [],
    ancestors: [],
    depths: [],
  };
  walkObject(raw, known.type, walk);
  let unknown = walk.unknown;
  // Of custom resources metadata is left out above: it is the same for every object.
  if (fieldsOf(known.table, known.type)?.['metadata'] === 'a' && isRaw(raw['metadata'])) {
    const { type, table } = metadataType();
    const own: Walk = { ...walk, table, isWhole: true, file: null, path: ['metadata'] };
    walkObject(raw['metadata'], type, own);
    unknown = own.unknown;
  }
  if (unknown > mostTold && isWhole)
    walk.dropped.push({ path: [], message: `there are ${unknown - mostTold} more fields that are none` });
  const refused = known.rules && file !== null ? refuseValues(raw, known.rules, { file, isUnfinished }) : [];
  return { isKnown: true, dropped: walk.dropped, refused: [...walk.refused, ...refused] };
}

/** More than this many in one object are no slips of the pen: the others are counted. */
const mostTold = 50;

interface Walk {
  readonly table: FieldTable;
  /** Whether a field that is not there is none: of Kubernetes' own kinds, of what the folder defines, and in the metadata of any object. */
  readonly isWhole: boolean;
  /** The file of the folder that defines the kind, if it does. */
  readonly file: string | null;
  readonly refusalsOnly: boolean;
  readonly dropped: DroppedField[];
  readonly refused: MalformedField[];
  /** How many fields there are that are none; only the first of them are told one by one. */
  unknown: number;
  /** Where the walk stands. Most of what it passes is in order, so that a path is only written down where something is not. */
  readonly path: (string | number)[];
  /** The types on the way down, and how long the path to each is. */
  readonly ancestors: FieldTypes[];
  readonly depths: number[];
}

function walkObject(raw: Raw, type: string, walk: Walk): void {
  const { table, path, ancestors, depths } = walk;
  const fields = fieldsOf(table, type) as FieldTypes;
  ancestors.push(fields);
  depths.push(path.length);
  for (const key in raw) {
    const value = raw[key];
    const of = Object.hasOwn(fields, key) ? (fields[key] as string) : undefined;
    if (of === undefined) {
      if (!walk.refusalsOnly && !isToolsOwn(key, path)) noteUnknown(key, fields, walk);
    } else if (value !== null && value !== undefined && of !== 'a' && !(of.length === 1 && fits(value, of))) {
      path.push(key);
      walkValue(value, of, walk);
      path.pop();
    }
  }
  ancestors.pop();
  depths.pop();
}

function walkValue(value: unknown, type: string, walk: Walk): void {
  if (value === null || value === undefined || type === 'a') return;
  const { path } = walk;
  if (type.startsWith('[')) {
    if (!Array.isArray(value)) return refuse(value, 'a list', walk);
    const inner = type.slice(1);
    const isPlainItem = isPlain(inner);
    for (let index = 0; index < value.length; index += 1) {
      if (isPlainItem && fits(value[index], inner)) continue;
      path.push(index);
      walkValue(value[index], inner, walk);
      path.pop();
    }
    return;
  }
  if (type.startsWith('{')) {
    if (!isRaw(value)) return refuse(value, 'an object', walk);
    const inner = type.slice(1);
    for (const key in value) {
      if (fits(value[key], inner)) continue;
      path.push(key);
      walkValue(value[key], inner, walk);
      path.pop();
    }
    return;
  }
  if (isPlain(type)) {
    if (!fits(value, type)) refuse(value, expected[type] as string, walk);
    return;
  }
  if (!isRaw(value)) return refuse(value, 'an object', walk);
  walkObject(value, type, walk);
}

const expected: Readonly<Record<string, string>> = {
  s: 'text',
  i: 'a whole number',
  n: 'a number',
  b: 'true or false',
  q: 'a quantity',
  x: 'a whole number or text',
};

/** All plain types are of one letter, and no other type is. */
function isPlain(type: string): boolean {
  return type.length === 1;
}

/** Whether a value can be read as a plain type; nothing fits any. What is no plain type is to be looked at closer. */
function fits(value: unknown, type: string): boolean {
  if (value === null || value === undefined) return true;
  if (type === 's' && typeof value === 'string') return true;
  if (typeof value === 'string' && /[${}<>]/.test(value)) return isPlain(type);
  switch (type) {
    case 'a':
      return true;
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

function refuse(value: unknown, wanted: string, { path, refused }: Walk): void {
  // What is still to be filled in may become anything.
  if (typeof value === 'string' && /[${}<>]/.test(value)) return;
  refused.push(
    new MalformedField(
      [...path],
      `${writePath(path)}: expected ${wanted}, found ${describeFound(value, wanted, path)}`,
    ),
  );
}

/** Keys that tools take away before the API server sees them: `sops` at the top, and the directives of patches. */
function isToolsOwn(key: string, path: Path): boolean {
  return key.startsWith('$') || (path.length === 0 && key === 'sops');
}

/**
 * A field of a custom resource that is not known may be one of a newer version of its tool than the one whose schema is kept: only what is a slip of the pen
 * away from a field is said to be none.
 */
function noteUnknown(key: string, fields: FieldTypes, walk: Walk): void {
  walk.unknown += 1;
  if (walk.unknown > mostTold) return;
  const names = Object.keys(fields);
  const meant = names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? nearNames(key, names)[0];
  const at = [...walk.path, key];
  if (meant !== undefined) {
    const message = `${writePath(at)}: there is no such field; did you mean ${meant}?`;
    walk.dropped.push({ path: at, message });
  } else if (walk.isWhole) walk.dropped.push({ path: at, message: sayMisplaced(at, key, fields, walk) });
}

function sayMisplaced(
  at: Path,
  key: string,
  fields: FieldTypes,
  { table, file, path, ancestors, depths }: Walk,
): string {
  const where = writePath(at);
  const above = ancestors.findLastIndex((of) => of !== fields && Object.hasOwn(of, key));
  if (above !== -1)
    return `${where}: there is no such field here; it belongs to ${writePath(path.slice(0, depths[above])) || 'the top level'}`;
  const below = wayDown(key, fields, table, path, 4) ?? namesake(key, table, { path, ancestors, depths });
  if (below === null && file !== null) return `${where}: the definition in ${file} has no such field`;
  return below === null
    ? `${where}: there is no such field`
    : `${where}: there is no such field here; it belongs into ${below}`;
}

/** Where a field belongs that its pod's securityContext has not, but the one of a container has: in what bears the same name further down. */
function namesake(
  key: string,
  table: FieldTable,
  { path, ancestors, depths }: Pick<Walk, 'path' | 'ancestors' | 'depths'>,
): string | null {
  const holder = ancestors.at(-2);
  if (!holder) return null;
  const found = wayDown(key, holder, table, path.slice(0, depths.at(-2)), 2);
  return found?.endsWith(`.${path.at(-1)}`) ? found : null;
}

/** Whether there is a plainer field of the same type: what belongs into containers is hardly meant for initContainers. */
function isVariant(name: string, fields: FieldTypes): boolean {
  const lower = name.toLowerCase();
  return Object.keys(fields).some(
    (other) => other !== name && fields[other] === fields[name] && lower.endsWith(other.toLowerCase()),
  );
}

/** Where below some fields a field of this name belongs, nearest first; null where it does so nowhere, or too deep to have been meant. */
function wayDown(key: string, fields: FieldTypes, table: FieldTable, path: Path, depth: number): string | null {
  let level = [{ fields, at: writePath(path) }];
  const seen = new Set<FieldTypes>();
  for (let step = 0; step < depth; step += 1) {
    const next = level.flatMap(({ fields: of, at }) =>
      Object.entries(of).flatMap(([name, type]) => {
        const inner = fieldsOf(table, type.replace(/^[[{]+/, ''));
        if (isVariant(name, of)) return [];
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
