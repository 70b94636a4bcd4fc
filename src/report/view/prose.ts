import { html, type Markup } from './html.ts';

/** Words of ours in which a command stands between backticks: it is shown as code. */
export function showProse(text: string): Markup {
  const parts = text.split('`');
  // An odd number of backticks is no command: somebody's name has one in it.
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
