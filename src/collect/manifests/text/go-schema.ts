// Scalars as kubectl reads them: go-yaml v2 resolves the text, sigs.k8s.io/yaml turns the result into JSON.
// That is neither YAML 1.1 nor 1.2: `yes` is true, `0644` and `0o644` are 420, `08` is 8, `1:30` and dates are strings.
// Every rule here was compared with those two libraries, run as programs, over generated scalars.

import { decodeUtf8 } from './decode-text.ts';

/**
 * A scalar's value. Integers within int64 and uint64 are exact: a `number` when it is a safe integer, else a `bigint`, which
 * JSON.stringify refuses, so whoever keeps such a value must print it. NaN and infinities are possible here and are not JSON.
 */
export type GoScalar = string | number | bigint | boolean | null;

const YAML_TAG = 'tag:yaml.org,2002:';

const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);
const LONGEST_WORD = 5;

// What the first character allows, as in go-yaml: anything else is a string without a closer look.
const WORD = 1;
const DOT = 2;
const NUMBER = 3;
const HINTS: Uint8Array = hintTable();

function hintTable(): Uint8Array {
  const hints = new Uint8Array(128);
  for (const character of 'yYnNtTfFoO~') hints[character.charCodeAt(0)] = WORD;
  for (const character of '+-0123456789') hints[character.charCodeAt(0)] = NUMBER;
  hints['.'.charCodeAt(0)] = DOT;
  return hints;
}

const INTEGER = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[+-]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][+-]?[0-9]+)?$/;
// strconv.ParseFloat, which go-yaml asks directly when the text begins with a dot, takes underscores between digits.
const DOT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?$/;
// A leftover in go-yaml from before Go read 0b itself: the digits after 0b may carry a sign of their own.
const SIGNED_BINARY = /^0b([+-])([01]+)$/;
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})| \d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d+)?)?$/;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
/** More digits than any 64-bit integer has in any base: guards BigInt, whose cost is not linear. */
const MOST_DIGITS = 64;

/** Reads a plain (unquoted, untagged) scalar. */
export function resolvePlain(text: string): GoScalar {
  if (text.length === 0) return null;
  switch (HINTS[text.charCodeAt(0)]) {
    case WORD: {
      const word = text.length > LONGEST_WORD ? undefined : WORDS.get(text);
      return word === undefined ? text : word;
    }
    case DOT:
      return WORDS.get(text) ?? readDotFloat(text) ?? text;
    case NUMBER:
      return readNumber(text) ?? WORDS.get(text) ?? text;
    default:
      return text;
  }
}

/**
 * Reads a scalar with an explicit tag (`!!int`, `!mine`, `tag:yaml.org,2002:str`), whatever its quotes; undefined when the text
 * is not of that type. As in go-yaml v2, a tag that it does not know leaves the text a string.
 */
export function resolveTagged(tag: string, text: string): GoScalar | undefined {
  switch (longTag(tag)) {
    case `${YAML_TAG}null`:
      return resolvePlain(text) === null ? null : undefined;
    case `${YAML_TAG}bool`: {
      const value = resolvePlain(text);
      return typeof value === 'boolean' ? value : undefined;
    }
    case `${YAML_TAG}int`:
      return readIntegerText(text);
    case `${YAML_TAG}float`: {
      const value = resolvePlain(text);
      if (typeof value === 'number') return value;
      // An int64 is widened to a float; go-yaml forgets the uint64, and so fails on it.
      return typeof value === 'bigint' && value <= INT64_MAX ? Number(value) : undefined;
    }
    case `${YAML_TAG}timestamp`:
      return TIMESTAMP.test(text) && isDate(text) ? text : undefined;
    case `${YAML_TAG}binary`:
      return readBase64(text);
    default:
      return text;
  }
}

/**
 * The JSON key that sigs.k8s.io/yaml makes of a plain scalar (tag null) or a tagged one: `y` is "true", `0x10` is "16".
 * Undefined for what it refuses: null, and integers above int64.
 */
export function resolveKey(tag: string | null, text: string): string | undefined {
  if (tag === null && !mayBeSpecial(text)) return text;
  const value = tag === null ? resolvePlain(text) : resolveTagged(tag, text);
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return value <= INT64_MAX ? value.toString() : undefined;
    case 'number': {
      const integer = readIntegerText(text);
      if (integer === undefined) return value === 0 && text.startsWith('-') ? '-0' : printFloat32(value);
      return longTag(tag ?? '') === `${YAML_TAG}float` ? printFloat32(value) : String(integer);
    }
    default:
      return undefined;
  }
}

function mayBeSpecial(text: string): boolean {
  if (text.length === 0) return true;
  const hint = HINTS[text.charCodeAt(0)];
  return hint === undefined || hint === 0 ? false : hint !== WORD || text.length <= LONGEST_WORD;
}

/** The full name of a tag as written: `!!int` is `tag:yaml.org,2002:int`, `!<x>` is `x`. */
function longTag(tag: string): string {
  if (tag.startsWith('!!')) return YAML_TAG + tag.slice(2);
  if (tag.startsWith('!<')) return tag.slice(2, -1);
  return tag;
}

function readIntegerText(text: string): number | bigint | undefined {
  if (text.length === 0 || HINTS[text.charCodeAt(0)] !== NUMBER) return undefined;
  const plain = text.replaceAll('_', '');
  return readInteger(plain) ?? readSignedBinary(plain);
}

function readNumber(text: string): number | bigint | undefined {
  const small = readSmallDecimal(text);
  if (small !== undefined) return small;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  return readInteger(plain) ?? readFloat(plain) ?? readSignedBinary(plain);
}

/** Ports, replicas, sizes: nearly every number in a manifest, without a regular expression. */
function readSmallDecimal(text: string): number | undefined {
  const length = text.length;
  if (length > 15) return undefined;
  let value = text.charCodeAt(0) - 48;
  if (value < 0 || value > 9 || (value === 0 && length > 1)) return undefined;
  for (let at = 1; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** strconv.ParseInt and ParseUint with base 0; undefined when it is no integer or does not fit 64 bits. */
function readInteger(plain: string): number | bigint | undefined {
  if (!INTEGER.test(plain)) return undefined;
  const signed = plain.startsWith('-') || plain.startsWith('+');
  let digits = signed ? plain.slice(1) : plain;
  let prefix = '';
  if (digits.length > 1 && digits.startsWith('0')) {
    const letter = digits.charAt(1).toLowerCase();
    const named = letter === 'x' || letter === 'b' || letter === 'o';
    prefix = named ? `0${letter}` : '0o';
    digits = digits.slice(named ? 2 : 1);
  }
  digits = digits.replace(/^0+/, '');
  if (digits === '') return 0;
  if (digits.length > MOST_DIGITS) return undefined;
  return fit(BigInt(prefix + digits) * (plain.startsWith('-') ? -1n : 1n), signed);
}

function fit(value: bigint, signed: boolean): number | bigint | undefined {
  if (value < INT64_MIN || value > (signed ? INT64_MAX : UINT64_MAX)) return undefined;
  const narrow = Number(value);
  return Number.isSafeInteger(narrow) ? narrow : value;
}

function readFloat(plain: string): number | undefined {
  if (!FLOAT.test(plain)) return undefined;
  return finite(Number(plain));
}

function readDotFloat(text: string): number | undefined {
  if (!DOT_FLOAT.test(text)) return undefined;
  return finite(Number(text.replaceAll('_', '')));
}

/** Out of range is no float for Go, so the text stays a string; the JSON of -0.0 reads as 0. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value + 0 : undefined;
}

function readSignedBinary(plain: string): number | bigint | undefined {
  const match = SIGNED_BINARY.exec(plain);
  if (match === null) return undefined;
  const digits = (match[2] ?? '').replace(/^0+/, '');
  if (digits === '') return 0;
  if (digits.length > MOST_DIGITS) return undefined;
  return fit(BigInt(`0b${digits}`) * (match[1] === '-' ? -1n : 1n), true);
}

/** strconv.FormatFloat(value, 'g', -1, 32): the shortest digits that name the same 32-bit float. */
function printFloat32(value: number): string {
  const narrow = Math.fround(value);
  if (Number.isNaN(narrow)) return '.nan';
  if (!Number.isFinite(narrow)) return narrow > 0 ? '.inf' : '-.inf';
  let precision = 1;
  while (precision < 9 && Math.fround(Number(narrow.toPrecision(precision))) !== narrow) precision++;
  const [mantissa = '', power = '0'] = narrow.toExponential(precision - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(`${mantissa}e${power}`));
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
}

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split(/\D/, 3).map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function readBase64(text: string): string | undefined {
  const compact = text.replaceAll(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  // As in Go's JSON, each byte that is not UTF-8 becomes one U+FFFD.
  return decodeUtf8(Buffer.from(compact, 'base64')).toWellFormed();
}
