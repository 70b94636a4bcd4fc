/** Where a document stands in a text; offsets are UTF-16, `line` is 1-based. */
export type DocumentSpan = {
  /** Start of the separator line before it; `offset` when there is none. */
  readonly markerOffset: number;
  /** Its first character, after the separator line. */
  readonly offset: number;
  /** Just behind its last character: the next separator line, or the end of the text. */
  readonly end: number;
  /** The line of `offset`. */
  readonly line: number;
  /** A line that begins with dashes and that kubectl refuses as a separator: its offset, else null. */
  readonly refusedAt: number | null;
};

// Spaces as Go's strings.TrimSpace sees them, within a line.
const SEPARATOR = /^---[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*(?:$|#)/;

/**
 * Splits a text where kubectl does (k8s.io/apimachinery, util/yaml, YAMLReader): at each line that begins with `---` and holds
 * nothing else but spaces and a comment. The separator line belongs to neither side. Any other line that begins with `---`
 * makes kubectl give up; here the document that it opens (`--- text`, a marker for YAML) or stands in (`---text`) is marked.
 * Such a line cannot stand inside a quoted or block scalar of valid YAML, so splitting needs no parsing.
 * Documents may be empty; there is always at least one.
 */
export function splitDocuments(text: string): DocumentSpan[] {
  const spans: DocumentSpan[] = [];
  let markerOffset = 0;
  let offset = 0;
  let line = 1;
  let refusedAt: number | null = null;

  let counted = 0;
  let countedLine = 1;
  const lineOf = (target: number): number => {
    let at = text.indexOf('\n', counted);
    while (at !== -1 && at < target) {
      countedLine++;
      counted = at + 1;
      at = text.indexOf('\n', counted);
    }
    return countedLine;
  };

  for (let at = text.startsWith('---') ? 0 : nextDashes(text, 0); at !== -1; at = nextDashes(text, at)) {
    const lineEnd = endOfLine(text, at);
    const isSeparator = SEPARATOR.test(text.slice(at, lineEnd));
    if (!isSeparator && !isBlank(text.charCodeAt(at + 3))) {
      refusedAt ??= at;
      continue;
    }
    spans.push({ markerOffset, offset, end: at, line, refusedAt });
    markerOffset = at;
    // A marker with text behind it stays with its document, so that positions in that text are right.
    offset = isSeparator ? Math.min(lineEnd + 1, text.length) : at;
    refusedAt = isSeparator ? null : at;
    line = lineOf(offset);
  }
  spans.push({ markerOffset, offset, end: text.length, line, refusedAt });
  // Text that begins with a separator has no document before it.
  return spans.length > 1 && spans[0]?.end === 0 ? spans.slice(1) : spans;
}

function nextDashes(text: string, from: number): number {
  const found = text.indexOf('\n---', from);
  return found === -1 ? -1 : found + 1;
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? text.length : found;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
