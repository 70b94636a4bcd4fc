import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseEvents as parseWhole } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { listFiles } from '../list-files.ts';
import { parseEvents } from './parse-events.ts';
import { splitDocuments } from './split-documents.ts';

const maxDepth = 100;
const long = (indent: number, lines = 60): string =>
  `${' '.repeat(indent)}{"panel": "a | b", "x": [1, 2]}\n`.repeat(lines);

/** What both tell of a text, an error as its words. */
function told(parse: typeof parseEvents, source: string): unknown {
  try {
    return parse(source, { maxDepth });
  } catch (error) {
    return String(error);
  }
}

describe('parseEvents tells what js-yaml tells', () => {
  test.each([
    ['a block at the end', `data:\n  a.json: |\n${long(4)}`],
    ['one without a last line break', `data:\n  a.json: |\n${long(4)}    }`],
    [
      'several, and what stands between and behind them',
      `a: |-\n${long(2)}b: &x |+\n${long(1)}\n\nc: !!str |\n${long(8)}d: [*x, e]\n`,
    ],
    ['in a list', `- |\n${long(2)}- - |\n${long(6)}- a: |\n${long(5)}`],
    ['blank lines, shorter and longer ones', `a: |\n${long(4)}\n  \n        \n${long(4)}\n   \nb: c\n`],
    ['a block in a block', `a: |\n${long(4, 9)}    inner: |\n${long(6)}b: c\n`],
    ['a block in a folded one', `a: >\n${long(4, 9)}    inner: |\n${long(6)}b: c\n`],
    ['a block with an indentation of its own', `a: |2\n   first\n  inner: |\n${long(4)}b: c\n`],
    ['what looks like one in quotes', `a: "\n  inner: |\n${long(4).replaceAll('"', "'")}  "\nb: c\n`],
    ['what looks like one in a plain text', `a: text\n  inner |\n${long(4)}b: c\n`],
    ['what looks like one in a comment', `a: b # |\n${long(4)}c: d\n`],
    ['a comment behind the sign', `a: | # why\n${long(4)}b: c\n`],
    ['a tab where the block should end', `a: |\n${long(4)}\tb: c\n`],
    ['a line that is indented too little', `a:\n  b: |\n${long(4)}   c: d\n`],
    ['a key that is not indented as its neighbours', `a:\n    b: |\n${long(6)}  c: d\n`],
    ['an error behind it', `a: |\n${long(2)}b: [c\n`],
    ['carriage returns', `a: |\n${long(2)}b: c\n`.replaceAll('\n', '\r\n')],
    ['an end marker behind it', `a: |\n${long(2)}...\nb: c\n`],
    ['signs of blocks above a long line', `a: |\n${' b |\n'.repeat(150)} ${'x'.repeat(5000)}\nc: |\n${long(2)}`],
    ['an indentation without end', `a: |\n${long(5000, 3)}b: c\n`],
    ['a first line of blanks', `a: |\n     \n${long(4)}b: c\n`],
  ])('%s', (_, source) => {
    expect(told(parseEvents, source)).toEqual(told(parseWhole, source));
  });

  test('whatever stands around a block', () => {
    const piece = fc.constantFrom(
      'a: |\n',
      'b: |-\n',
      'c: >\n',
      '- |+\n',
      'd: e\n',
      '\n',
      '   \n',
      '# |\n',
      '"|\n',
      "'",
      '[',
      '    |\n',
      long(1, 40),
      long(2, 40),
      long(4, 40),
      long(6, 40),
    );
    const indented = fc.tuple(fc.nat(4), piece).map(([by, text]) => ' '.repeat(by) + text);
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, indented), { maxLength: 12 }), (pieces) => {
        const source = pieces.join('');
        expect(told(parseEvents, source)).toEqual(told(parseWhole, source));
      }),
      { numRuns: 500 },
    );
  });

  const corpus = process.env['KUBECOMPASS_CORPUS'] || null;
  test.skipIf(corpus === null)(
    'every document of the corpus (skipped without KUBECOMPASS_CORPUS)',
    () => {
      const differing = listFiles([corpus as string]).files.filter(({ path }) => {
        const text = readFileSync(path, 'utf8');
        return splitDocuments(text).some(({ offset, end }) => {
          const source = text.slice(offset, end);
          return (
            source.includes('|') &&
            JSON.stringify(told(parseEvents, source)) !== JSON.stringify(told(parseWhole, source))
          );
        });
      });
      expect(differing).toEqual([]);
    },
    60_000,
  );
});
