import { EVENT_ID, type Event } from 'js-yaml';
import { endOfString } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import { defaultReadLimits } from './read-limits.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { keyOfEvent, skipNode } from './yaml-events.ts';

/** Keys without which nothing is a Kubernetes object, and those that may bring them from elsewhere. */
const keysOfObjects: ReadonlySet<string | undefined> = new Set(['apiVersion', 'kind', 'items', '<<']);

/**
 * Whether a document that was refused is plainly no Kubernetes object: its structure can be read all the same, and says neither `apiVersion` nor `kind`.
 * So it is with values that have a key twice, with directives (`%YAML`), and with JSON that has comments, as editors and compilers are configured. What
 * cannot be parsed is never plain, and neither is a template: who knows what it makes.
 */
export function isPlainlyOther(text: string, reason: RefusalReason): boolean {
  const structure = structureOf(text, reason);
  if (structure === null) return false;
  try {
    // As many characters are parsed again at most as a person would write: a text may hold a thousand refused documents.
    const budget = { characters: 16 * structure.length + 100_000 };
    const { events, source } = parseYaml(structure, defaultReadLimits.maxDepth, budget);
    return events.every((event, at) => event.type !== EVENT_ID.DOCUMENT || !mayBeObject(events, source, at + 1));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return false;
  }
}

/** The text whose structure may be read; null where a refusal leaves none. */
function structureOf(text: string, reason: RefusalReason): string | null {
  if (reason === 'duplicate-key' || reason === 'value') return text;
  if (reason === 'separator') return /^%(?:YAML|TAG)\b/m.test(text) ? text : null;
  if (reason !== 'syntax') return null;
  const json = /^\s*[[{/]/.test(text) ? withoutComments(text) : '';
  return /^\s*[[{]/.test(json) ? json : null;
}

function mayBeObject(events: readonly Event[], source: string, at: number): boolean {
  const event = events[at];
  if (event?.type === EVENT_ID.ALIAS) return true;
  if (event?.type !== EVENT_ID.MAPPING && event?.type !== EVENT_ID.SEQUENCE) return false;
  const isMapping = event.type === EVENT_ID.MAPPING;
  for (let next = at + 1; next < events.length && events[next]?.type !== EVENT_ID.POP; next = skipNode(events, next)) {
    if (!isMapping) {
      if (mayBeObject(events, source, next)) return true;
      continue;
    }
    const key = events[next] as Event;
    if (key.type === EVENT_ID.ALIAS) return true;
    if (key.type === EVENT_ID.SCALAR && keysOfObjects.has(keyOfEvent(source, key))) return true;
    next = skipNode(events, next);
  }
  return false;
}

/** JSON without comments: `//` to the end of the line, and what stands between slashes with stars. Texts in quotes are left alone. */
function withoutComments(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const pair = text.slice(at, at + 2);
    if (pair.startsWith('"')) at = endOfString(text, at);
    if (pair !== '//' && pair !== '/*') continue;
    pieces.push(text.slice(from, at));
    const end = pair === '//' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2) + 1;
    from = end <= 0 ? text.length : end + (pair === '//' ? 0 : 1);
    at = from - 1;
  }
  return [...pieces, text.slice(from)].join('');
}
