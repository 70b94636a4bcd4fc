import type { Block, Entry } from './block.ts';

const starts = {
  heading: /^(#{1,6})\s+(.*?)\s*$/,
  fence: /^(`{3,})\s*(.*?)\s*$/,
  row: /^\|(.*)\|\s*$/,
  entry: /^(\s*)(?:[-*]|\d+\.)\s+(.*)$/,
  numbered: /^\s*\d+\./,
} as const;

/**
 * Reads the Markdown that our own pages are written in: headings, paragraphs, fenced code, tables, and lists with one level of notes below an
 * entry. Anything else is a paragraph.
 */
export function parseMarkdown(text: string): Block[] {
  const lines = text.split(/\r?\n/);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as string;
    const [block, next] = line.trim() === '' ? [null, at + 1] : readBlock(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

function readBlock(lines: readonly string[], at: number): [Block, number] {
  const line = lines[at] as string;
  const heading = starts.heading.exec(line);
  if (heading) return [{ type: 'heading', level: (heading[1] as string).length, text: heading[2] as string }, at + 1];
  if (starts.fence.test(line)) return readCode(lines, at);
  if (starts.row.test(line)) return readTable(lines, at);
  if (starts.entry.test(line)) return readList(lines, at);
  const end = endOf(lines, at, (one) => one.trim() === '' || isStart(one));
  return [{ type: 'paragraph', text: joined(lines.slice(at, end)) }, end];
}

function isStart(line: string): boolean {
  return starts.heading.test(line) || starts.fence.test(line) || starts.row.test(line) || starts.entry.test(line);
}

/** The first line after `at` that ends the block; lists and paragraphs take at least one. */
function endOf(lines: readonly string[], at: number, ends: (line: string) => boolean): number {
  let end = at + 1;
  while (end < lines.length && !ends(lines[end] as string)) end += 1;
  return end;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(' ');
}

function readCode(lines: readonly string[], at: number): [Block, number] {
  const [, marks = '```', info = ''] = starts.fence.exec(lines[at] as string) ?? [];
  const end = endOf(lines, at, (line) => line.trimEnd() === marks);
  return [{ type: 'code', info, text: lines.slice(at + 1, end).join('\n') }, end + 1];
}

function readTable(lines: readonly string[], at: number): [Block, number] {
  const end = endOf(lines, at, (line) => !starts.row.test(line));
  const [header = [], , ...rows] = lines.slice(at, end).map(cellsOf);
  return [{ type: 'table', header, rows }, end];
}

/** A `\|` is a bar in a cell, and none between cells. */
function cellsOf(line: string): string[] {
  const [, inner = ''] = starts.row.exec(line) ?? [];
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function readList(lines: readonly string[], at: number): [Block, number] {
  const outer = (starts.entry.exec(lines[at] as string)?.[1] ?? '').length;
  const entries: { text: string[]; notes: string[][] }[] = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const line = lines[end] as string;
    const [, indent = '', text = ''] = starts.entry.exec(line) ?? [];
    const last = entries.at(-1);
    if (starts.entry.test(line)) {
      if (indent.length <= outer || !last) entries.push({ text: [text], notes: [] });
      else last.notes.push([text]);
    } else if (last && line.trim() !== '' && !isStart(line)) (last.notes.at(-1) ?? last.text).push(line);
    else break;
  }
  const read = entries.map((entry): Entry => ({ text: joined(entry.text), notes: entry.notes.map(joined) }));
  return [{ type: 'list', numbered: starts.numbered.test(lines[at] as string), entries: read }, end];
}
