import type { Block } from '../reference/block.ts';
import type { Paint } from './palette.ts';
import { pad, widthOf, wrap } from './wrap.ts';

/** Writes the blocks of a reference page as text for a terminal. */
export function writeBlocks(blocks: readonly Block[], paint: Paint, columns: number): string {
  return `${blocks.map((block) => writeBlock(block, paint, columns).join('\n')).join('\n\n')}\n`;
}

function writeBlock(block: Block, paint: Paint, columns: number): string[] {
  const inline = (text: string): string => paintInline(text, paint);
  switch (block.type) {
    case 'heading':
      return wrap(paint('strong', block.level === 2 ? block.text.toUpperCase() : block.text), { columns });
    case 'paragraph':
      return wrap(inline(block.text), { columns });
    case 'code':
      return block.text.split('\n').map((line) => paint('note', `    ${line}`).trimEnd());
    case 'list':
      return block.entries.flatMap(({ text, notes }, index) => [
        ...wrap(inline(text), { columns, first: block.numbered ? `  ${index + 1}. ` : '  - ' }),
        ...notes.flatMap((note) => wrap(inline(note), { columns, first: '      ' })),
      ]);
    case 'table':
      break;
  }
  const rows = block.rows.map((row) => row.map(inline));
  return writeTable(block.header, rows, paint, columns);
}

/** Inline Markdown as plain text: code is painted, links show their address. */
function paintInline(text: string, paint: Paint): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => {
      if (part.length > 2 && part.startsWith('`') && part.endsWith('`')) return paint('note', part.slice(1, -1));
      return part
        .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_all, label: string, address: string) =>
          label === address ? address : `${label} (${address})`,
        )
        .replace(/<(https?:[^>\s]+)>/g, '$1')
        .replace(/\*\*([^*]+)\*\*/g, (_all, strong: string) => paint('strong', strong))
        .replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, '$1');
    })
    .join('');
}

const gap = 2;

/**
 * A table whose cells are wrapped; the widest columns give way first. Where the columns would become narrower than their longest words, each
 * row is written as a few lines instead.
 */
function writeTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
  columns: number,
): string[] {
  const cells = [header, ...rows];
  const natural = header.map((_name, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? ''))));
  const least = header.map((_name, index) =>
    Math.max(...cells.flatMap((row) => (row[index] ?? '').split(' ').map(widthOf))),
  );
  const room = columns - gap * header.length;
  const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);
  if (sum(least) > room) {
    return rows.flatMap((row) => {
      const [first = '', ...others] = row;
      return [
        ...wrap(first, { columns, first: '  ' }),
        ...others.flatMap((cell, index) => wrap(cell, { columns, first: `    ${header[index + 1]}: ` })),
      ];
    });
  }
  const widths = [...natural];
  while (sum(widths) > room) {
    const spare = widths.map((width, index) => (width > (least[index] as number) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    widths[widest] = (widths[widest] as number) - 1;
  }
  return [header.map((name) => paint('strong', name)), ...rows].flatMap((row) => {
    const wrapped = header.map((_name, index) => wrap(row[index] ?? '', { columns: widths[index] as number }));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_line, at) =>
      `  ${wrapped.map((lines, index) => pad(lines[at] ?? '', (widths[index] as number) + gap)).join('')}`.trimEnd(),
    );
  });
}
