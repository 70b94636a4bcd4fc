/** What a definition asks of a value beside its type, as far as it asks anything: all else is left out. */
export interface ValueRules {
  /** Fields that have to be there. */
  readonly required?: readonly string[];
  readonly words?: readonly (string | number | boolean)[];
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: string;
  /** Beyond these, and not at them. */
  readonly above?: number;
  readonly below?: number;
  /** Of a text in letters, of a list in items. */
  readonly shortest?: number;
  readonly longest?: number;
  /** Of the fields of an object, of the items of a list, and of all values of a map. */
  readonly fields?: Readonly<Record<string, ValueRules>>;
  readonly items?: ValueRules;
  readonly values?: ValueRules;
}

/**
 * The rules of a structural schema; null where it has none. A field that has a default is never missing. What an object is one of (`oneOf`, and its like)
 * is left out, and so is whatever is embedded.
 */
function valueRules(schema: unknown): ValueRules | null {
  if (!isObject(schema) || schema['x-kubernetes-embedded-resource'] === true) return null;
  const { type, properties, items, additionalProperties, pattern } = schema;
  const rules: ValueRules = {
    ...(type === 'object' ? ofObject(schema, isObject(properties) ? properties : {}) : {}),
    ...kept('items', valueRules(items)),
    ...kept('values', valueRules(additionalProperties)),
    ...kept('words', wordsOf(schema['enum'])),
    ...kept(schema['exclusiveMinimum'] === true ? 'above' : 'least', numberOf(schema['minimum'])),
    ...kept(schema['exclusiveMaximum'] === true ? 'below' : 'most', numberOf(schema['maximum'])),
    ...kept('shortest', sizeOf(type, schema, 'min')),
    ...kept('longest', sizeOf(type, schema, 'max')),
    ...kept('pattern', typeof pattern === 'string' ? pattern : null),
  };
  return Object.keys(rules).length === 0 ? null : rules;
}

/** The rules of a custom resource: its metadata is that of every object, and its status the cluster's. */
export function resourceRules(schema: Readonly<Record<string, unknown>>): ValueRules | null {
  const rules = valueRules(schema) ?? {};
  const isOwn = (name: string): boolean => !['apiVersion', 'kind', 'metadata', 'status'].includes(name);
  const required = (rules.required ?? []).filter(isOwn);
  const fields = Object.fromEntries(Object.entries(rules.fields ?? {}).filter(([name]) => isOwn(name)));
  return required.length + Object.keys(fields).length === 0 ? null : { required, fields };
}

function ofObject({ required }: Readonly<Record<string, unknown>>, properties: Readonly<Record<string, unknown>>) {
  const hasDefault = (name: string): boolean => isObject(properties[name]) && 'default' in properties[name];
  const names = (Array.isArray(required) ? required : []).filter(
    (name): name is string => typeof name === 'string' && !hasDefault(name),
  );
  const fields = Object.entries(properties).flatMap(([name, schema]): [string, ValueRules][] => {
    const rules = valueRules(schema);
    return rules ? [[name, rules]] : [];
  });
  return {
    ...kept('required', names.length === 0 ? null : names),
    ...kept('fields', fields.length === 0 ? null : Object.fromEntries(fields)),
  };
}

function wordsOf(words: unknown): ValueRules['words'] | null {
  if (!Array.isArray(words)) return null;
  const isPlain = (word: unknown): word is string | number | boolean =>
    typeof word === 'string' || typeof word === 'number' || typeof word === 'boolean';
  return words.every(isPlain) ? words : null;
}

function numberOf(bound: unknown): number | null {
  return typeof bound === 'number' ? bound : null;
}

function sizeOf(type: unknown, schema: Readonly<Record<string, unknown>>, end: 'min' | 'max'): number | null {
  return numberOf(type === 'string' ? schema[`${end}Length`] : type === 'array' ? schema[`${end}Items`] : null);
}

function kept<Name extends keyof ValueRules>(
  name: Name,
  value: ValueRules[Name] | null,
): Pick<ValueRules, Name> | object {
  return value === null || value === undefined ? {} : { [name]: value };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
