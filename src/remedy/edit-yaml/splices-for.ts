import { EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { Json } from '../../checks/define-patch.ts';
import type { ParsedYaml } from '../../collect/manifests/text/parse-yaml.ts';
import { nest } from './change-value.ts';
import { type Edit, NotEditable, type Splice } from './edit.ts';
import {
  closerBehind,
  endOf,
  endOfColon,
  entriesOf,
  type Entry,
  indentationAt,
  isFlow,
  itemsOf,
  startOf,
  startOfLine,
} from './node-text.ts';
import { type Indentation, isNested, writeBlock, writeEntry, writeFlow, writeText } from './write-value.ts';

/** How a document is written. */
interface Style {
  readonly json: boolean;
  readonly indentation: Indentation;
  readonly newline: string;
}

/** A node, and the entry of a block mapping whose value it is; null where it is an item, or stands in brackets. */
interface Found {
  readonly index: number;
  readonly entry: Entry | null;
}

/** What is to be put where, in the text that was parsed, so that an edit is made. Throws NotEditable. */
export function splicesFor(parsed: ParsedYaml, edit: Edit, json: boolean): Splice[] {
  const style = { json, indentation: indentationIn(parsed), newline: parsed.source.includes('\r\n') ? '\r\n' : '\n' };
  let found: Found = { index: 1, entry: null };
  for (const [depth, step] of edit.path.entries()) {
    refuseAlias(parsed, found.index);
    const event = parsed.events[found.index];
    const rest = edit.path.slice(depth + 1);
    const value = (): Json => nest(rest, edit.edit === 'append' ? [edit.value] : edit.value);
    if (event?.type === EVENT_ID.MAPPING && typeof step === 'string') {
      const entry = entriesOf(parsed, found.index).find(({ name }) => name === step);
      if (!entry) return addEntry(parsed, found, step, value(), style);
      found = { index: entry.value, entry: isFlow(event) ? null : entry };
    } else if (event?.type === EVENT_ID.SEQUENCE && typeof step === 'number') {
      const item = itemsOf(parsed, found.index)[step];
      if (item === undefined) throw new NotEditable(`the list has no item ${step}`);
      found = { index: item, entry: null };
    } else if (event?.type === EVENT_ID.SCALAR) return replaceScalar(parsed, found, nest([step], value()), style);
    else throw new NotEditable('it is written in a way that is not edited');
  }
  refuseAlias(parsed, found.index);
  const { type } = parsed.events[found.index] ?? {};
  if (edit.edit === 'append' && type === EVENT_ID.SEQUENCE) return addItem(parsed, found, edit.value, style);
  if (type !== EVENT_ID.SCALAR) throw new NotEditable('a list or an object stands where a value is to be set');
  return replaceScalar(parsed, found, edit.edit === 'append' ? [edit.value] : edit.value, style);
}

function refuseAlias({ events }: ParsedYaml, index: number): void {
  if (events[index]?.type === EVENT_ID.ALIAS)
    throw new NotEditable('it is an alias (*) of what is written elsewhere, and is not edited through it');
}

/** Puts a value where a single one stands, or none. */
function replaceScalar(parsed: ParsedYaml, { index, entry }: Found, value: Json, style: Style): Splice[] {
  const event = parsed.events[index];
  if (event?.type !== EVENT_ID.SCALAR) throw new NotEditable('it is written in a way that is not edited');
  if (event.anchorStart !== -1) throw new NotEditable('it bears an anchor (&), so that it may be repeated elsewhere');
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK)
    throw new NotEditable('a block of text stands where a value is to be set');
  const [start, end] = [startOf(parsed, index), endOf(parsed, index)];
  if (isNested(value) && entry !== null && !style.json) return replaceByBlock(parsed, entry, end, value, style);
  const text = writeLike(parsed.source.slice(start ?? 0, end ?? 0), value, style.json);
  if (start !== null && end !== null) return [{ start, end, text }];
  if (entry === null) throw new NotEditable('a value that is not written is not edited there');
  const at = endOfColon(parsed, entry);
  return [{ start: at, end: at, text: ` ${text}` }];
}

/** In the quotes of what stands there. */
function writeLike(before: string, value: Json, json: boolean): string {
  if (typeof value === 'string' && before.startsWith("'") && !/[\n\r\u0085\u2028\u2029']/.test(value))
    return `'${value}'`;
  return typeof value === 'string' && before.startsWith('"') ? writeText(value, true) : writeFlow(value, { json });
}

/** Below a key of a block mapping, in place of what stands behind its colon up to `end`. */
function replaceByBlock(parsed: ParsedYaml, entry: Entry, end: number | null, value: Json, style: Style): Splice[] {
  const { source } = parsed;
  const colon = endOfColon(parsed, entry);
  const lines = writeBlock(value, style.indentation);
  const { step, dash } = style.indentation;
  const base = indentationAt(source, startOf(parsed, entry.key) as number);
  const by = base + ' '.repeat(Array.isArray(value) ? dash : step);
  const inserted = insertBelow(
    source,
    end ?? colon,
    lines.map((line) => by + line),
    style,
  );
  return end === null || end === colon ? [inserted] : [{ start: colon, end, text: '' }, inserted];
}

function addEntry(parsed: ParsedYaml, { index, entry }: Found, key: string, value: Json, style: Style): Splice[] {
  const { events, source } = parsed;
  const entries = entriesOf(parsed, index);
  if (isFlow(events[index])) {
    if (entries.length === 0 && entry !== null && !style.json)
      return replaceByBlock(parsed, entry, endOf(parsed, index), { [key]: value }, style);
    return addInFlow(
      parsed,
      index,
      entries.map((one) => one.key),
      (gap, at) => `${writeText(key, style.json)}:${gap}${at(value)}`,
      style,
    );
  }
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) throw new NotEditable('it is written in a way that is not edited');
  const base = indentationAt(source, startOf(parsed, first.key) as number);
  const lines = writeEntry(key, value, style.indentation).map((line) => base + line);
  const isShort = (one: Entry): boolean => {
    const event = events[one.value];
    return event?.type === EVENT_ID.SCALAR && event.style <= SCALAR_STYLE.DOUBLE_QUOTED;
  };
  // What is short stands with what is short at the top, as people write it.
  const longer = entries.findIndex((one) => !isShort(one));
  if (isNested(value) || longer === -1) return [insertBelow(source, endOfEntry(parsed, last), lines, style)];
  const before = entries[longer - 1];
  if (before) return [insertBelow(source, endOfEntry(parsed, before), lines, style)];
  const at = startOfLine(source, startOf(parsed, first.key) as number);
  const isOwnLine = /^ *$/.test(source.slice(at, startOf(parsed, first.key) as number));
  const above = source.slice(startOfLine(source, Math.max(0, at - 1)), at);
  if (!isOwnLine || /^\s*#/.test(above) || at === 0)
    return [insertBelow(source, endOfEntry(parsed, last), lines, style)];
  return [{ start: at, end: at, text: lines.map((line) => line + style.newline).join('') }];
}

function endOfEntry(parsed: ParsedYaml, entry: Entry): number {
  return endOf(parsed, entry.value) ?? endOfColon(parsed, entry);
}

function addItem(parsed: ParsedYaml, { index, entry }: Found, value: Json, style: Style): Splice[] {
  const event = parsed.events[index];
  const items = itemsOf(parsed, index);
  if (event?.type !== EVENT_ID.SEQUENCE) throw new NotEditable('what should be a list is none');
  if (isFlow(event)) {
    if (items.length === 0 && entry !== null && !style.json)
      return replaceByBlock(parsed, entry, endOf(parsed, index), [value], style);
    return addInFlow(parsed, index, items, (_, at) => at(value), style);
  }
  const base = indentationAt(parsed.source, event.start);
  const lines = writeBlock([value], style.indentation).map((line) => base + line);
  return [insertBelow(parsed.source, endOf(parsed, index) as number, lines, style)];
}

/** One more entry or item between brackets, on a line of its own where the last one has one. */
function addInFlow(
  parsed: ParsedYaml,
  index: number,
  inside: readonly number[],
  write: (gap: string, at: (value: Json) => string) => string,
  { json, newline, indentation: { step } }: Style,
): Splice[] {
  const { source } = parsed;
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) {
    const at = (startOf(parsed, index) as number) + 1;
    return [
      {
        start: at,
        end: at,
        text: write(json && !/":\s/.test(source) ? '' : ' ', (value) => writeFlow(value, { json })),
      },
    ];
  }
  const lastStart = startOf(parsed, last) ?? 0;
  const isOnLine = /^\s*$/.test(source.slice(startOfLine(source, lastStart), lastStart));
  const margin = indentationAt(source, lastStart);
  const end = endOfLast(parsed, index, last);
  const comma = /^\s*,/.exec(source.slice(end, closerBehind(source, end)))?.[0];
  const gap = json && !/[:,] /.test(source.slice(startOf(parsed, index) as number, end)) && !isOnLine ? '' : ' ';
  const lay = (value: Json): string =>
    isOnLine && json
      ? JSON.stringify(value, null, step).replaceAll('\n', newline + margin)
      : writeFlow(value, { json, gap });
  const text = (isOnLine ? newline + margin : gap) + write(gap, lay);
  const at = end + (comma?.length ?? 0);
  return [{ start: at, end: at, text: comma === undefined ? `,${text}` : text }];
}

/** The end of the last thing in brackets, the value of an entry included. */
function endOfLast(parsed: ParsedYaml, index: number, last: number): number {
  if (parsed.events[index]?.type !== EVENT_ID.MAPPING) return endOf(parsed, last) as number;
  const entry = entriesOf(parsed, index).at(-1) as Entry;
  return endOf(parsed, entry.value) ?? (endOf(parsed, entry.key) as number);
}

/** Whole lines below the line of an offset, behind which nothing but a comment may stand. */
function insertBelow(source: string, offset: number, lines: readonly string[], { newline }: Style): Splice {
  const lineEnd = source.indexOf('\n', offset);
  const rest = source.slice(offset, lineEnd === -1 ? source.length : lineEnd);
  if (!/^[ \t]*(?:#.*|[ \t].*#.*)?\r?$/.test(rest)) throw new NotEditable('it is written in a way that is not edited');
  if (lineEnd === -1) return { start: source.length, end: source.length, text: newline + lines.join(newline) };
  return { start: lineEnd + 1, end: lineEnd + 1, text: lines.map((line) => line + newline).join('') };
}

/** As what stands there first is indented. */
function indentationIn(parsed: ParsedYaml): Indentation {
  const { events, source } = parsed;
  const columnOf = (offset: number): number => offset - startOfLine(source, offset);
  let [step, dash]: [number | null, number | null] = [null, null];
  // Far enough into it for any document that people write.
  for (let at = 1; at < Math.min(events.length, 2_000) && (step === null || dash === null); at++) {
    if (events[at]?.type !== EVENT_ID.MAPPING) continue;
    for (const { key, value } of entriesOf(parsed, at)) {
      const [outer, event] = [startOf(parsed, key), events[value]];
      if (outer === null || isFlow(event)) continue;
      if (event?.type === EVENT_ID.MAPPING) step ??= columnOf(event.start) - columnOf(outer);
      else if (event?.type === EVENT_ID.SEQUENCE) dash ??= columnOf(event.start) - columnOf(outer);
    }
  }
  const known = step !== null && step > 0 ? step : 2;
  return { step: known, dash: dash !== null && dash >= 0 ? dash : known };
}
