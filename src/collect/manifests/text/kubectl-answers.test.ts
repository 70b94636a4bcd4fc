import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDocuments, type Document } from './read-documents.ts';

type Answer = { readonly text: string; readonly documents: readonly string[]; readonly refused: boolean };

const { answers } = JSON.parse(readFileSync(new URL('kubectl-answers.json', import.meta.url), 'utf8')) as {
  readonly answers: readonly Answer[];
};

/** What kubectl reads and we refuse, and why. */
const stricter: ReadonlyMap<string, string> = new Map([
  ['a: 1\nb: 2\na: 3\n', 'one of the two is lost'],
  ['1: a\n"1": b\n', 'one of the two is lost'],
  ['[a:, b]\n', 'the colon is part of the text for kubectl, which nobody means'],
  ['a: 1\n...\nb: 2\n', 'kubectl drops what stands behind the end marker in silence'],
  ['a: "x\u2028y"\n', 'kubectl takes U+2028 for the end of a line'],
  ['# x\u2028b: 1\na: 1\n', 'kubectl takes U+2028 for the end of a line, and so of a comment'],
  ['{a: 1}{b: 2}', 'kubectl drops the second mapping in silence'],
]);

/** What kubectl refuses and we read, and why it does no harm. */
const laxer: ReadonlyMap<string, string> = new Map([
  ['a:\n  b: 1\n\t\n', 'a line that holds a tab only means nothing else than a blank line'],
]);

/** Integers beyond 2^53 as bigint, as readDocuments gives them. */
function exactly(json: string): unknown {
  return JSON.parse(json, (_key, value: unknown, ...rest: unknown[]) => {
    const { source } = rest[0] as { readonly source?: string };
    if (typeof value !== 'number' || source === undefined) return value;
    if (Number.isSafeInteger(value) || !/^-?\d+$/.test(source)) return value + 0;
    return BigInt(source) < 2n ** 64n ? BigInt(source) : value;
  });
}

const values = (documents: readonly Document[]): unknown[] =>
  documents.filter(({ problem }) => problem === undefined).map(({ value }) => value);

describe('what kubectl reads, we read, with the same values', () => {
  test.each(answers.filter(({ text, refused }) => !refused && !stricter.has(text)))('$text', ({ text, documents }) => {
    const read = readDocuments(text);
    expect(read.map(({ problem }) => problem)).toEqual(documents.map(() => undefined));
    expect(values(read)).toEqual(documents.map(exactly));
  });
});

describe('what kubectl refuses, we refuse, and nothing beside it', () => {
  test.each(answers.filter(({ text, refused }) => refused && !laxer.has(text)))('$text', ({ text, documents }) => {
    const read = readDocuments(text);
    expect(read.some(({ problem }) => problem !== undefined)).toBe(true);
    // kubectl stops at the first document that it refuses, and loses the one before a bad separator.
    const whole = text === '{"a":1} x' ? [] : documents.map(exactly);
    expect(values(read).slice(0, documents.length)).toEqual(whole);
  });
});

test.each([...stricter])('%j is refused: %s', (text) => {
  expect(readDocuments(text).some(({ problem }) => problem !== undefined)).toBe(true);
});

test.each([...laxer])('%j is read: %s', (text) => {
  expect(readDocuments(text).every(({ problem }) => problem === undefined)).toBe(true);
});

test('every difference is one that was recorded', () => {
  const recorded = new Set(answers.map(({ text }) => text));
  expect([...stricter.keys(), ...laxer.keys()].filter((text) => !recorded.has(text))).toEqual([]);
});
