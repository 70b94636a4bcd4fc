import { readDocuments } from './read-documents.ts';
import { splitDocuments } from './split-documents.ts';

/** Where a document of a text stands: `text.slice(offset, end)`, its first character at `line` and `column` (1-based, UTF-16). */
export interface DocumentSlice {
  readonly offset: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** Finds documents by where they begin; those of JSON, which need no line of their own, by their number. */
export function documentFinder(
  text: string,
): (origin: { readonly line: number; readonly document: number }) => DocumentSlice | null {
  const spans = new Map(splitDocuments(text).map((span) => [span.line, span]));
  let all: readonly DocumentSlice[] | null = null;
  return ({ line, document }) => {
    const span = spans.get(line);
    if (span && !/^\s*\{/.test(text.slice(span.offset, span.end))) return { ...span, column: 1 };
    all ??= readDocuments(text);
    return all[document] ?? null;
  };
}
