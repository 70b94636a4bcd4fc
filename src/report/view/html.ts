import { showInvisible } from '../show-invisible.ts';

/** No text of somebody else's, and nothing that was read from JSON, can have this key. */
const made: unique symbol = Symbol('markup');

/** HTML that was made here and is not escaped again. Only `html` makes it. */
export interface Markup {
  readonly [made]: string;
}

/** What may stand in HTML: texts and numbers, which are escaped, markup, which is not, and lists of these; null and false are nothing. */
export type Piece = string | number | Markup | null | false | readonly Piece[];

/**
 * Makes HTML: `` html`<b>${name}</b>` ``. Everything that is put in is escaped for text and for quoted attributes, so that nothing can be forgotten;
 * only what `html` made itself stands as it is. What would be acted upon, hidden or would turn the writing direction is shown as its escape.
 */
export function html(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let text = texts[0] ?? '';
  for (const [index, piece] of pieces.entries()) text += write(piece) + (texts[index + 1] ?? '');
  return { [made]: text };
}

/** Markup as text, to be sent. */
export function textOf(markup: Markup): string {
  return markup[made];
}

function write(piece: Piece): string {
  if (typeof piece === 'string') return escape(piece);
  if (typeof piece === 'number') return String(piece);
  if (piece === null || piece === false) return '';
  if (Array.isArray(piece)) return (piece as readonly Piece[]).map(write).join('');
  // What is no markup after all, whatever its type said, has no such key.
  return Object.hasOwn(piece, made) ? (piece as Markup)[made] : escape(JSON.stringify(piece) ?? '');
}

/** Printable ASCII without what HTML acts upon, which nearly everything is. */
const plain = /^[ !#$%(-;=?-~]*$/;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  if (plain.test(text)) return text;
  return showInvisible(text).replace(/[&<>"']/g, (character) => entities[character] as string);
}
