import { showInvisible } from '../show-invisible.ts';

/** A command of ours within a text, which stands by itself. */
const ownCode = /((?<=^|[\s(])`[^`]+`(?=$|[\s,.;:)]))/;

/**
 * Words that GitHub or GitLab would act upon although nothing in them is Markdown: mentions, issues and other references, mathematics, commits, addresses,
 * pictures by their name.
 */
const actedUpon = /[@#$`]|:\/\/|^www\.|:[\w+-]+:|\b[A-Z]+-\d|\bmailto:|[&%!~^]\w|^[0-9a-f]{7,64}$/i;

/** What Markdown itself would act upon. */
const markup = /[\\*_[\]<>|~&]/g;

/** A text of somebody else's within a line of Markdown: nothing in it is markup, HTML, a link or a mention. */
export function writeInline(text: string): string {
  return showInvisible(text.replaceAll('\u00a0', ' '))
    .split(ownCode)
    .map((part, index) => (index % 2 === 1 ? writeCode(part.slice(1, -1)) : part.replaceAll(/\S+/g, writeWord)))
    .join('');
}

function writeWord(word: string): string {
  const [, before = '', within = '', after = ''] = /^([("“]*)(.*?)([)"”,.;:]*)$/.exec(word) ?? [];
  return actedUpon.test(within)
    ? `${before}${writeCode(within)}${after}`
    : word.replaceAll(markup, (mark) => `\\${mark}`);
}

/** A text of somebody else's as code, in which nothing is acted upon; empty for none. */
export function writeCode(text: string): string {
  if (text === '') return '';
  const shown = showInvisible(text.replaceAll('\u00a0', ' '));
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[ `]|[ `]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A text cut where it is longer than somebody reads, and said to be. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`;
}
