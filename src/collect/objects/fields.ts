import { parseQuantity } from '../../estate/quantity.ts';
import { isPlaceholder } from './scope.ts';

/** A Kubernetes object as it was written. */
export type Raw = Readonly<Record<string, unknown>>;

/** A field has a type that the API server would refuse: the object as a whole is then a named gap. */
export class MalformedField extends Error {
  /** Where the field stands. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

/** Whether a value is an object with keys. */
export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes a path as kubectl does, `spec.containers[0].name`; a key that is no plain word in brackets: `metadata.labels["app.kubernetes.io/name"]`. */
export function writePath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** What was found in place of what is expected: its type. */
function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'bigint') return 'a number';
  return typeof value === 'object' ? 'an object' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** In place of these anything may stand, such as a password that lost its key. */
const mayBeAnything =
  /^(?:text|an? (?:list|object|name)\b|the\b(?! name of a receiver that)|a key\b|an expression|an address|.*\btext$)/;
/** An amount with its unit, or one word: `3`, `1,5`, `15 minutes`, `three`, `STRICT`. No token and no password worth its name is written so. */
const harmless = /^(?:[+-]?\d[\d.,]{0,7} ?[A-Za-z%]{0,8}|[A-Za-z]{1,12})$/;
/** The fields of a Secret, whose values are never shown. */
const ofSecrets: ReadonlySet<unknown> = new Set(['data', 'stringData', 'immutable']);

/**
 * What was found, in words: its type, and the value itself where a number, a truth or one of a few words is expected and it cannot be a credential that
 * slipped to where it stands.
 */
export function describeFound(value: unknown, expected: string, path: readonly (string | number)[]): string {
  const type = typeOf(value);
  if (typeof value !== 'string' || mayBeAnything.test(expected) || ofSecrets.has(path[0])) return type;
  return harmless.test(value) ? `${type} ${JSON.stringify(value)}` : type;
}

/** Nearly all are written so, and need not be computed to know that. */
const plainQuantity = /^[0-9]{1,15}(?:m|k|M|G|T|[KMGT]i)?$/;

function isQuantity(text: string): boolean {
  return plainQuantity.test(text) || parseQuantity(text) !== null || isPlaceholder(text);
}

/**
 * A cursor over one object of a manifest. Each method reads one field: null (or empty) when it is absent or null, as the API server treats it, and
 * MalformedField when its type is wrong. Messages name paths and types, and values only where no credential can
 * stand.
 */
export class Fields {
  readonly raw: Raw;
  readonly #parent: Fields | null;
  readonly #step: readonly (string | number)[];

  constructor(raw: Raw, parent: Fields | null = null, step: readonly (string | number)[] = []) {
    this.raw = raw;
    this.#parent = parent;
    this.#step = step;
  }

  /** Where this object stands in the document. */
  get path(): (string | number)[] {
    return this.#parent ? [...this.#parent.path, ...this.#step] : [...this.#step];
  }

  /** The path in words. */
  get where(): string {
    return writePath(this.path);
  }

  /** Refuses a field. */
  refuse(key: string, expected: string): never {
    const path = [...this.path, key];
    throw new MalformedField(
      path,
      `${writePath(path)}: expected ${expected}, found ${describeFound(this.raw[key], expected, this.#isOfConfigMap() ? [] : path)}`,
    );
  }

  /** Its fields are called as those of a Secret are, and anybody may read them. */
  #isOfConfigMap(): boolean {
    return this.#parent ? this.#parent.#isOfConfigMap() : this.raw['kind'] === 'ConfigMap';
  }

  /** The value as it is; undefined when absent or null. */
  value(key: string): unknown {
    return Object.hasOwn(this.raw, key) ? (this.raw[key] ?? undefined) : undefined;
  }

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  text(key: string): string | null {
    const value = this.value(key);
    if (value === undefined) return null;
    return typeof value === 'string' ? value : this.refuse(key, 'text');
  }

  integer(key: string): number | null {
    const value = this.value(key);
    if (value === undefined) return null;
    return Number.isSafeInteger(value) ? (value as number) : this.refuse(key, 'a whole number');
  }

  boolean(key: string): boolean | null {
    const value = this.value(key);
    if (value === undefined) return null;
    return typeof value === 'boolean' ? value : this.refuse(key, 'true or false');
  }

  /** A number or text, as the API's IntOrString. */
  integerOrText(key: string): number | string | null {
    const value = this.value(key);
    if (value === undefined) return null;
    if (typeof value === 'string') return value;
    return Number.isSafeInteger(value) ? (value as number) : this.refuse(key, 'a whole number or text');
  }

  object(key: string): Fields | null {
    const value = this.value(key);
    if (value === undefined) return null;
    return isRaw(value) ? new Fields(value, this, [key]) : this.refuse(key, 'an object');
  }

  /** The object, or an empty one in its place. */
  objectOrEmpty(key: string): Fields {
    return this.object(key) ?? new Fields({}, this, [key]);
  }

  /** The object, or an empty one in the place of anything else: a custom resource may call what it likes so. */
  objectOrNone(key: string): Fields {
    const value = this.value(key);
    return new Fields(isRaw(value) ? value : {}, this, [key]);
  }

  list(key: string): readonly unknown[] {
    const value = this.value(key);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : this.refuse(key, 'a list');
  }

  objects(key: string): Fields[] {
    return this.list(key).map((item, index) => {
      if (isRaw(item)) return new Fields(item, this, [key, index]);
      const path = [...this.path, key, index];
      throw new MalformedField(path, `${writePath(path)}: expected an object, found ${typeOf(item)}`);
    });
  }

  texts(key: string): string[] {
    return this.list(key).map((item, index) => {
      if (typeof item === 'string') return item;
      const path = [...this.path, key, index];
      throw new MalformedField(path, `${writePath(path)}: expected text, found ${typeOf(item)}`);
    });
  }

  /**
   * A map of labels. A label without a value is an empty one, as the API server takes it. A value that the API server refuses is not refused here: it may be
   * a template's, and stands for one that it takes.
   */
  labels(key: string): Record<string, string> {
    const fields = this.object(key);
    const map: Record<string, string> = Object.create(null) as Record<string, string>;
    if (!fields) return map;
    for (const name of Object.keys(fields.raw)) {
      const value = fields.raw[name] ?? '';
      if (typeof value !== 'string') return fields.refuse(name, 'text');
      map[name] = value;
    }
    return map;
  }

  /** A map of text, as annotations are. */
  annotations(): Readonly<Record<string, unknown>> {
    const fields = this.object('annotations');
    fields?.eachText();
    return fields?.raw ?? {};
  }

  /** Refuses what is no map of text. What has no value is empty, as the API server takes it. */
  eachText(): void {
    for (const name of Object.keys(this.raw)) this.text(name);
  }

  /** A map of text to quantities as written; numbers become text. One that something fills in later (`${CPU}`) is kept, and means nothing yet. */
  quantities(key: string): Record<string, string> {
    const fields = this.object(key);
    const map: Record<string, string> = Object.create(null) as Record<string, string>;
    if (!fields) return map;
    for (const name of Object.keys(fields.raw)) {
      const value = fields.value(name);
      if (value === undefined) continue;
      const amount = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
      if (typeof amount !== 'string' || !isQuantity(amount)) fields.refuse(name, 'a quantity, such as 250m or 1Gi');
      else map[name] = amount;
    }
    return map;
  }
}
