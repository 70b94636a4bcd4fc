import { isRaw, type Raw } from '../objects/fields.ts';
import { readCredentialName } from './credential-name.ts';
import { isCredential, type Where } from './credential-value.ts';
import { findArguments } from './find-arguments.ts';
import { speaksOfCredentials } from './may-carry-credentials.ts';
import { placeIn, type PlacedCredential, type Steps } from './placed-credential.ts';
import { searchText } from './search-text.ts';

/** Parts of an object that hold no values of its author's: what the cluster writes, what is matched, what SOPS writes. */
const skipped = new Set([
  'status',
  'managedFields',
  'labels',
  'matchLabels',
  'selector',
  'nodeSelector',
  'encryptedData',
  'caBundle',
]);

/** As deep as documents are read; what an annotation holds was not counted there. */
const deepest = 100;

/** What was found in a part of an object. */
export interface Literals {
  readonly found: readonly PlacedCredential[];
  /** Whether a name in it speaks of credentials, also where none was found. */
  readonly speaks: boolean;
}

/** Where there is nothing to be found. */
export const nothing: Literals = { found: [], speaks: false };

/** What was found in several parts. */
export function together(all: readonly Literals[]): Literals {
  return { found: all.flatMap(({ found }) => found), speaks: all.some(({ speaks }) => speaks) };
}

/**
 * Finds credentials that stand as literals in a part of an object: behind a name that announces one (a field, a variable, an argument), or known by
 * their form wherever they stand. `where` says what its fields are.
 */
export function readLiterals(part: unknown, steps: Steps, where: Where): Literals {
  const found: PlacedCredential[] = [];
  let speaks = false;
  const path: (string | number)[] = [...steps];

  function visit(value: unknown, name: string | null, meaning: Where, depth: number): void {
    if (typeof value === 'string') visitText(value, name, meaning);
    else if (typeof value === 'number' || typeof value === 'bigint') visitNumber(value, name, meaning);
    else if (depth >= deepest) return;
    else if (Array.isArray(value)) visitList(value, name, meaning, depth);
    else if (isRaw(value)) visitObject(value, name, meaning, depth);
  }

  function visitText(text: string, name: string | null, meaning: Where): void {
    const inside = searchText(text);
    if (inside.length > 0) found.push(...placeIn([...path], text, inside, null));
    else if (name !== null) visitNamed(text, name, meaning);
  }

  function visitNumber(value: number | bigint, name: string | null, meaning: Where): void {
    // A number behind any other name than a password's is a duration, a count or a size.
    if (name !== null && readCredentialName(name)?.confidence === 'sure') visitNamed(String(value), name, meaning);
  }

  function visitNamed(text: string, name: string, meaning: Where): void {
    const announced = readCredentialName(name);
    if (!announced || !isCredential(text, name, announced, meaning)) return;
    found.push({ form: 'literal-credential', kind: announced.kind, steps: [...path], length: text.length, line: null });
  }

  function visitList(list: readonly unknown[], name: string | null, meaning: Where, depth: number): void {
    list.forEach((item, index) => {
      path.push(index);
      visit(item, null, meaning, depth + 1);
      path.pop();
    });
    if (name === null || !/^(?:args|command|commands|\w*Args|cmd|entrypoint)$/i.test(name)) return;
    for (const { kind, index, length } of findArguments(list)) {
      found.push({ form: 'literal-credential', kind, steps: [...path, index], length, line: null });
    }
  }

  function visitObject(object: Raw, name: string | null, meaning: Where, depth: number): void {
    // Variables, headers, parameters of charts: the name stands beside the value.
    // `passwordSecret: { secretName: …, password: … }` names a key of a Secret.
    const pointsAway = meaning === 'field' && name !== null && /(?:\w(?:Secret|Selector)|Refs?|From)$/.test(name);
    const named = object['name'] ?? object['key'];
    for (const key of Object.keys(object)) {
      if (skipped.has(key)) continue;
      speaks ||= speaksOfCredentials(key);
      path.push(key);
      if (key === 'value' && typeof named === 'string') visit(object[key], named, 'setting', depth + 1);
      else visit(object[key], pointsAway ? null : key, meaning, depth + 1);
      path.pop();
    }
  }

  const last = steps.at(-1);
  visit(part, typeof last === 'string' ? last : null, where, 0);
  return { found, speaks };
}
