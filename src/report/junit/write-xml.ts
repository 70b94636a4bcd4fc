import { escapeOf, showInvisible } from '../show-invisible.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text of somebody else's for an attribute or between tags, on one line: what XML 1.0 cannot hold at all is shown as its escape. */
export function escapeXml(text: string): string {
  return showInvisible(text)
    .replace(/[\ufffe\uffff]/g, escapeOf)
    .replace(/[&<>"']/g, (mark) => entities[mark] as string);
}

/** An opening tag with its attributes, which it escapes; `/` behind the name closes it at once. */
export function openTag(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  end: '' | '/' = '',
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return `<${name}${written.join('')}${end}>`;
}
