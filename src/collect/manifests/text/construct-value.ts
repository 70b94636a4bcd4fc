import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { resolvePlain, resolveTagged } from './go-schema.ts';
import type { ReadLimits } from './read-limits.ts';
import { Refusal } from './refusal.ts';
import { keyOfEvent, skipNode, startOfEvent, tagOfEvent, textOfEvent } from './yaml-events.ts';

/** What aliases may still repeat; shared by the documents of one text. */
export type RepeatBudget = { values: number };

type Anchor = {
  value: unknown;
  /** What a scalar is as a key; null for a collection, undefined for a scalar that cannot be one. */
  readonly key: string | null | undefined;
  readonly type: number;
  /** Values in it, with all that its own aliases repeat. */
  values: number;
  /** Levels below it. */
  height: number;
  open: boolean;
};

type State = {
  readonly events: readonly Event[];
  readonly source: string;
  readonly limits: ReadLimits;
  readonly budget: RepeatBudget;
  readonly isJson: boolean;
  anchors: Map<string, Anchor> | null;
  next: number;
  values: number;
  deepest: number;
  aliases: number;
  mergedKeys: number;
};

const NONE = -1;
const { SCALAR, SEQUENCE, MAPPING, ALIAS, POP } = EVENT_ID;
const { PLAIN } = SCALAR_STYLE;
const SURROGATE_ESCAPE = /^\\u[dD][89a-fA-F]/;

/**
 * Builds the JSON value of the first document in `events` (from parseEvents over `source`) as go-yaml v2 and sigs.k8s.io/yaml
 * do: typed scalars, keys as strings, tags on collections ignored, and a merge key that overrides keys written before it.
 * Unlike them a duplicate key is refused. `isJson` says that the text is JSON, whose escapes are others. Values that an alias repeats are the same JavaScript value.
 * Also says which event follows the document. Throws Refusal.
 */
export function constructValue(
  events: readonly Event[],
  source: string,
  limits: ReadLimits,
  budget: RepeatBudget,
  isJson: boolean,
): { readonly value: unknown; readonly next: number } {
  const state: State = {
    events,
    source,
    limits,
    budget,
    isJson,
    anchors: null,
    next: 1,
    values: 0,
    deepest: 0,
    aliases: 0,
    mergedKeys: 0,
  };
  // Without any event the text is blank or holds comments only.
  if (events.length === 0) return { value: null, next: 0 };
  const value = readNode(state, take(state), 1);
  return { value, next: state.next + 1 };
}

function take(state: State): Event {
  const event = state.events[state.next++];
  if (event === undefined) throw new Error('The YAML parser gave events that end too early.');
  return event;
}

function readNode(state: State, event: Event, depth: number): unknown {
  state.values++;
  if (depth > state.deepest) state.deepest = depth;
  switch (event.type) {
    case SCALAR:
      return event.anchorStart === NONE ? readScalar(state, event) : readAnchoredScalar(state, event);
    case MAPPING:
      return event.anchorStart === NONE
        ? readMapping(state, event, {}, depth)
        : readAnchoredCollection(state, event, {}, depth);
    case SEQUENCE:
      return event.anchorStart === NONE
        ? readSequence(state, [], depth)
        : readAnchoredCollection(state, event, [], depth);
    case ALIAS:
      return readAlias(state, event, depth).value;
    default:
      throw new Error('The YAML parser gave an event where a value belongs.');
  }
}

function readScalar(state: State, event: ScalarEvent): unknown {
  const text = textOfEvent(state.source, event);
  if (event.tagStart === NONE && event.style !== PLAIN) {
    if (!event.fast && event.style === SCALAR_STYLE.DOUBLE_QUOTED) checkEscapes(state, event, text);
    return text;
  }
  const tag = tagOfEvent(state.source, event);
  const value = tag === null ? resolvePlain(text) : resolveTagged(tag, text);
  if (value === undefined) {
    throw new Refusal('value', startOf(state, event), 'The value does not fit its explicit type tag.');
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Refusal(
      'value',
      startOf(state, event),
      'Infinity and not-a-number have no form in JSON; quote the value if it is meant as text.',
    );
  }
  return value;
}

/** Of the escapes that the parser knows, go-yaml v2 refuses `\\/` and surrogates; JSON has both. */
function checkEscapes(state: State, event: ScalarEvent, text: string): void {
  if (!text.isWellFormed()) {
    throw new Refusal(
      'encoding',
      startOf(state, event),
      'A text in double quotes holds half a character (a lone surrogate escape).',
    );
  }
  if (state.isJson) return;
  const raw = state.source.slice(event.valueStart, event.valueEnd);
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', at + 2)) {
    if (raw.charAt(at + 1) !== '/' && !SURROGATE_ESCAPE.test(raw.slice(at, at + 6))) continue;
    const message = 'A text in double quotes holds a backslash escape that kubectl does not know.';
    throw new Refusal('syntax', event.valueStart + at, message);
  }
}

function startOf({ source }: State, event: Event): number {
  return startOfEvent(source, event) ?? 0;
}

function readSequence(state: State, list: unknown[], depth: number): unknown[] {
  for (let event = take(state); event.type !== POP; event = take(state)) list.push(readNode(state, event, depth + 1));
  return list;
}

function readMapping(
  state: State,
  mapping: MappingEvent,
  object: Record<string, unknown>,
  depth: number,
): Record<string, unknown> {
  const isFlow = mapping.style === COLLECTION_STYLE.FLOW;
  const first = state.next;
  // From the first merge key on: the keys that are written here themselves.
  let written: Set<string> | null = null;
  for (let event = take(state); event.type !== POP; event = take(state)) {
    state.values++;
    if (event.type === SCALAR && isMergeKey(state, event)) {
      written ??= new Set(Object.keys(object));
      mergeInto(state, object, event, depth);
      continue;
    }
    if (isFlow && event.type === SCALAR) {
      checkColon(state, event);
      checkOneLine(state, event);
    }
    const key = readKey(state, event, depth);
    if (written === null ? Object.hasOwn(object, key) : written.has(key)) throw duplicateKey(state, first, event, key);
    written?.add(key);
    setOwn(object, key, readNode(state, take(state), depth + 1));
  }
  return object;
}

/** `{a:, b}` and `[a:]`: for kubectl the colon is part of the text, for the parser it ends a key. Nobody means the first. */
function checkColon(state: State, key: ScalarEvent): void {
  if (key.style !== PLAIN || state.source.charAt(key.valueEnd) !== ':') return;
  if (!/[,[\]{}]/.test(state.source.charAt(key.valueEnd + 1))) return;
  throw new Refusal('syntax', key.valueEnd, 'A space is missing after the colon.');
}

/**
 * kubectl wants a key in braces on one line with its colon, unless a question mark stands before it; the parser takes a comment of JSON (`// why`) for
 * the beginning of the key on the next line. JSON proper may break the line anywhere.
 */
function checkOneLine({ source, isJson }: State, { style, fast, valueStart, valueEnd }: ScalarEvent): void {
  const isQuoted = style !== PLAIN;
  const end = isQuoted ? valueEnd + 1 : valueEnd;
  if (isJson || valueStart === NONE || (fast && source.charAt(end) === ':')) return;
  const colon = skipBlanks(source, end);
  if (source.charAt(colon) !== ':' || !/[\n\r]/.test(source.slice(valueStart, colon))) return;
  const start = isQuoted ? valueStart - 1 : valueStart;
  if (/\?\s*$/.test(source.slice(Math.max(0, start - 100), start))) return;
  throw new Refusal('syntax', start, 'A key goes over several lines, or a colon is missing after it.');
}

/** The offset of what follows blanks, ends of lines and comments. */
function skipBlanks(source: string, from: number): number {
  for (let at = from; ; at++) {
    const newline = source.charAt(at) === '#' ? source.indexOf('\n', at) : at;
    if (newline === -1) return source.length;
    at = newline;
    if (!/\s/.test(source.charAt(at))) return at;
  }
}

function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function readKey(state: State, event: Event, depth: number): string {
  let key: string | null | undefined = null;
  if (event.type === SCALAR) {
    key = keyOfEvent(state.source, event);
    if (event.anchorStart !== NONE) readAnchoredScalar(state, event);
  } else if (event.type === ALIAS) {
    key = readAlias(state, event, depth + 1).key;
  }
  if (key === null) throw new Refusal('value', startOf(state, event), 'A mapping or a list cannot be a key.');
  if (key === undefined) throw new Refusal('value', keyStart(state, event), 'This key cannot be a key in JSON.');
  return key;
}

/** An empty key has no text of its own: the colon behind it says where it is. */
function keyStart(state: State, event: Event): number {
  const start = startOfEvent(state.source, event);
  if (start !== null) return start;
  for (let at = state.next; at < state.events.length; at++) {
    const following = state.events[at];
    const position = following === undefined ? null : startOfEvent(state.source, following);
    if (position !== null) return position;
  }
  return 0;
}

/** Goes through the mapping's events again to say where the key stood before. */
function duplicateKey(state: State, first: number, event: Event, key: string): Refusal {
  const { events, source } = state;
  for (let at = first; at < state.next; at = skipNode(events, skipNode(events, at))) {
    const earlier = events[at];
    if (earlier?.type === SCALAR && keyOfEvent(source, earlier) === key) {
      return new Refusal(
        'duplicate-key',
        startOf(state, event),
        'A key stands twice in one mapping',
        startOf(state, earlier),
      );
    }
  }
  return new Refusal('duplicate-key', startOf(state, event), 'A key stands twice in one mapping');
}

function isMergeKey(state: State, event: ScalarEvent): boolean {
  if (event.valueEnd - event.valueStart !== 2 || state.source.charCodeAt(event.valueStart) !== 0x3c) return false;
  if (!state.source.startsWith('<<', event.valueStart)) return false;
  return event.tagStart === NONE ? event.style === PLAIN : tagOfEvent(state.source, event) === '!!merge';
}

/** As go-yaml v2 merges: key by key, overriding what stands before; of a list the earlier mapping wins. */
function mergeInto(state: State, object: Record<string, unknown>, key: ScalarEvent, depth: number): void {
  const event = take(state);
  const value = readNode(state, event, depth + 1);
  let sources: unknown[] = [isMappingNode(state, event) ? value : null];
  if (event.type === SEQUENCE && Array.isArray(value)) sources = value.toReversed();
  for (const source of sources) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) {
      throw new Refusal('value', startOf(state, key), 'A merge key (<<) needs a mapping or a list of mappings.');
    }
    const entries = Object.entries(source);
    state.mergedKeys += entries.length + 1;
    if (state.mergedKeys > state.limits.maxMergedKeys) {
      throw new Refusal('limit', startOf(state, key), `Merge keys copy more than ${state.limits.maxMergedKeys} keys.`);
    }
    for (const [name, merged] of entries) setOwn(object, name, merged);
  }
}

function isMappingNode(state: State, event: Event): boolean {
  if (event.type !== ALIAS) return event.type === MAPPING;
  return state.anchors?.get(state.source.slice(event.anchorStart, event.anchorEnd))?.type === MAPPING;
}

function readAnchoredScalar(state: State, event: ScalarEvent): unknown {
  const value = readScalar(state, event);
  setAnchor(state, event, {
    value,
    key: keyOfEvent(state.source, event),
    type: SCALAR,
    values: 1,
    height: 0,
    open: false,
  });
  return value;
}

function readAnchoredCollection<Collection extends Record<string, unknown> | unknown[]>(
  state: State,
  event: MappingEvent | SequenceEvent,
  collection: Collection,
  depth: number,
): Collection {
  const anchor: Anchor = { value: collection, key: null, type: event.type, values: 0, height: 0, open: true };
  setAnchor(state, event, anchor);
  const valuesBefore = state.values - 1;
  const deepestBefore = state.deepest;
  state.deepest = depth;
  if (Array.isArray(collection)) readSequence(state, collection, depth);
  else if (event.type === MAPPING) readMapping(state, event, collection, depth);
  anchor.values = state.values - valuesBefore;
  anchor.height = state.deepest - depth;
  anchor.open = false;
  state.deepest = Math.max(state.deepest, deepestBefore);
  return collection;
}

function readAlias(state: State, event: AliasEvent, depth: number): Anchor {
  const { limits, budget } = state;
  const offset = event.anchorStart - 1;
  const anchor = state.anchors?.get(state.source.slice(event.anchorStart, event.anchorEnd));
  if (anchor === undefined)
    throw new Refusal('syntax', offset, 'An alias (*) names an anchor (&) that is not defined before it.');
  if (anchor.open) throw new Refusal('value', offset, 'An alias (*) stands inside the value that it repeats.');
  if (++state.aliases > limits.maxAliases) {
    throw new Refusal('limit', offset, `The document has more than ${limits.maxAliases} aliases (*).`);
  }
  if (depth + anchor.height > limits.maxDepth) {
    throw new Refusal('limit', offset, `With its aliases the document nests deeper than ${limits.maxDepth} levels.`);
  }
  budget.values -= anchor.values;
  if (budget.values < 0) {
    throw new Refusal('limit', offset, `The aliases of the file repeat more than ${limits.maxRepeatedValues} values.`);
  }
  state.values += anchor.values - 1;
  state.deepest = Math.max(state.deepest, depth + anchor.height);
  return anchor;
}

function setAnchor(state: State, event: ScalarEvent | MappingEvent | SequenceEvent, anchor: Anchor): void {
  state.anchors ??= new Map();
  state.anchors.set(state.source.slice(event.anchorStart, event.anchorEnd), anchor);
}
