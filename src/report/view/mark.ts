import type { Mark } from '../terminal/marks.ts';
import { html, type Markup } from './html.ts';

/** A sign with its word above a column: where there is little room, only the sign is in sight. */
export function showHeadSign({ sign, word, ink }: Mark): Markup {
  return html`<span class="mark ${ink}"><span aria-hidden="true">${sign}</span> <span class="word">${word}</span></span>`;
}

/** A sign with its word, in its colour; the word alone is enough, so only that is read aloud. */
export function showSign({ sign, word, ink }: Mark): Markup {
  return html`<span class="mark ${ink}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
