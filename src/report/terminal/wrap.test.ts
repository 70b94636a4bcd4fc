import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choosePaint } from './palette.ts';
import { pad, widthOf, wrap } from './wrap.ts';

test('lines end between words, and what follows hangs below the first word', () => {
  expect(wrap('no budget selects its pods and that is bad', { columns: 20, first: '  - ' })).toEqual([
    '  - no budget',
    '    selects its pods',
    '    and that is bad',
  ]);
});

test('a word that is wider than the line stands whole on a line of its own', () => {
  const file = 'clusters/production/apps/payments/ledger/deployment.yaml:12';
  expect(wrap(`see ${file} there`, { columns: 20, first: '  ' })).toEqual(['  see', `  ${file}`, '  there']);
});

test('words that are joined by a no-break space stay together', () => {
  expect(wrap('a Deployment\u00a0bank/ledger', { columns: 14 })).toEqual(['a', 'Deployment bank/ledger']);
});

test('colours take no room', () => {
  const paint = choosePaint(true);
  const lines = wrap(paint('bad', 'one two three'), { columns: 8 });
  expect(lines.map(widthOf)).toEqual([7, 5]);
  expect(lines[0]).toContain('\u001b[31m');
});

test.each([
  ['', 0],
  ['abc', 3],
  ['東京', 4],
  ['e\u0301', 1],
  ['✗ fail', 6],
  ['\u001b[1mab\u001b[22m', 2],
])('%j takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test('padding fills up and never cuts', () => {
  expect([pad('ab', 4), pad('東', 4), pad('abcd', 2)]).toEqual(['ab  ', '東  ', 'abcd']);
});

test('no word is lost, broken or moved, and no line is wider than it must be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z/.-]{1,30}$/), { maxLength: 30 }),
      fc.integer({ min: 10, max: 100 }),
      (words, columns) => {
        const lines = wrap(words.join(' '), { columns, first: '  ' });
        expect(lines.flatMap((line) => line.split(' ').filter(Boolean))).toEqual(words);
        const tooWide = lines.filter((line) => line.trim().includes(' ') && widthOf(line) > columns);
        expect(tooWide).toEqual([]);
      },
    ),
  );
});
