import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitDocuments } from './split-documents.ts';

const documents = (text: string): string[] => splitDocuments(text).map(({ offset, end }) => text.slice(offset, end));

describe('separators', () => {
  test.each([
    ['a', ['a']],
    ['', ['']],
    ['a\n---\nb', ['a\n', 'b']],
    ['---\na\n---\nb\n---\n', ['a\n', 'b\n', '']],
    ['a\n--- \t\nb', ['a\n', 'b']],
    ['a\r\n---\r\nb', ['a\r\n', 'b']],
    ['a\n--- # note\nb', ['a\n', 'b']],
    ['a\n---# note\nb', ['a\n', 'b']],
    ['a\n---\n---\nb', ['a\n', '', 'b']],
    ['a\n---', ['a\n', '']],
    // No separators: indented, inside a line, behind a carriage return alone.
    ['a: |\n  ---\n  b', ['a: |\n  ---\n  b']],
    ['a: ---\nb', ['a: ---\nb']],
    ['a\r---\rb', ['a\r---\rb']],
  ])('%j gives %j', (text, expected) => {
    expect(documents(text)).toEqual(expected);
    expect(splitDocuments(text).every(({ refusedAt }) => refusedAt === null)).toBe(true);
  });

  test('says on which line a document begins', () => {
    expect(splitDocuments('a\nb\n---\n\nc\n--- # x\nd').map(({ line }) => line)).toEqual([1, 4, 7]);
  });
});

describe('lines that kubectl refuses', () => {
  test('text behind a marker: the document begins at the marker', () => {
    const text = 'a: 1\n--- {b: 2}\nc: 3\n---\nd: 4\n';
    expect(splitDocuments(text)).toEqual([
      { markerOffset: 0, offset: 0, end: 5, line: 1, refusedAt: null },
      { markerOffset: 5, offset: 5, end: 21, line: 2, refusedAt: 5 },
      { markerOffset: 21, offset: 25, end: text.length, line: 5, refusedAt: null },
    ]);
  });

  test('dashes and text without a blank: the document around them', () => {
    const text = 'a: 1\n-----BEGIN\nb: 2\n---\nc: 3\n';
    expect(splitDocuments(text).map(({ offset, refusedAt }) => [offset, refusedAt])).toEqual([
      [0, 5],
      [25, null],
    ]);
  });
});

const line = fc.constantFrom(
  '---',
  '--- ',
  '---\t# x',
  '---#',
  '--- text',
  '----',
  '---x',
  ' ---',
  'a: 1',
  '',
  '# c',
  '\r',
);

test('nothing is lost and nothing is moved', () => {
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, newline) => {
      const text = lines.join(newline);
      const spans = splitDocuments(text);
      let joined = '';
      for (const span of spans) joined += text.slice(span.markerOffset, span.end);
      expect(joined).toBe(text);
      for (const span of spans) {
        // Between marker and document stands one line, which is a separator.
        expect(text.slice(span.markerOffset, span.offset)).toMatch(/^(?:---\s*(?:#[^\n]*)?(?:\n|$))?$/);
        expect(span.line).toBe(text.slice(0, span.offset).split('\n').length);
      }
    }),
  );
});

/** kubectl's reader in its obvious form: line by line. */
function splitSlowly(text: string): string[] {
  const found: string[] = [];
  let current = '';
  for (const each of text.split(/(?<=\n)/)) {
    if (/^---\s*(?:#|$)/.test(each)) {
      found.push(current);
      current = '';
    } else {
      current += each;
    }
  }
  return [...found, current].filter((document) => document !== '');
}

test('splits as a line by line reader', () => {
  fc.assert(
    fc.property(fc.array(line.filter((each) => !/^---+(?: ?[a-z-])/.test(each))), (lines) => {
      const text = lines.join('\n');
      expect(documents(text).filter((document) => document !== '')).toEqual(splitSlowly(text));
    }),
  );
});
