import type { Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const labelWidth = 10;

/** Texts beside a label, each on lines of its own. */
export function writeSection(label: string, texts: readonly string[], { columns, paint }: Screen): string[] {
  const blank = ' '.repeat(labelWidth);
  const rest = `${blank}  `;
  return texts.flatMap((text, index) =>
    wrap(text, { columns, first: index === 0 ? paint('strong', label) + blank.slice(label.length) : blank, rest }),
  );
}
