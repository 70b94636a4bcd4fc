import type { Block } from './block.ts';

/** Writes blocks as Markdown. */
export function writeMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(writeBlock).join('\n\n')}\n`;
}

function writeBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`;
    case 'paragraph':
      return block.text;
    case 'code':
      return `\`\`\`${block.info}\n${block.text}\n\`\`\``;
    case 'list':
      return block.entries
        .flatMap(({ text, notes }, index) => {
          const mark = block.numbered ? `${index + 1}. ` : '- ';
          return [`${mark}${text}`, ...notes.map((note) => `${' '.repeat(mark.length)}- ${note}`)];
        })
        .join('\n');
    case 'table':
      break;
  }
  const rule = `|${block.header.map(() => ' --- |').join('')}`;
  return [writeRow(block.header), rule, ...block.rows.map(writeRow)].join('\n');
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
