import { CHOMPING_MODE, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import { resolveKey } from './go-schema.ts';

const NONE = -1;

// The header of a block scalar: its sign, its modifiers, a comment.
const BLOCK_HEADER = /[|>][-+\d]*[ \t]*(?:#.*)?$/;

/** Where an event's text begins: its tag, anchor, quote, block sign or first character; null for one without text. */
export function startOfEvent(source: string, event: Event): number | null {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return null;
  let start = event.type === EVENT_ID.SCALAR ? startOfScalar(source, event) : event.start;
  if (event.tagStart !== NONE) start = Math.min(start, event.tagStart);
  if (event.anchorStart !== NONE) start = Math.min(start, event.anchorStart - 1);
  return Number.isFinite(start) ? start : null;
}

function startOfScalar(source: string, { style, valueStart }: ScalarEvent): number {
  if (valueStart === NONE) return Number.POSITIVE_INFINITY;
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return valueStart - 1;
  return style === SCALAR_STYLE.PLAIN ? valueStart : startOfBlock(source, valueStart);
}

/** The parser tells where a block's text begins; its sign stands at the end of the line before. */
function startOfBlock(source: string, valueStart: number): number {
  let end = valueStart;
  if (source.charAt(end - 1) === '\n') end--;
  if (source.charAt(end - 1) === '\r') end--;
  const lineStart = Math.max(source.lastIndexOf('\n', end - 1), source.lastIndexOf('\r', end - 1)) + 1;
  const header = source.slice(lineStart, end).search(BLOCK_HEADER);
  return header === -1 ? valueStart : lineStart + header;
}

/** The text of a scalar, without its quotes, escapes and folds. */
export function textOfEvent(source: string, event: ScalarEvent): string {
  if (event.fast) return source.slice(event.valueStart, event.valueEnd);
  return textOfLiteral(source, event) ?? getScalarValue(source, event);
}

/** The text of a block as js-yaml gives it, which puts it together line by line; null where it is not of the plain sort that files are embedded in. */
function textOfLiteral(source: string, { style, chomping, indent, valueStart, valueEnd }: ScalarEvent): string | null {
  if (style !== SCALAR_STYLE.LITERAL_BLOCK || chomping === CHOMPING_MODE.KEEP || indent < 1) return null;
  const block = source.slice(valueStart, valueEnd);
  if (otherLineBreaks.some((one) => block.includes(one))) return null;
  const text = block.replace(indentation(indent), '');
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x0a) end--;
  return end > 0 && chomping !== CHOMPING_MODE.STRIP ? `${text.slice(0, end)}\n` : text.slice(0, end);
}

/** What a regular expression takes for the end of a line beside a line feed. */
const otherLineBreaks = ['\r', '\u2028', '\u2029'];

/** So many blanks at the beginning of each line, or as many as there are of them. */
function indentation(most: number): RegExp {
  return new RegExp(`^ {1,${most}}`, 'gm');
}

/** The tag of a scalar as written, or null. */
export function tagOfEvent(source: string, event: ScalarEvent): string | null {
  return event.tagStart === NONE ? null : source.slice(event.tagStart, event.tagEnd);
}

/** The JSON key that a scalar is; undefined where it cannot be one. */
export function keyOfEvent(source: string, event: ScalarEvent): string | undefined {
  const text = textOfEvent(source, event);
  if (event.tagStart === NONE && event.style !== SCALAR_STYLE.PLAIN) return text;
  return resolveKey(tagOfEvent(source, event), text);
}

/** The index of the event behind the node that begins at `index`. */
export function skipNode(events: readonly Event[], index: number): number {
  let level = 0;
  for (let at = index; at < events.length; at++) {
    const type = events[at]?.type;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) level++;
    else if (type === EVENT_ID.POP) level--;
    if (level <= 0) return at + 1;
  }
  return events.length;
}
