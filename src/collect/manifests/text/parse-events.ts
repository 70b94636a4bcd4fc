import { EVENT_ID, parseEvents as parseWhole, SCALAR_STYLE, YAMLException, type Event } from 'js-yaml';

/** Lines left out of the middle of a block: `start` and `kept` are offsets of the shortened text, in UTF-16. */
interface Cut {
  /** Where the block's text begins. */
  readonly start: number;
  readonly indent: number;
  /** Where the lines were. */
  readonly kept: number;
  readonly length: number;
}

/** Blocks that are hardly longer are parsed as fast as they are cut, in UTF-16 units. */
const worthCutting = 1_000;

/** What begins a block without an indentation of its own; nobody indents farther. */
const header = /[|][-+]?\n( {1,200})[^ \n]/g;

/**
 * The events of a text, as js-yaml tells them. It looks at each character of a long block (a dashboard in a ConfigMap), where only the line with which the
 * block ends is of interest: so the lines in the middle of one are left out, and the offsets of all events moved back to where they are in `source`. Where
 * an event does not say that such lines stood in a block, the whole text is parsed. The text is one without characters that YAML refuses. Throws YAMLException.
 */
export function parseEvents(source: string, { maxDepth }: { readonly maxDepth: number }): Event[] {
  const { text, cuts } = shorten(source);
  if (cuts.length > 0) {
    const events = tryToParse(text, maxDepth);
    if (events !== null && moveBack(events, cuts)) return events;
  }
  return parseWhole(source, { maxDepth });
}

/** Errors are told of the whole text. */
function tryToParse(text: string, maxDepth: number): Event[] | null {
  try {
    return parseWhole(text, { maxDepth });
  } catch (error) {
    if (error instanceof YAMLException) return null;
    throw error;
  }
}

function shorten(source: string): { readonly text: string; readonly cuts: readonly Cut[] } {
  const cuts: Cut[] = [];
  if (source.length < worthCutting || source.includes('\r')) return { text: source, cuts };
  const pieces: string[] = [];
  let [from, removed] = [0, 0];
  header.lastIndex = 0;
  for (let found = header.exec(source); found; found = header.exec(source)) {
    const indent = (found[1] as string).length;
    const start = source.indexOf('\n', found.index) + 1;
    const second = source.indexOf('\n', start) + 1;
    const last = second === 0 ? 0 : source.lastIndexOf('\n', endOfBlock(source, second - 1, indent) - 1) + 1;
    // What is looked through once is not looked through again, however many signs of a block stand in it.
    header.lastIndex = Math.max(header.lastIndex, last);
    if (last - second < worthCutting) continue;
    pieces.push(source.slice(from, second));
    cuts.push({ start: start - removed, indent, kept: second - removed, length: last - second });
    from = last;
    removed += last - second;
  }
  return { text: cuts.length === 0 ? source : pieces.join('') + source.slice(from), cuts };
}

/** Where the line break stands behind which a line is neither blank nor indented enough; the end of the text where there is none. */
function endOfBlock(source: string, from: number, indent: number): number {
  const outside = new RegExp(`\\n(?! {${indent}}| *(?:\\n|$))`, 'g');
  outside.lastIndex = from;
  return outside.exec(source)?.index ?? source.length;
}

/** Moves offsets behind each cut by what was cut. False where lines were not cut out of a block that is indented as they are. */
function moveBack(events: readonly Event[], cuts: readonly Cut[]): boolean {
  let [next, removed] = [0, 0];
  for (const event of events) {
    const cut = cuts[next];
    const isCut = cut !== undefined && event.type === EVENT_ID.SCALAR && event.valueStart === cut.start;
    if (
      isCut &&
      (event.style !== SCALAR_STYLE.LITERAL_BLOCK || event.indent !== cut.indent || event.valueEnd < cut.kept)
    )
      return false;
    if (removed > 0) move(event, removed);
    if (!isCut) continue;
    removed += cut.length;
    event.valueEnd += cut.length;
    next++;
  }
  return next === cuts.length;
}

const offsets = ['start', 'valueStart', 'valueEnd', 'anchorStart', 'anchorEnd', 'tagStart', 'tagEnd'] as const;

function move(event: Event & Partial<Record<(typeof offsets)[number], number>>, by: number): void {
  for (const offset of offsets) {
    const at = event[offset];
    if (at !== undefined && at !== -1) event[offset] = at + by;
  }
}
