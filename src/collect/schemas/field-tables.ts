import { readFileSync } from 'node:fs';

import type { ValueRules } from './value-rules.ts';

/** The fields of a type, and what each may hold: a letter or the name of a type (scripts/schemas/field-table.ts). */
export type FieldTypes = Readonly<Record<string, string>>;

/** What is kept of the schemas of many kinds. */
export interface FieldTable {
  /** The type of each kind, by `apiVersion/kind`. */
  readonly kinds: Readonly<Record<string, string>>;
  /** The types by name; those of a kept table are texts (`name:type name:type`) until they are asked for (fieldsOf): most never are. */
  readonly types: Record<string, FieldTypes | string>;
}

/** The fields of a type of a table; undefined where the table has no such type. */
export function fieldsOf({ types }: FieldTable, type: string): FieldTypes | undefined {
  const own = types[type];
  if (typeof own !== 'string') return own;
  const fields: Record<string, string> = {};
  for (const field of own === '' ? [] : own.split(' ')) {
    const [name, of] = field.split(':') as [string, string];
    fields[name] = of;
  }
  return (types[type] = fields);
}

/** A kind's type, and the table that its types are to be looked up in. */
export interface KnownKind {
  readonly type: string;
  readonly table: FieldTable;
  /** Whether a field that is not there is none: else a newer version may have it. */
  readonly isWhole: boolean;
  /** The file of the folder that defines it; null for what is kept. */
  readonly file: string | null;
  /** What that file asks of values beside their types; left out where it asks nothing, and where definitions ask different things. */
  readonly rules?: ValueRules;
  /** The versions that are served instead of this one, which its definition has switched off. */
  readonly servedInstead?: readonly string[];
}

/** The kinds that the folder itself defines, by `group/version/kind`, each worked out when it is asked for; null for one that is defined in several ways. */
export type FolderKinds = ReadonlyMap<string, () => KnownKind | null>;

// Kubernetes' own kinds are in nearly every folder, those of tools in some: each table is read when it is first asked.
const tables = [lazily('kubernetes'), lazily('tools')];

/** By group and kind. */
type Versions = ReadonlyMap<string, readonly string[]>;

const versionsOf = tables.map((tableOf) => {
  let versions: Versions | undefined;
  return (): Versions => (versions ??= gatherVersions(Object.keys(tableOf().kinds)));
});

const noKinds: FolderKinds = new Map();

/** What is known of the fields of a kind, from the folder itself, else from what is kept; null for a kind of which neither knows. */
export function knownKind(apiVersion: string, kind: string, folder: FolderKinds = noKinds): KnownKind | null {
  const key = `${apiVersion}/${kind}`;
  const own = folder.get(key)?.();
  if (own) return own;
  for (const tableOf of isBuiltIn(apiVersion) ? tables.slice(0, 1) : tables) {
    const table = tableOf();
    const type = Object.hasOwn(table.kinds, key) ? table.kinds[key] : undefined;
    if (type !== undefined) return { type, table, isWhole: fieldsOf(table, type)?.['metadata'] !== 'a', file: null };
  }
  return null;
}

/** Whether a schema is kept of a kind of Kubernetes' own, in this version of it. */
export function isKubernetesKind(apiVersion: string, kind: string): boolean {
  return Object.hasOwn((tables[0] as () => FieldTable)().kinds, `${apiVersion}/${kind}`);
}

/** The versions in which Kubernetes has had a kind of its own, as far as a schema is kept, the settled ones first; empty for any other kind. */
export function kubernetesVersions(group: string, kind: string): readonly string[] {
  return (versionsOf[0] as () => Versions)().get(`${group}/${kind}`) ?? [];
}

/** The kinds that Kubernetes has had in a group. */
export function kindsOfGroup(group: string): string[] {
  const kinds = [...(versionsOf[0] as () => Versions)().keys()];
  return kinds.filter((key) => key.startsWith(`${group}/`)).map((key) => key.slice(group.length + 1));
}

/** Whether a schema is kept of a kind in some version. */
export function isKnownInSomeVersion(group: string, kind: string): boolean {
  return versionsOf.some((versions) => versions().has(`${group}/${kind}`));
}

/** The type of every object's metadata. */
export function metadataType(): KnownKind {
  const table = (tables[0] as () => FieldTable)();
  return {
    type: fieldsOf(table, table.kinds['v1/ConfigMap'] as string)?.['metadata'] as string,
    table,
    isWhole: true,
    file: null,
  };
}

/** Whether an API is Kubernetes' own: `v1`, `apps/v1`, and the groups of its own domain that no tool defines. */
function isBuiltIn(apiVersion: string): boolean {
  return /^(?:v1|(?:apps|batch|autoscaling|policy|extensions)\/v\w+)$/.test(apiVersion);
}

function gatherVersions(keys: readonly string[]): Versions {
  const versions = new Map<string, string[]>();
  for (const key of keys) {
    const [kind = '', version = '', group = ''] = key.split('/').toReversed();
    const known = versions.get(`${group}/${kind}`) ?? [];
    versions.set(`${group}/${kind}`, known);
    if (/^v\d+$/.test(version)) known.unshift(version);
    else known.push(version);
  }
  return versions;
}

function lazily(name: string): () => FieldTable {
  let table: FieldTable | undefined;
  return () =>
    (table ??= JSON.parse(readFileSync(new URL(`${name}.generated.json`, import.meta.url), 'utf8')) as FieldTable);
}
