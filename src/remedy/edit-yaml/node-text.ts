import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, type Event } from 'js-yaml';
import type { ParsedYaml } from '../../collect/manifests/text/parse-yaml.ts';
import { keyOfEvent, skipNode, startOfEvent } from '../../collect/manifests/text/yaml-events.ts';
import { NotEditable } from './edit.ts';

/** A key of a mapping with its value, as indexes of events. */
export interface Entry {
  /** null: no text, such as a key that is a list. */
  readonly name: string | null;
  readonly key: number;
  readonly value: number;
}

/** The entries of the mapping at an event. */
export function entriesOf(parsed: ParsedYaml, mapping: number): Entry[] {
  const { events, source } = parsed;
  const entries: Entry[] = [];
  for (let at = mapping + 1; !isEnd(events, at);) {
    const value = skipNode(events, at);
    const key = events[at] as Event;
    entries.push({
      name: key.type === EVENT_ID.SCALAR ? (keyOfEvent(source, key) ?? null) : null,
      key: at,
      value,
    });
    at = skipNode(events, value);
  }
  return entries;
}

/** The items of the sequence at an event, as indexes of events. */
export function itemsOf({ events }: ParsedYaml, sequence: number): number[] {
  const items: number[] = [];
  for (let at = sequence + 1; !isEnd(events, at); at = skipNode(events, at)) items.push(at);
  return items;
}

function isEnd(events: readonly Event[], index: number): boolean {
  return index >= events.length || events[index]?.type === EVENT_ID.POP;
}

/** Whether a collection is written with brackets or braces. */
export function isFlow(event: Event | undefined): boolean {
  return (
    (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) && event.style === COLLECTION_STYLE.FLOW
  );
}

/** Where the text of a node begins, its tag and anchor included; null where it has none (`key:`). */
export function startOf({ events, source }: ParsedYaml, index: number): number | null {
  return startOfEvent(source, events[index] as Event);
}

/** Just behind the text of a node, without the line break that ends a block; null where it has none. */
export function endOf(parsed: ParsedYaml, index: number): number | null {
  const { events, source } = parsed;
  const event = events[index] as Event;
  if (event.type === EVENT_ID.ALIAS) return event.anchorEnd;
  if (event.type === EVENT_ID.SCALAR) return endOfScalar(source, event);
  if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) return null;
  const inside =
    event.type === EVENT_ID.MAPPING
      ? entriesOf(parsed, index).flatMap((entry) => [entry.key, entry.value])
      : itemsOf(parsed, index);
  let nth = inside.length - 1;
  let end: number | null = null;
  for (; nth >= 0 && end === null; nth--) end = endOf(parsed, inside[nth] as number);
  const last = end ?? event.start + 1;
  if (event.style === COLLECTION_STYLE.FLOW) return closerBehind(source, last) + 1;
  // A last value that is not written ends with its colon or dash.
  return nth === inside.length - 2 && end !== null ? last : signBehind(source, last);
}

function endOfScalar(source: string, event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): number | null {
  const { style, valueStart, valueEnd, anchorEnd, tagEnd } = event;
  if (valueStart === -1) {
    const end = Math.max(anchorEnd, tagEnd);
    return end === -1 ? null : end;
  }
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return valueEnd + 1;
  if (style === SCALAR_STYLE.PLAIN) return valueEnd;
  // Blank lines below a block stand below whatever comes next, unless they are part of it.
  const block = source.slice(valueStart, valueEnd);
  const end = event.chomping === CHOMPING_MODE.KEEP ? block.replace(/\r?\n$/, '') : block.replace(/\s+$/, '');
  return end === '' ? valueStart - 1 : valueStart + end.length;
}

/** Behind blanks and comments, where the colon or the dash of a value that is not written stands. */
function signBehind(source: string, from: number): number {
  const rest = /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*[-:?]/.exec(source.slice(from, from + 10_000));
  if (!rest) throw new NotEditable('it is written in a way that is not edited');
  return from + rest[0].length;
}

/** Where the bracket stands that closes a collection whose last item ends at an offset. */
export function closerBehind(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const sign = source.charAt(at);
    if (sign === ']' || sign === '}') return at;
    if (sign === '#' && /\s/.test(source.charAt(at - 1))) {
      const newline = source.indexOf('\n', at);
      if (newline === -1) break;
      at = newline;
    } else if (!/[\s,:?]/.test(sign)) break;
  }
  throw new NotEditable('it is written in a way that is not edited');
}

/** Just behind the colon of an entry whose value is not written. */
export function endOfColon(parsed: ParsedYaml, { key }: Entry): number {
  const end = endOf(parsed, key);
  const colon = end === null ? null : /^[ \t]*:/.exec(parsed.source.slice(end, end + 1_000));
  if (end === null || !colon) throw new NotEditable('a key without a value is written in a way that is not edited');
  return end + colon[0].length;
}

/** Where the line of an offset begins. */
export function startOfLine(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

/** The blanks that put a line as far to the right as the text at an offset. */
export function indentationAt(source: string, offset: number): string {
  return source.slice(startOfLine(source, offset), offset).replaceAll(/[^ \t]/g, ' ');
}
