import { EVENT_ID } from 'js-yaml';
import { originalOffset, parseYaml, reparseBudget, type ParsedYaml } from './parse-yaml.ts';
import { Refusal } from './refusal.ts';
import { keyOfEvent, skipNode, startOfEvent } from './yaml-events.ts';

/** A place in a text: 1-based, columns in UTF-16 units. */
export type Position = { readonly line: number; readonly column: number };

/** The keys (strings, as in the value) and list indexes (numbers) that lead from a document's root to a value. */
export type ValuePath = readonly (string | number)[];

/** Far above any limit of reading: what is located was read before. */
const MAX_DEPTH = 1_000;

/**
 * Where values stand in the text of one document, YAML or JSON, in the order of `paths`: the start of the value's key, or of the
 * item in a list. A value that is absent, or that an alias or a merge key brings from elsewhere, is placed at its nearest ancestor
 * in the text, and everything at the first character where the text cannot be parsed. Positions are relative to the text;
 * toFilePosition adds where the document stands. Costs one parse, whatever the number of paths.
 */
export function locatePaths(documentText: string, paths: readonly ValuePath[]): Position[] {
  const root: Wanted = { offset: 0, below: new Map() };
  const trails = paths.map((path) => addPath(root, path));
  const parsed = parse(documentText);
  if (parsed !== undefined && parsed.events.length > 1) {
    root.offset = startAt(parsed, 1) ?? 0;
    visit(parsed, 1, root);
  }
  return positionsOf(
    documentText,
    trails.map((trail) => trail.findLast((wanted) => wanted.offset !== null)?.offset ?? 0),
  );
}

/** The position in the file of a position in a document that begins at `document`, as readDocuments says. */
export function toFilePosition(document: Position, position: Position): Position {
  const column = position.line === 1 ? document.column + position.column - 1 : position.column;
  return { line: document.line + position.line - 1, column };
}

/** One step of the paths looked for: its offset in the text once seen, and the steps below it. */
type Wanted = { offset: number | null; readonly below: Map<string | number, Wanted> };

/** Adds a path to the tree of steps; returns its steps from the root on. */
function addPath(root: Wanted, path: ValuePath): Wanted[] {
  const trail = [root];
  let wanted = root;
  for (const step of path) {
    const next: Wanted = wanted.below.get(step) ?? { offset: null, below: new Map() };
    wanted.below.set(step, next);
    trail.push(next);
    wanted = next;
  }
  return trail;
}

function parse(text: string): ParsedYaml | undefined {
  try {
    return parseYaml(text, MAX_DEPTH, reparseBudget(text.length));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Notes what is wanted of the node at an event. */
function visit(parsed: ParsedYaml, index: number, wanted: Wanted): void {
  if (wanted.below.size === 0) return;
  const { events, source } = parsed;
  const node = events[index];
  if (node?.type === EVENT_ID.SEQUENCE) {
    let item = 0;
    for (let at = index + 1; !isEnd(parsed, at); at = skipNode(events, at))
      note(parsed, at, at, wanted.below.get(item++));
  } else if (node?.type === EVENT_ID.MAPPING) {
    for (let at = index + 1; !isEnd(parsed, at);) {
      const value = skipNode(events, at);
      const key = events[at];
      const step = key?.type === EVENT_ID.SCALAR ? keyOfEvent(source, key) : undefined;
      if (step !== undefined) note(parsed, at, value, wanted.below.get(step));
      at = skipNode(events, value);
    }
  }
}

function isEnd({ events }: ParsedYaml, index: number): boolean {
  return index >= events.length || events[index]?.type === EVENT_ID.POP;
}

function note(parsed: ParsedYaml, at: number, value: number, wanted: Wanted | undefined): void {
  if (wanted === undefined) return;
  wanted.offset ??= startAt(parsed, at);
  visit(parsed, value, wanted);
}

/** The offset in the document's text where the event's text begins. */
function startAt({ events, source, pads }: ParsedYaml, index: number): number | null {
  const event = events[index];
  const start = event === undefined ? null : startOfEvent(source, event);
  return start === null ? null : originalOffset(pads, start);
}

function positionsOf(text: string, offsets: readonly number[]): Position[] {
  const positions = new Map<number, Position>();
  let line = 1;
  let lineStart = 0;
  let newline = text.indexOf('\n');
  for (const offset of [...new Set(offsets)].toSorted((left, right) => left - right)) {
    while (newline !== -1 && newline < offset) {
      line++;
      lineStart = newline + 1;
      newline = text.indexOf('\n', lineStart);
    }
    positions.set(offset, { line, column: offset - lineStart + 1 });
  }
  return offsets.map((offset) => positions.get(offset) ?? { line: 1, column: 1 });
}
