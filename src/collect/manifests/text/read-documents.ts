import { constructValue, type RepeatBudget } from './construct-value.ts';
import { endOfJsonObject, isJson, parseJson } from './parse-json.ts';
import { originalOffset, parseYaml, reparseBudget, type Pad, type ReparseBudget } from './parse-yaml.ts';
import { readIdentity, type Identity } from './read-identity.ts';
import { defaultReadLimits, type ReadLimits } from './read-limits.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { splitDocuments, type DocumentSpan } from './split-documents.ts';
import { startOfEvent } from './yaml-events.ts';

/** Where a document stands in its text: `text.slice(offset, end)`, its first character at `line` and `column` (1-based, UTF-16). */
export type DocumentPlace = {
  /** 0-based, among the documents that are not empty. */
  readonly index: number;
  readonly offset: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
};

/** Why a document cannot be read: one line without any text of the document, at a place in the whole text, and what it may have held. */
export type DocumentProblem = Identity & {
  readonly reason: RefusalReason;
  readonly message: string;
  readonly line: number;
  readonly column: number;
};

/** One document of a text: its value as kubectl reads it, or why it cannot be read. */
export type Document =
  | (DocumentPlace & { readonly value: unknown; readonly problem?: never })
  | (DocumentPlace & { readonly problem: DocumentProblem; readonly value?: never });

/**
 * Reads every document of a text of YAML or JSON (several JSON objects in a row included) as kubectl does; a document that
 * cannot be read is returned as a problem and stops no other. Documents that are empty or null are left out, as kubectl does.
 * A value is plain JSON but for integers beyond 2^53 (`bigint`); it may be a list or a scalar. Values that an alias repeats are
 * shared, never cyclic; long strings may be slices that keep `text` in memory. Never throws for what the text holds.
 */
export function readDocuments(text: string, limits: ReadLimits = defaultReadLimits): Document[] {
  const reading: Reading = {
    text,
    limits,
    budget: { values: limits.maxRepeatedValues },
    reparse: reparseBudget(text.length),
    mayHoldBadCharacters: UNCOMMON_CHARACTER.test(text) && (BAD_CHARACTER.test(text) || !text.isWellFormed()),
    documents: [],
    unreadable: 0,
    gaveUp: false,
  };
  const spans = splitDocuments(text);
  for (let at = 0; at < spans.length && !reading.gaveUp; at++) {
    const span = spans[at];
    if (span === undefined) continue;
    const content = firstContent(text, span.offset, span.end);
    if (content === span.end) continue;
    if (text.charCodeAt(content) !== PERCENT) {
      readSpan(reading, span, content);
      continue;
    }
    // A directive belongs to the document behind the separator that must follow it.
    const isAlone = !hasContentBesideDirectives(text, content, span.end);
    const next = isAlone ? spans[at + 1] : undefined;
    if (next !== undefined) at++;
    const { offset, line } = span;
    const place = { offset, end: next?.end ?? span.end, line, column: 1 };
    refuse(reading, place, new Refusal('separator', content - offset, DIRECTIVE));
  }
  return reading.documents;
}

type Reading = {
  readonly text: string;
  readonly limits: ReadLimits;
  readonly budget: RepeatBudget;
  readonly reparse: ReparseBudget;
  readonly mayHoldBadCharacters: boolean;
  readonly documents: Document[];
  unreadable: number;
  gaveUp: boolean;
};

type Place = { readonly offset: number; readonly end: number; readonly line: number; readonly column: number };

const NEWLINE = 0x0a;
const HASH = 0x23;
const PERCENT = 0x25;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const BYTE_ORDER_MARK = 0xfeff;

// What go-yaml refuses anywhere, comments included, and (U+0085, U+2028, U+2029) what it takes for the end of a line, even of a
// comment or in a block, where the YAML parser and every editor see a character. JSON texts may hold some of them.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const BAD_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]/;
// Most texts are printable ASCII, which is seen in a third of the time.
const UNCOMMON_CHARACTER = /[^\t\n\r -~]/;
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const MARKS: ReadonlySet<number> = new Set(Array.from('\n\r,:?[]{}', (mark) => mark.charCodeAt(0)));

// A template's braces, where YAML would begin a value or a line.
const TEMPLATE = /(?:^|[:-][ \t])[ \t]*\{\{/m;

const DIRECTIVE = 'kubectl does not read a document with a directive (%YAML, %TAG): remove it.';
const TEXT_BEHIND_SEPARATOR = 'kubectl does not read text behind a separator (---): move it to the next line.';
const OTHER_DASHES = 'A line begins with three dashes (---) but separates no documents; kubectl refuses it.';
const BEHIND_END_MARKER = 'kubectl does not read what stands behind an end marker (...): begin a document with ---.';

function readSpan(reading: Reading, span: DocumentSpan, content: number): void {
  const place: Place = { offset: span.offset, end: span.end, line: span.line, column: 1 };
  const source = reading.text.slice(span.offset, span.end);
  const refusal = refuseUnread(reading, span, source);
  if (refusal !== undefined) {
    refuse(reading, place, refusal);
    return;
  }
  const first = reading.text.charCodeAt(content);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    readYaml(reading, place, source);
    return;
  }
  if (readJson(reading, place, source)) return;
  if (first === OPEN_BRACE && isObjectStream(source, content - span.offset)) readObjectStream(reading, place, content);
  else readYaml(reading, place, source);
}

/** What makes a document unreadable before it is parsed. */
function refuseUnread(
  { limits, mayHoldBadCharacters }: Reading,
  span: DocumentSpan,
  source: string,
): Refusal | undefined {
  if (span.refusedAt !== null) {
    const opens = span.refusedAt === span.offset && span.markerOffset === span.offset;
    return new Refusal('separator', span.refusedAt - span.offset, opens ? TEXT_BEHIND_SEPARATOR : OTHER_DASHES);
  }
  if (source.length > limits.maxDocumentLength) {
    return new Refusal('limit', 0, `The document is longer than ${limits.maxDocumentLength} characters.`);
  }
  if (!mayHoldBadCharacters || source.isWellFormed()) return undefined;
  return refuseCharacter(source, source.search(HALF_PAIR));
}

function refuseCharacter(source: string, offset: number): Refusal {
  const code = source.charCodeAt(offset);
  const hex = code.toString(16).toUpperCase().padStart(4, '0');
  let what = `The text holds a control character (U+${hex}), which kubectl does not read.`;
  if (code === 0) what = 'The text holds a NUL character, which kubectl does not read.';
  else if (code === 0x85 || code >= 0x2028)
    what = `The text holds a U+${hex}, which kubectl takes for the end of a line.`;
  // decodeText keeps such a byte as U+DC00 + byte.
  if (code >= 0xdc80 && code <= 0xdcff) what = `The text holds a byte (0x${hex.slice(2)}) that is not UTF-8.`;
  else if (code >= 0xd800 && code <= 0xdfff) what = 'The text holds half a character (a lone surrogate).';
  else if (code >= 0xfffe) what = `The text holds a U+${hex}, which is no character.`;
  return new Refusal('encoding', offset, what);
}

/** kubectl reads JSON objects one after another without separators, which no YAML document can look like. */
function isObjectStream(source: string, from: number): boolean {
  const end = endOfJsonObject(source, from);
  if (end === -1 || source.charCodeAt(skipSpace(source, end)) !== OPEN_BRACE) return false;
  return isJson(source.slice(from, end));
}

/** False when the text is not JSON. */
function readJson(reading: Reading, place: Place, text: string): boolean {
  const json = parseJson(text, reading.limits.maxDepth);
  if (json !== undefined) keep(reading, place, json.value);
  else if (isJson(text)) readYaml(reading, place, text, true);
  else return false;
  return true;
}

function readObjectStream(reading: Reading, span: Place, from: number): void {
  const { text } = reading;
  const source = text.slice(0, span.end);
  let offset = from;
  let position = positionAt(text, span, from);
  while (offset < span.end && !reading.gaveUp) {
    const closed = source.charCodeAt(offset) === OPEN_BRACE ? endOfJsonObject(source, offset) : -1;
    const place: Place = { offset, end: closed === -1 ? span.end : closed, ...position };
    const piece = source.slice(offset, place.end);
    if (!readJson(reading, place, piece)) readYaml(reading, place, piece);
    offset = skipSpace(source, place.end);
    position = positionAt(text, place, offset);
  }
}

function readYaml(reading: Reading, place: Place, text: string, isJson = false): void {
  const { limits, budget } = reading;
  const bad = reading.mayHoldBadCharacters && !isJson ? text.search(BAD_CHARACTER) : -1;
  if (bad !== -1) {
    refuse(reading, place, refuseCharacter(text, bad));
    return;
  }
  if (text.length > limits.maxDocumentMarks && countMarks(text) > limits.maxDocumentMarks) {
    const message = `The document has more than ${limits.maxDocumentMarks} commas, colons, brackets and lines.`;
    refuse(reading, place, new Refusal('limit', 0, message));
    return;
  }
  let pads: readonly Pad[] = [];
  try {
    const parsed = parseYaml(text, limits.maxDepth, reading.reparse);
    pads = parsed.pads;
    const { value, next } = constructValue(parsed.events, parsed.source, limits, budget, isJson);
    keep(reading, place, value);
    // kubectl reads one document between separators, up to an end marker (`...`), and says nothing of the rest.
    const rest = parsed.events[next + 1];
    const start = rest === undefined ? null : startOfEvent(parsed.source, rest);
    if (start === null) return;
    const offset = place.offset + originalOffset(pads, start);
    const behind = { ...positionAt(reading.text, place, offset), offset, end: place.end };
    refuse(reading, behind, new Refusal('separator', 0, BEHIND_END_MARKER));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(reading, place, error, pads);
  }
}

function countMarks(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at++) if (MARKS.has(text.charCodeAt(at))) marks++;
  return marks;
}

function keep({ documents }: Reading, place: Place, value: unknown): void {
  if (value === null) return;
  documents.push({ index: documents.length, ...place, value });
}

function refuse(reading: Reading, place: Place, refusal: Refusal, pads: readonly Pad[] = []): void {
  const { text, limits, documents } = reading;
  if (reading.unreadable >= limits.maxUnreadable) {
    reading.gaveUp = true;
    const message = `More than ${limits.maxUnreadable} documents cannot be read; the rest of the file was not read.`;
    documents.push(describe(reading, { ...place, end: text.length }, new Refusal('limit', 0, message), []));
    return;
  }
  reading.unreadable++;
  documents.push(describe(reading, place, refusal, pads));
}

function describe({ text, documents }: Reading, place: Place, refusal: Refusal, pads: readonly Pad[]): Document {
  const document = text.slice(place.offset, place.end);
  const offset = Math.min(originalOffset(pads, refusal.offset), document.length);
  let { reason, message } = refusal;
  if (refusal.otherOffset !== null) {
    const earlier = positionAt(text, place, place.offset + originalOffset(pads, refusal.otherOffset));
    message = `${message}, first on line ${earlier.line}.`;
  }
  if ((reason === 'syntax' || reason === 'value') && looksLikeTemplate(document, offset)) {
    reason = 'template';
    message = `${message} It looks like a Helm template ({{ … }}), which must be rendered first.`;
  }
  const position = positionAt(text, place, place.offset + offset);
  return {
    index: documents.length,
    ...place,
    problem: { reason, message, ...position, ...readIdentity(document) },
  };
}

/** The refused line holds template braces, or a line up to it begins with them or has them for a value. */
function looksLikeTemplate(document: string, at: number): boolean {
  const newline = document.indexOf('\n', at);
  const upToLine = document.slice(0, newline === -1 ? document.length : newline);
  return upToLine.slice(document.lastIndexOf('\n', at - 1) + 1).includes('{{') || TEMPLATE.test(upToLine);
}

/** The line and column of an offset at or behind a place whose own are known. */
function positionAt(text: string, from: Place, offset: number): { readonly line: number; readonly column: number } {
  // Only what lies between is searched: there may be millions of objects on one long line.
  const between = text.slice(from.offset, offset);
  let { line, column } = from;
  let start = 0;
  for (let at = between.indexOf('\n'); at !== -1; at = between.indexOf('\n', start)) {
    line++;
    column = 1;
    start = at + 1;
  }
  return { line, column: column + between.length - start };
}

/** The first character from `from` on that is neither blank nor in a comment; `end` when there is none. */
function firstContent(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === HASH) {
      const newline = text.indexOf('\n', at);
      at = newline === -1 ? end : newline;
    } else if (!isSpace(code) && code !== BYTE_ORDER_MARK) {
      return at;
    }
    at++;
  }
  return end;
}

function hasContentBesideDirectives(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && text.charCodeAt(at) === PERCENT) {
    const newline = text.indexOf('\n', at);
    at = firstContent(text, newline === -1 ? end : newline, end);
  }
  return at < end;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === NEWLINE || code === 0x09 || code === 0x0d;
}
