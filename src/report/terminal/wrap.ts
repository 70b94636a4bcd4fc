import { stripVTControlCharacters } from 'node:util';

/** How lines are laid out, in columns of the terminal. */
export interface Layout {
  readonly columns: number;
  /** Written before the first line. */
  readonly first?: string;
  /** Written before every other line; spaces as wide as `first` when left out. */
  readonly rest?: string;
}

/**
 * Breaks a text between its words, so that no line is wider than the layout. A word that is too wide for a line stands there whole: an
 * identifier or a path that is broken can be neither searched nor copied. Joined by `\u00a0`, words stay together.
 */
export function wrap(text: string, { columns, first = '', rest = ' '.repeat(widthOf(first)) }: Layout): string[] {
  const lines: string[] = [];
  let line = first;
  let begun = false;
  let width = widthOf(first);
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const more = widthOf(word);
    if (begun && width + 1 + more > columns) {
      lines.push(line);
      line = rest + word;
      width = widthOf(rest) + more;
    } else {
      line += begun ? ` ${word}` : word;
      width += more + (begun ? 1 : 0);
      begun = true;
    }
  }
  lines.push(line);
  return lines.map((one) => one.replaceAll('\u00a0', ' ').trimEnd());
}

/** Characters that take two columns: East Asian wide and full-width ones, and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** How many columns a text takes in a terminal; colours take none. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (/\p{M}/u.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** Fills a text with spaces up to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
