import { isRaw } from '../objects/fields.ts';
import { plainJson } from './plain-json.ts';

/**
 * A text of Go's template language with `data` filled in, as an ApplicationSet has it filled in; null where something in it is not understood here, or
 * has no value. Known are values, conditions, loops and the functions that such templates use.
 */
export function fillGoTemplate(text: string, data: unknown, isStrict: boolean): string | null {
  if (!text.includes('{{')) return text;
  try {
    const pieces = piecesOf(text);
    const reader: Reader = { pieces, at: 0, root: data, isStrict };
    const filled = fillBlock(reader, data, true);
    return reader.at === pieces.length ? filled : null;
  } catch (error) {
    if (error !== untold) throw error;
    return null;
  }
}

/** Is thrown where a template goes beyond what is known here. */
const untold = new Error('not understood');

type Piece = { readonly text: string } | { readonly action: string };

interface Reader {
  readonly pieces: readonly Piece[];
  at: number;
  readonly root: unknown;
  /** Whether a value that is not there ends it all (`missingkey=error`). */
  readonly isStrict: boolean;
}

/** Text and actions in turn; `{{-` and `-}}` take away the white space beside them. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  for (;;) {
    const found = /\{\{(-\s)?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`])*?)(\s-)?\}\}/s.exec(rest);
    if (!found) break;
    const [whole, before, action = '', after] = found;
    const lead = rest.slice(0, found.index);
    pieces.push({ text: before === undefined ? lead : lead.trimEnd() });
    if (!/^\s*\/\*.*\*\/\s*$/s.test(action)) pieces.push({ action: action.trim() });
    rest = rest.slice(found.index + whole.length);
    if (after !== undefined) rest = rest.trimStart();
  }
  if (rest.includes('{{')) throw untold;
  return [...pieces, { text: rest }];
}

/** Fills in up to the `else` or `end` of this block, or to the end; what is not `isTaken` is read and left out. */
function fillBlock(reader: Reader, dot: unknown, isTaken: boolean): string {
  let filled = '';
  for (; reader.at < reader.pieces.length; reader.at += 1) {
    const piece = reader.pieces[reader.at] as Piece;
    if ('text' in piece) {
      if (isTaken) filled += piece.text;
      continue;
    }
    const [, word = '', rest = ''] = /^(if|range|with|else|end|define|block|template|break|continue)\b\s*(.*)$/s.exec(
      piece.action,
    ) ?? [undefined, '', ''];
    if (word === 'else' || word === 'end') return filled;
    if (word === 'if' || word === 'with') filled += fillChoice(reader, word, rest, dot, isTaken);
    else if (word === 'range') filled += fillLoop(reader, rest, dot, isTaken);
    else if (word !== '') throw untold;
    else if (isTaken) filled += shown(valueOf(piece.action, reader, dot));
  }
  return filled;
}

function fillChoice(reader: Reader, word: string, condition: string, dot: unknown, isTaken: boolean): string {
  let given = isTaken ? valueOf(condition, reader, dot) : null;
  let isMet = isTaken && isTrue(given);
  let isOver = !isTaken || isMet;
  reader.at += 1;
  let filled = fillBlock(reader, word === 'with' ? given : dot, isMet);
  for (let next = actionAt(reader); next !== 'end'; next = actionAt(reader)) {
    const [, more] = /^else(?:\s+if\s+(.+))?$/s.exec(next) ?? [];
    if (more === undefined && next !== 'else') throw untold;
    given = more === undefined || isOver ? true : valueOf(more, reader, dot);
    isMet = !isOver && isTrue(given);
    isOver ||= isMet;
    reader.at += 1;
    filled += fillBlock(reader, dot, isMet);
  }
  return filled;
}

function fillLoop(reader: Reader, list: string, dot: unknown, isTaken: boolean): string {
  const items = isTaken ? valueOf(list, reader, dot) : [];
  if (!Array.isArray(items) && items !== null && items !== undefined) throw untold;
  const start = reader.at + 1;
  let filled = '';
  for (const item of items ?? []) {
    reader.at = start;
    filled += fillBlock(reader, item, true);
  }
  const isEmpty = (items ?? []).length === 0;
  if (isEmpty) {
    reader.at = start;
    fillBlock(reader, null, false);
  }
  if (actionAt(reader) === 'else') {
    reader.at += 1;
    filled += fillBlock(reader, dot, isTaken && isEmpty);
  }
  if (actionAt(reader) !== 'end') throw untold;
  return filled;
}

function actionAt({ pieces, at }: Reader): string {
  const piece = pieces[at];
  if (piece === undefined || !('action' in piece)) throw untold;
  return piece.action;
}

/** As Go prints it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Math.abs(value) < 1e21) return String(value);
  throw untold;
}

function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRaw(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

type Token = string;

/** What an expression stands for: `.path.basename`, `index .path.segments 1`, `.name | default "web" | lower`. */
function valueOf(expression: string, reader: Reader, dot: unknown): unknown {
  const tokens = expression.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|[()|]|[^\s()|"`]+/g) ?? [];
  let at = 0;

  function readPipe(): unknown {
    let value = readCall([]);
    while (tokens[at] === '|') {
      at += 1;
      value = readCall([value]);
    }
    return value;
  }

  function readCall(piped: readonly unknown[]): unknown {
    const name = tokens[at];
    if (name !== undefined && /^[a-zA-Z]\w*$/.test(name) && !['true', 'false', 'nil'].includes(name)) {
      at += 1;
      const given: unknown[] = [];
      while (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') given.push(readTerm());
      return call(name, [...given, ...piped]);
    }
    if (piped.length > 0) throw untold;
    const value = readTerm();
    if (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') throw untold;
    return value;
  }

  function readTerm(): unknown {
    const token = tokens[at] as Token;
    at += 1;
    if (token === '(') {
      const value = readPipe();
      if (tokens[at] !== ')') throw untold;
      at += 1;
      return value;
    }
    if (token.startsWith('`')) return token.slice(1, -1);
    if (token.startsWith('"')) return readText(token);
    if (/^-?\d+$/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'nil') return null;
    const [, from, chain = ''] = /^(\$)?((?:\.\w+)*|\.)$/.exec(token) ?? [];
    if (from === undefined && chain === '') throw untold;
    return readChain(from === undefined ? dot : reader.root, chain, reader.isStrict);
  }

  const value = readPipe();
  if (at !== tokens.length) throw untold;
  return value;
}

function readText(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    throw untold;
  }
}

function readChain(from: unknown, chain: string, isStrict: boolean): unknown {
  let value = from;
  for (const step of chain.split('.').filter((one) => one !== '')) {
    if (!isRaw(value)) throw untold;
    if (!Object.hasOwn(value, step) && isStrict) throw untold;
    value = Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** Functions of Go and of sprig, by what they are given; a value of another type than they take is not understood. */
function call(name: string, given: readonly unknown[]): unknown {
  const [first, second, third] = given;
  const text = (value: unknown): string => (typeof value === 'string' ? value : fail());
  switch (name) {
    case 'lower':
      return text(first).toLowerCase();
    case 'upper':
      return text(first).toUpperCase();
    case 'trim':
      return text(first).trim();
    case 'trimPrefix':
      return text(second).startsWith(text(first)) ? text(second).slice(text(first).length) : second;
    case 'trimSuffix':
      return text(first) !== '' && text(second).endsWith(text(first))
        ? text(second).slice(0, -text(first).length)
        : second;
    case 'replace':
      return text(third).replaceAll(text(first), () => text(second));
    case 'normalize':
      return normalizedName(text(first));
    case 'quote':
      return plainJson(shown(first));
    case 'squote':
      return `'${shown(first)}'`;
    case 'toString':
      return shown(first);
    case 'toJson':
      return plainJson(first ?? null);
    case 'default':
      return isTrue(second) ? second : first;
    case 'coalesce':
      return given.find(isTrue);
    case 'empty':
      return !isTrue(first);
    case 'not':
      return !isTrue(first);
    case 'and':
      return given.find((one) => !isTrue(one)) ?? given.at(-1);
    case 'or':
      return given.find(isTrue) ?? given.at(-1);
    case 'eq':
      return given.slice(1).some((one) => isSame(first, one));
    case 'ne':
      return !isSame(first, second);
    case 'contains':
      return text(second).includes(text(first));
    case 'hasPrefix':
      return text(second).startsWith(text(first));
    case 'hasSuffix':
      return text(second).endsWith(text(first));
    case 'hasKey':
      return isRaw(first) ? Object.hasOwn(first, text(second)) : fail();
    case 'ternary':
      return isTrue(third) ? first : second;
    case 'splitList':
      return text(second).split(text(first));
    case 'join':
      return Array.isArray(second) ? second.map(shown).join(text(first)) : fail();
    case 'first':
    case 'last':
      return Array.isArray(first) ? first.at(name === 'first' ? 0 : -1) : fail();
    case 'len':
      return Array.isArray(first) || typeof first === 'string' ? first.length : fail();
    case 'indent':
    case 'nindent': {
      const lines = text(second).replaceAll(/^/gm, ' '.repeat(Number(first)));
      return name === 'indent' ? lines : `\n${lines}`;
    }
    case 'index':
      return given.slice(1).reduce((at, step) => {
        if (Array.isArray(at) && typeof step === 'number' && step >= 0 && step < at.length) return at[step] as unknown;
        return isRaw(at) && typeof step === 'string' && Object.hasOwn(at, step) ? at[step] : fail();
      }, first);
    default:
      return fail();
  }
}

function isSame(a: unknown, b: unknown): boolean {
  // Go compares only what is of one type.
  if (typeof a !== typeof b || a === null || b === null || ['object', 'undefined'].includes(typeof a)) throw untold;
  return a === b;
}

function fail(): never {
  throw untold;
}

/** A name as Argo CD makes one of any text: of small letters, digits, dashes and dots. */
export function normalizedName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^-a-z0-9.]/g, '-')
    .slice(0, 253)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
}
