/** An entry of a list; `notes` stand below it, each on a line of its own. */
export interface Entry {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * A block of a reference page. Texts may hold inline Markdown: `code`, **strong**, *emphasis* and [links](…). The same blocks become Markdown
 * for the docs and plain text for a terminal.
 */
export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'list'; readonly numbered: boolean; readonly entries: readonly Entry[] }
  | { readonly type: 'code'; readonly info: string; readonly text: string }
  | { readonly type: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** A heading. */
export function heading(level: number, text: string): Block {
  return { type: 'heading', level, text };
}

/** A paragraph. */
export function paragraph(text: string): Block {
  return { type: 'paragraph', text };
}

/** A list of entries, or of plain texts. */
export function list(entries: readonly (Entry | string)[]): Block {
  return {
    type: 'list',
    numbered: false,
    entries: entries.map((one) => (typeof one === 'string' ? { text: one, notes: [] } : one)),
  };
}
