import { YAMLException, type Event } from 'js-yaml';
import { explainSyntax } from './explain-syntax.ts';
import { parseEvents } from './parse-events.ts';
import { Refusal } from './refusal.ts';

/** A parsed text; `events` point into `source`, which is the text but for spaces put in front of some lines. */
export type ParsedYaml = {
  readonly events: readonly Event[];
  readonly source: string;
  readonly pads: readonly Pad[];
};

/** Spaces put in front of the line that begins at `offset` of the original text. */
export type Pad = { readonly offset: number; length: number };

/** How many characters may still be parsed again; shared by the documents of one text, so that cost stays linear. */
export type ReparseBudget = { characters: number };

const SHALLOW = 'deficient indentation';
const FIRST_PAD = 64;
const LARGEST_PAD = 4_096;
const CLOSER = /["'[\]{}]/;

/** What one more try costs besides parsing: an exception, as much as parsing so many characters. */
const COST_OF_TRY = 2_000;

/** A budget for a text of this length: enough for the worst that people write, never more than a few seconds. */
export function reparseBudget(length: number): ReparseBudget {
  return { characters: Math.min(16 * length, 32_000_000) + 4_000_000 };
}

/**
 * Parses the YAML of one document into events. YAML wants the lines of a quoted text, of brackets and of braces to be indented
 * more than what they belong to; kubectl does not, and many manifests close a list at the level of its key. Such a line is
 * indented and the text parsed again; a tab before brackets becomes a space. Throws Refusal, its offset in the original text.
 */
export function parseYaml(original: string, maxDepth: number, budget: ReparseBudget): ParsedYaml {
  const pads: Pad[] = [];
  let text = original;
  let source = original;
  for (;;) {
    try {
      return { events: parseEvents(source, { maxDepth }), source, pads };
    } catch (error) {
      if (!(error instanceof YAMLException) || error.mark === undefined) throw error;
      const offset = originalOffset(pads, error.mark.position);
      budget.characters -= text.length + COST_OF_TRY;
      const tab = error.reason === SHALLOW ? findTab(text, offset) : -1;
      if (tab !== -1 && budget.characters >= 0) {
        text = `${text.slice(0, tab)} ${text.slice(tab + 1)}`;
      } else if (error.reason !== SHALLOW || budget.characters < 0 || !padLines(text, offset, pads)) {
        throw new Refusal(reasonOf(error.reason), offset, explainSyntax(error.reason));
      }
      source = applyPads(text, pads);
    }
  }
}

/** The offset in the original text of an offset in the padded one. */
export function originalOffset(pads: readonly Pad[], offset: number): number {
  let added = 0;
  for (const pad of pads) {
    if (pad.offset + added >= offset) break;
    added += Math.min(pad.length, offset - pad.offset - added);
  }
  return offset - added;
}

function reasonOf(reason: string): 'limit' | 'syntax' {
  return reason.startsWith('nesting exceeded') ? 'limit' : 'syntax';
}

/**
 * Indents the line of an offset, and those below it for as long as the quotes or brackets around it cannot have closed.
 * False when this line was indented in vain.
 */
function padLines(text: string, offset: number, pads: Pad[]): boolean {
  let start = startOfLine(text, offset);
  const last = pads.at(-1);
  const known = pads.find((pad) => pad.offset === start);
  if (known !== undefined) {
    known.length *= 2;
    return known.length <= LARGEST_PAD;
  }
  if (last !== undefined && last.offset > start) return false;
  for (;;) {
    pads.push({ offset: start, length: FIRST_PAD });
    const end = text.indexOf('\n', start);
    if (end === -1 || CLOSER.test(text.slice(start, end)) || text.startsWith('...', end + 1)) return true;
    start = end + 1;
  }
}

/** The first tab outside quotes between the start of the line and an offset on it: what the parser may have stumbled over. */
function findTab(text: string, offset: number): number {
  let quote = '';
  for (let at = startOfLine(text, offset); at < offset; at++) {
    const character = text.charAt(at);
    if (quote === '' && character === '\t') return at;
    if (quote === '"' && character === '\\') at++;
    else if (quote === character) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return -1;
}

function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) !== 0x0a && text.charCodeAt(at - 1) !== 0x0d) at--;
  return at;
}

function applyPads(text: string, pads: readonly Pad[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const pad of pads) {
    pieces.push(text.slice(from, pad.offset), ' '.repeat(pad.length));
    from = pad.offset;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}
