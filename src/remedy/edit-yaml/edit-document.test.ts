import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyManner, writeYaml } from '../../../test/support/write-yaml.ts';
import { readDocuments } from '../../collect/manifests/text/read-documents.ts';
import { changeValue, isSameValue } from './change-value.ts';
import type { Edit } from './edit.ts';
import { editDocument } from './edit-document.ts';

const set = (path: Edit['path'], value: Edit['value']): Edit => ({ edit: 'set', path, value });
const append = (path: Edit['path'], value: Edit['value']): Edit => ({ edit: 'append', path, value });

/** The text after edits that must all be made. */
function edited(text: string, ...edits: Edit[]): string {
  const { text: after, refused } = editDocument(text, edits);
  expect([...refused.values()]).toEqual([]);
  return after;
}

describe('is written as its surroundings are', () => {
  test.each<[string, string, Edit[], string]>([
    ['a value in its place', 'a: 1 # one\n', [set(['a'], 2)], 'a: 2 # one\n'],
    ['in single quotes', "a: 'x'\n", [set(['a'], 'y z')], "a: 'y z'\n"],
    ['in double quotes', 'a: "x"\n', [set(['a'], 'y')], 'a: "y"\n'],
    ['text that looks like something else', 'a: x\n', [set(['a'], 'yes')], 'a: "yes"\n'],
    ['where nothing stands', 'a:   # nothing\nb: 1\n', [set(['a'], 1)], 'a: 1   # nothing\nb: 1\n'],
    ['below nothing', 'a:   # nothing\nb: 1\n', [set(['a', 'c'], 1)], 'a:   # nothing\n  c: 1\nb: 1\n'],
    ['in place of null', 'a: null\n', [set(['a', 'c'], [1])], 'a:\n  c:\n    - 1\n'],
    ['in place of {}', 'a: {} # empty\nb: 1\n', [set(['a', 'c'], 1)], 'a: # empty\n  c: 1\nb: 1\n'],
    [
      'short keys at the top',
      's:\n  n: 1\n  c:\n    - x\n',
      [set(['s', 'a'], true)],
      's:\n  n: 1\n  a: true\n  c:\n    - x\n',
    ],
    ['before a list at the top', 's:\n  c:\n  - x\n', [set(['s', 'a'], true)], 's:\n  a: true\n  c:\n  - x\n'],
    [
      'not between a comment and its key',
      's:\n  # of c\n  c:\n  - x\nt: 1\n',
      [set(['s', 'a'], true)],
      's:\n  # of c\n  c:\n  - x\n  a: true\nt: 1\n',
    ],
    [
      'long keys at the end',
      's:\n    c: 1\n# next\nt: 1\n',
      [set(['s', 'a'], { b: { d: 1 } })],
      's:\n    c: 1\n    a:\n        b:\n            d: 1\n# next\nt: 1\n',
    ],
    [
      'lists below their key',
      'l:\n- x\ns:\n  c: 1\n',
      [set(['s', 'a'], ['y'])],
      'l:\n- x\ns:\n  c: 1\n  a:\n  - "y"\n',
    ],
    ['lists indented', 'l:\n  - x\ns:\n  c: 1\n', [set(['s', 'a'], ['z'])], 'l:\n  - x\ns:\n  c: 1\n  a:\n    - z\n'],
    [
      'one more item',
      'l:\n- x # first\n\n# next\nt: 1\n',
      [append(['l'], { a: 1, b: 2 })],
      'l:\n- x # first\n- a: 1\n  b: 2\n\n# next\nt: 1\n',
    ],
    ['the first item', 'l: []\nt: 1\n', [append(['l'], 'x')], 'l:\n  - x\nt: 1\n'],
    ['an item of a list that is missing', 'a:\n  b: 1\n', [append(['a', 'l'], 'x')], 'a:\n  b: 1\n  l:\n    - x\n'],
    [
      'in an item',
      'l:\n- a: 1\n  b:\n    c: 1\n- a: 2\n',
      [set(['l', 0, 'd'], 3)],
      'l:\n- a: 1\n  d: 3\n  b:\n    c: 1\n- a: 2\n',
    ],
    ['in lists of lists', 'l:\n- - a: 1\n', [set(['l', 0, 0, 'd'], 3)], 'l:\n- - a: 1\n    d: 3\n'],
    ['in braces', 'a: {b: 1} # x\n', [set(['a', 'c'], 'd')], 'a: {b: 1, c: d} # x\n'],
    ['in braces with blanks', 'a: { b: 1 }\n', [set(['a', 'c'], 'd')], 'a: { b: 1, c: d }\n'],
    [
      'in braces over lines',
      'a: {\n  b: 1, # x\n  c: 2\n  }\n',
      [set(['a', 'd'], 3)],
      'a: {\n  b: 1, # x\n  c: 2,\n  d: 3\n  }\n',
    ],
    ['behind a last comma', 'a: [1, 2,]\n', [append(['a'], 3)], 'a: [1, 2, 3]\n'],
    [
      'behind a block of text',
      's:\n  t: |\n    x\n\n\nu: 1\n',
      [set(['s', 'a'], { b: 1 })],
      's:\n  t: |\n    x\n  a:\n    b: 1\n\n\nu: 1\n',
    ],
    [
      'behind a block that keeps its blank lines',
      's:\n  t: |+\n    x\n\nu: 1\n',
      [set(['s', 'a'], { b: 1 })],
      's:\n  t: |+\n    x\n\n  a:\n    b: 1\nu: 1\n',
    ],
    ['with CRLF', 's:\r\n  c: 1\r\n', [set(['s', 'a'], { b: 1 })], 's:\r\n  c: 1\r\n  a:\r\n    b: 1\r\n'],
    ['without a last line break', 's:\n  c: 1', [set(['s', 'a'], { b: 1 })], 's:\n  c: 1\n  a:\n    b: 1'],
    ['with tabs in comments', 's:\n  c: 1\t# x\ty\n', [set(['s', 'a'], 1)], 's:\n  c: 1\t# x\ty\n  a: 1\n'],
    [
      'in JSON on one line',
      '{"a":{"b":1},"l":[]}',
      [set(['a', 'c'], { d: [1] }), append(['l'], 'x')],
      '{"a":{"b":1,"c":{"d":[1]}},"l":["x"]}',
    ],
    [
      'in JSON over lines',
      '{\n  "a": {\n    "b": 1\n  }\n}\n',
      [set(['a', 'c'], { d: 1 })],
      '{\n  "a": {\n    "b": 1,\n    "c": {\n      "d": 1\n    }\n  }\n}\n',
    ],
    ['beside an anchor', 'a: &x\n  b: 1\nc: 1\n', [set(['a', 'd'], 2)], 'a: &x\n  b: 1\n  d: 2\nc: 1\n'],
    [
      'two that meet',
      's:\n  c: 1\n',
      [set(['s', 'a', 'x'], 1), set(['s', 'a', 'z'], 2)],
      's:\n  c: 1\n  a:\n    x: 1\n    z: 2\n',
    ],
    ['two in one place', 's:\n  c: 1\n', [set(['s', 'a'], 1), set(['s', 'b'], 2)], 's:\n  c: 1\n  a: 1\n  b: 2\n'],
    [
      'of documents in a list',
      'kind: List\nitems:\n- kind: A\n  spec: {}\n- kind: B\n',
      [set(['items', 0, 'spec', 'x'], 1)],
      'kind: List\nitems:\n- kind: A\n  spec:\n    x: 1\n- kind: B\n',
    ],
  ])('%s', (_name, before, edits, after) => {
    expect(edited(before, ...edits)).toBe(after);
  });
});

describe('is refused', () => {
  test.each<[string, string, Edit, string]>([
    ['through an alias', 'a: &x {b: 1}\nc: *x\n', set(['c', 'b'], 2), 'alias'],
    ['of an alias', 'a: &x 1\nc: *x\n', set(['c'], 2), 'alias'],
    ['what an alias repeats', 'a: &x {b: 1}\nc: *x\n', set(['a', 'b'], 2), 'more than is meant'],
    ['a value with an anchor', 'a: &x 1\nc: *x\n', set(['a'], 2), 'anchor'],
    ['what a merge key brings', 'a: &x {b: {c: 1}}\nd:\n  <<: *x\n', set(['d', 'b', 'e'], 2), 'more than is meant'],
    ['a block of text', 'a: |\n  x\n', set(['a'], 'y'), 'block of text'],
    ['a list', 'a: [1]\n', set(['a'], 1), 'list or an object'],
    ['below a value', 'a: 1\n', set(['a', 'b'], 1), 'more than is meant'],
    ['an item that is not there', 'a: [1]\n', set(['a', 3], 1), 'no item 3'],
    ['a template', 'a: {{ .x }}\n', set(['b'], 1), 'cannot be read'],
    ['two documents', 'a: 1\n---\nb: 1\n', set(['b'], 1), 'cannot be read'],
  ])('%s', (_name, text, edit, why) => {
    const { text: after, refused } = editDocument(text, [edit]);
    expect(after).toBe(text);
    expect(refused.get(edit)).toContain(why);
  });

  test('and the others are made all the same', () => {
    const edits = [set(['c', 'b'], 2), set(['d'], 3), set(['a', 'b'], 4)];
    const { text, refused } = editDocument('a: &x {b: 1}\nc: *x\nd: 1\n', edits);
    expect(text).toBe('a: &x {b: 1}\nc: *x\nd: 3\n');
    expect(refused.size).toBe(2);
  });
});

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(1, 'x', '', 'a: b', 'yes', null, true, 'two\nlines\n', '#', "it's", 0.5),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e f', 'n', 'metadata'), tie('tree'), { maxKeys: 4 }),
  ),
}));
const root = fc.dictionary(fc.constantFrom('apiVersion', 'kind', 'spec', 'y', 'x'), tree, { minKeys: 1, maxKeys: 4 });

/** A place in a value, and sometimes one that is not there yet. */
function pathIn(value: unknown, choose: () => number): (string | number)[] {
  if (typeof value !== 'object' || value === null || choose() % 5 === 0) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : [...Object.keys(value), 'added'];
  if (keys.length === 0) return Array.isArray(value) ? [] : ['added', 'deeper'];
  const key = keys[choose() % keys.length] as string | number;
  return [key, ...pathIn((value as Record<string | number, unknown>)[key], choose)];
}

const values = fc.constantFrom<Edit['value']>(false, 7, 'no', 'plain', '50%', [1, 'x'], { a: { b: ['c'] }, d: 1 }, [
  { a: 1, b: [2] },
]);

const remarks = /# (?:a\tremark \d|between)/g;

test('whatever a document looks like, an edit changes what it speaks of, or nothing', () => {
  const seen = { made: 0, refused: 0 };
  fc.assert(
    fc.property(
      root,
      anyManner,
      fc.array(fc.nat(), { minLength: 50, maxLength: 50 }),
      fc.array(values, { minLength: 1, maxLength: 3 }),
      (value, how, dice, given) => {
        let next = 0;
        const choose = (): number => dice[next++ % dice.length] as number;
        const text = writeYaml(value, how, choose);
        const [document] = readDocuments(text);
        fc.pre(document !== undefined && !document.problem && isSameValue(document.value, value));
        const edits = given.map((one): Edit => {
          const path = pathIn(value, choose);
          const isList = Array.isArray(
            path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], value),
          );
          return isList ? append(path, one) : set(path, one);
        });
        const { text: after, refused } = editDocument(text, edits);
        const made = edits.filter((edit) => !refused.has(edit));
        seen.made += made.length;
        seen.refused += refused.size;
        const expected = made.reduce<unknown>((before, edit) => changeValue(before, edit), value);
        expect(readDocuments(after).map((one) => one.value)).toEqual(expected === null ? [] : [expected]);
        // Comments stay, each once, and so do line ends.
        expect(after.match(remarks)).toEqual(text.match(remarks));
        expect(text.includes('\r\n') && after.replaceAll('\r\n', '').includes('\n')).toBe(false);
        expect(made.length === 0 && after !== text).toBe(false);
      },
    ),
    { numRuns: 3000 },
  );
  expect(seen.made).toBeGreaterThan(seen.refused);
});
