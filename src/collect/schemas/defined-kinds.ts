import { resourceRules, type ValueRules } from './value-rules.ts';

/** What is kept of a definition: the types of its kinds, and what each field of a type may hold, in the letters of a table of fields. */
export interface DefinedKinds {
  /** The type of each kind, by `group/version/kind`. */
  readonly kinds: Record<string, string>;
  readonly types: Record<string, Record<string, string>>;
  /** What it asks of values beside their types, by the same. */
  readonly rules: Record<string, ValueRules>;
}

/** A version of a kind that a definition lists with its fields. */
export interface DefinedVersion {
  /** `group/version/kind`. */
  readonly key: string;
  readonly name: string;
  /** Whether the API server serves it; else its definition has switched it off. */
  readonly isServed: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A structural schema, as far as it matters which fields there are. Whoever wrote it may have written anything. */
interface Schema {
  readonly 'type'?: unknown;
  readonly 'properties'?: unknown;
  readonly 'additionalProperties'?: unknown;
  readonly 'items'?: unknown;
  readonly 'x-kubernetes-preserve-unknown-fields'?: unknown;
  readonly 'x-kubernetes-int-or-string'?: unknown;
  readonly 'x-kubernetes-embedded-resource'?: unknown;
}

const letters: Readonly<Record<string, string>> = { string: 's', integer: 'i', number: 'n', boolean: 'b' };

/**
 * The versions of the kind that a CustomResourceDefinition (v1) defines. Without those whose fields it does not list: nothing of them is dropped or
 * refused for its place.
 */
export function definedVersions(definition: unknown): DefinedVersion[] {
  if (!isObject(definition) || definition['kind'] !== 'CustomResourceDefinition') return [];
  const { spec } = definition;
  if (!isObject(spec) || !isObject(spec['names']) || spec['preserveUnknownFields'] === true) return [];
  const kind = spec['names']['kind'];
  const versions: unknown[] = Array.isArray(spec['versions']) ? spec['versions'] : [];
  return versions.flatMap((version) => {
    const schema = isObject(version) && isObject(version['schema']) ? version['schema']['openAPIV3Schema'] : null;
    if (!isObject(version) || !isObject(schema) || !isObject(schema['properties'])) return [];
    if (schema['x-kubernetes-preserve-unknown-fields'] === true) return [];
    const name = String(version['name']);
    const key = `${String(spec['group'])}/${name}/${String(kind)}`;
    return [{ key, name, isServed: version['served'] !== false, schema }];
  });
}

/** The kinds of a CustomResourceDefinition with their fields; see definedVersions. */
export function definedKinds(definition: unknown): DefinedKinds {
  const table: DefinedKinds = { kinds: {}, types: {}, rules: {} };
  for (const { key, schema } of definedVersions(definition)) {
    // A metadata without properties is what every object has; what the cluster writes is nobody's mistake.
    const ofAll = { apiVersion: 's', kind: 's', metadata: 'a', status: 'a' };
    const own = Object.entries(schema['properties'] as object).filter(([name]) => !(name in ofAll));
    table.types[key] = {
      ...Object.fromEntries(own.map(([name, one]) => [name, typeOf(one, `${key}/${name}`, table.types)])),
      ...ofAll,
    };
    table.kinds[key] = key;
    const rules = resourceRules(schema);
    if (rules) table.rules[key] = rules;
  }
  return table;
}

/** The type in the letters of a table; an object becomes a type under the path to it. */
function typeOf(schema: unknown, path: string, types: DefinedKinds['types']): string {
  if (!isObject(schema)) return 'a';
  const { type, items, properties, additionalProperties }: Schema = schema;
  if (schema['x-kubernetes-int-or-string'] === true) return 'x';
  if (schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true)
    return 'a';
  const letter = typeof type === 'string' && Object.hasOwn(letters, type) ? letters[type] : undefined;
  if (letter !== undefined) return letter;
  if (type === 'array') return isObject(items) ? `[${typeOf(items, path, types)}` : 'a';
  if (type !== 'object') return 'a';
  const named = isObject(properties) ? Object.entries(properties) : [];
  if (named.length === 0)
    return isObject(additionalProperties) ? `{${typeOf(additionalProperties, `${path}/*`, types)}` : 'a';
  if (additionalProperties !== undefined && additionalProperties !== false) return 'a';
  types[path] = Object.fromEntries(named.map(([name, one]) => [name, typeOf(one, `${path}/${name}`, types)]));
  return path;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
