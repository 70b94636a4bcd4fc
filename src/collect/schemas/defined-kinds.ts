import { resourceRules, type ValueRules } from './value-rules.ts';

/** What is kept of a definition: the types of its kinds, and what each field of a type may hold, in the letters of a table of fields. */
export interface DefinedKinds {
  /** The type of each kind, by `group/version/kind`. */
  readonly kinds: Record<string, string>;
  readonly types: Record<string, Record<string, string>>;
  /** What it asks of values beside their types, by the same. */
  readonly rules: Record<string, ValueRules>;
  /** The versions that the API server serves, and those that it has switched off, by the same. */
  readonly served: readonly string[];
  readonly switchedOff: ReadonlySet<string>;
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
 * The kinds that a CustomResourceDefinition (v1) defines, with their fields. Without those whose fields it does not list: nothing of them is dropped or
 * refused for its place.
 */
export function definedKinds(definition: unknown): DefinedKinds {
  const served: string[] = [];
  const switchedOff = new Set<string>();
  const table: DefinedKinds = { kinds: {}, types: {}, rules: {}, served, switchedOff };
  if (!isObject(definition) || definition['kind'] !== 'CustomResourceDefinition') return table;
  const { spec } = definition;
  if (!isObject(spec) || !isObject(spec['names']) || spec['preserveUnknownFields'] === true) return table;
  const kind = spec['names']['kind'];
  const versions: unknown[] = Array.isArray(spec['versions']) ? spec['versions'] : [];
  for (const version of versions) {
    const schema = isObject(version) && isObject(version['schema']) ? version['schema']['openAPIV3Schema'] : null;
    if (!isObject(version) || !isObject(schema) || !isObject(schema['properties'])) continue;
    if (schema['x-kubernetes-preserve-unknown-fields'] === true) continue;
    const key = `${String(spec['group'])}/${String(version['name'])}/${String(kind)}`;
    // A metadata without properties is what every object has; what the cluster writes is nobody's mistake.
    const ofAll = { apiVersion: 's', kind: 's', metadata: 'a', status: 'a' };
    const own = Object.entries(schema['properties']).filter(([name]) => !(name in ofAll));
    table.types[key] = {
      ...Object.fromEntries(own.map(([name, one]) => [name, typeOf(one, `${key}/${name}`, table.types)])),
      ...ofAll,
    };
    table.kinds[key] = key;
    if (version['served'] === false) switchedOff.add(key);
    else served.push(String(version['name']));
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
