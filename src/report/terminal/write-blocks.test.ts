import { expect, test } from 'vitest';
import { parseMarkdown } from '../reference/parse-markdown.ts';
import { choosePaint } from './palette.ts';
import { writeBlocks } from './write-blocks.ts';

function shown(markdown: string, columns = 40): string {
  return writeBlocks(parseMarkdown(markdown), choosePaint(false), columns);
}

test('headings, paragraphs and lists are text', () => {
  expect(
    shown('# Title\n\n## Part\n\nA **strong** word, *one* and `code` with 2 * 3 * 4.\n\n- first\n  - note\n- second'),
  ).toBe('Title\n\nPART\n\nA strong word, one and code with 2 * 3 *\n4.\n\n  - first\n      note\n  - second\n');
});

test('links show where they lead', () => {
  expect(shown('See [the docs](https://k8s.io/docs) and <https://k8s.io>.', 80)).toBe(
    'See the docs (https://k8s.io/docs) and https://k8s.io.\n',
  );
});

test('code keeps its lines, however long', () => {
  expect(shown(`\`\`\`yaml\na:\n  ${'b'.repeat(60)}\n\`\`\``)).toBe(`    a:\n      ${'b'.repeat(60)}\n`);
});

test('a table is laid out in columns that give way to the width', () => {
  expect(
    shown(
      '| Tier | What is enough |\n| --- | --- |\n| critical | three zones and a quorum in each of them |\n| other | – |',
    ),
  ).toBe(
    [
      '  Tier      What is enough',
      '  critical  three zones and a quorum in',
      '            each of them',
      '  other     –',
      '',
    ].join('\n'),
  );
});

test('a table that does not fit is written row by row', () => {
  const long = 'x'.repeat(30);
  expect(shown(`| a | b |\n| --- | --- |\n| ${long} | ${long} |`)).toBe(`  ${long}\n    b: ${long}\n`);
});
