import fc from 'fast-check';
import { CORE_SCHEMA, defineScalarTag, dump, NOT_RESOLVED } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { anyText } from '../../../../test/support/any-text.ts';
import { decodeText } from './decode-text.ts';
import { resolvePlain } from './go-schema.ts';
import { readDocuments, type Document, type DocumentProblem } from './read-documents.ts';
import { defaultReadLimits } from './read-limits.ts';

const values = (text: string): unknown[] => readDocuments(text).map(({ value, problem }) => problem?.message ?? value);

function onlyProblem(documents: readonly Document[]): DocumentProblem {
  const problems = documents.flatMap(({ problem }) => problem ?? []);
  expect(problems).toHaveLength(1);
  return problems[0]!;
}

const problemOf = (text: string): DocumentProblem => onlyProblem(readDocuments(text));

describe('documents', () => {
  test('say where they stand', () => {
    const text = '# head\na: 1\n---\n\n---\nb: 2\n--- # x\n[c]\n';
    expect(readDocuments(text)).toEqual([
      { index: 0, offset: 0, end: 12, line: 1, column: 1, value: { a: 1 } },
      { index: 1, offset: 21, end: 26, line: 6, column: 1, value: { b: 2 } },
      { index: 2, offset: 34, end: 38, line: 8, column: 1, value: ['c'] },
    ]);
  });

  test('of JSON objects in a row begin within a line', () => {
    expect(readDocuments('{"a":1} {"b":\n2}{"c":3}\n').map(({ value, line, column }) => [value, line, column])).toEqual(
      [
        [{ a: 1 }, 1, 1],
        [{ b: 2 }, 1, 9],
        [{ c: 3 }, 2, 3],
      ],
    );
  });

  test('that are empty, comments or null are left out', () => {
    expect(values('')).toEqual([]);
    expect(values('\n\n# a\n  # b\r\n---\n---\nnull\n---\n~\n---\n"": 1\n')).toEqual([{ '': 1 }]);
    expect(values('\ufeff')).toEqual([]);
  });

  test('that are no objects are values too', () => {
    expect(values('- a\n---\ntext\n---\n42\n---\n[]')).toEqual([['a'], 'text', 42, []]);
  });

  test('stop no other when they are broken', () => {
    expect(values('a: 1\n---\na: b: c\n---\nb: 2\n---\n{"c":\n---\n{"d":4}')).toEqual([
      { a: 1 },
      'The indentation or the text here does not fit the mapping above.',
      { b: 2 },
      'A bracket or brace is never closed.',
      { d: 4 },
    ]);
    expect(values('{"a":1}{"b":}{"c":3}{"d":')).toEqual([
      { a: 1 },
      { b: null },
      { c: 3 },
      'A bracket or brace is never closed.',
    ]);
  });

  test('keep own keys that JavaScript gives a meaning, and harm nothing', () => {
    for (const text of ['__proto__: {polluted: 1}\nconstructor: 2\n', '{"__proto__":{"polluted":1},"constructor":2}']) {
      const value = readDocuments(text)[0]!.value as Record<string, unknown>;
      expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":1},"constructor":2}');
    }
    const merged = readDocuments('a: &a {__proto__: {polluted: 1}}\nb: {<<: *a}\n')[0]!.value as { readonly b: object };
    expect(Object.hasOwn(merged.b, '__proto__')).toBe(true);
    expect('polluted' in {}).toBe(false);
  });

  test('share what an alias repeats, and end', () => {
    const { a, b } = readDocuments('a: &a {x: [1]}\nb: [*a, *a]\n')[0]!.value as {
      readonly a: object;
      readonly b: object[];
    };
    expect(b).toEqual([a, a]);
    expect(b[0]).toBe(a);
  });

  test('hold integers beyond 2^53 exactly, in YAML and in JSON', () => {
    expect(values('a: 9007199254740993')).toEqual([{ a: 9007199254740993n }]);
    expect(values('{"a":9007199254740993,"b":-0,"c":1e2}')).toEqual([{ a: 9007199254740993n, b: 0, c: 100 }]);
  });
});

describe('problems', () => {
  test('say what and where, and what the document was', () => {
    const text = 'a: 1\n---\nkind: Secret\napiVersion: v1\nmetadata:\n  name: x\n  namespace: bank\ndata:\n\tk: v\n';
    expect(problemOf(text)).toEqual({
      reason: 'syntax',
      message: 'A tab stands in the indentation; YAML indents with spaces.',
      line: 9,
      column: 1,
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: 'bank',
      name: 'x',
    });
  });

  test.each([
    [
      'a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n',
      'duplicate-key',
      5,
      3,
      'A key stands twice in one mapping, first on line 3.',
    ],
    ['y: 1\ntrue: 2\n', 'duplicate-key', 2, 1, 'A key stands twice in one mapping, first on line 1.'],
    ['{"a":1,\n"a":2}', 'duplicate-key', 2, 1, 'A key stands twice in one mapping, first on line 1.'],
    [
      'x: &x {a: 1}\ny: {<<: *x, b: 1,\n b: 2}\n',
      'duplicate-key',
      3,
      2,
      'A key stands twice in one mapping, first on line 2.',
    ],
    ['a: [\n1,\n2]\na: 1\n', 'duplicate-key', 4, 1, 'A key stands twice in one mapping, first on line 1.'],
    ['a: &a [*a]\n', 'value', 1, 8, 'An alias (*) stands inside the value that it repeats.'],
    ['a: *b\n', 'syntax', 1, 4, 'An alias (*) names an anchor (&) that is not defined before it.'],
    ['a: !!int x\n', 'value', 1, 4, 'The value does not fit its explicit type tag.'],
    [
      'a: -.inf\n',
      'value',
      1,
      4,
      'Infinity and not-a-number have no form in JSON; quote the value if it is meant as text.',
    ],
    ['~: 1\n', 'value', 1, 1, 'This key cannot be a key in JSON.'],
    ['a: 1\n<<: [1]\n', 'value', 2, 1, 'A merge key (<<) needs a mapping or a list of mappings.'],
    ['[a]: 1\n', 'value', 1, 1, 'A mapping or a list cannot be a key.'],
    ['a: "\\/"\n', 'syntax', 1, 5, 'A text in double quotes holds a backslash escape that kubectl does not know.'],
    ['a: 1\nb: \0\n', 'encoding', 2, 4, 'The text holds a NUL character, which kubectl does not read.'],
    ['a: \u0007\n', 'encoding', 1, 4, 'The text holds a control character (U+0007), which kubectl does not read.'],
    ['a: b\u2028\n', 'encoding', 1, 5, 'The text holds a U+2028, which kubectl takes for the end of a line.'],
    ['a: \ud83d\n', 'encoding', 1, 4, 'The text holds half a character (a lone surrogate).'],
    [
      'a: 1\n--- b\nc: 1\n',
      'separator',
      2,
      1,
      'kubectl does not read text behind a separator (---): move it to the next line.',
    ],
    [
      'a: 1\n---b\n',
      'separator',
      2,
      1,
      'A line begins with three dashes (---) but separates no documents; kubectl refuses it.',
    ],
    [
      '%YAML 1.1\n---\na: 1\n',
      'separator',
      1,
      1,
      'kubectl does not read a document with a directive (%YAML, %TAG): remove it.',
    ],
    [
      'a: 1\n...\nb: 2\n',
      'separator',
      3,
      1,
      'kubectl does not read what stands behind an end marker (...): begin a document with ---.',
    ],
    ['é: "😀\n', 'syntax', 2, 1, 'A text in double quotes (") is never closed.'],
    ['a: 😀: b\n', 'syntax', 1, 6, 'The indentation or the text here does not fit the mapping above.'],
  ])('%j: %s at %i:%i', (text, reason, line, column, message) => {
    expect(problemOf(text)).toMatchObject({ reason, line, column, message });
  });

  test('name the byte that is not UTF-8, and only its document', () => {
    const decoded = decodeText(
      Uint8Array.from(Buffer.from('a: 1\n---\nb: \xff\n---\n{"c":"\xe9"}\n---\nd: 4\n', 'latin1')),
    );
    const documents = readDocuments('text' in decoded ? decoded.text : '');
    expect(
      documents.map(({ value, problem }) => value ?? `${problem!.line}:${problem!.column} ${problem!.message}`),
    ).toEqual([
      { a: 1 },
      '3:4 The text holds a byte (0xFF) that is not UTF-8.',
      '5:7 The text holds a byte (0xE9) that is not UTF-8.',
      { d: 4 },
    ]);
  });

  test('recognise a template by its braces, not by braces in a text', () => {
    const hint = 'It looks like a Helm template ({{ … }}), which must be rendered first.';
    for (const text of [
      'kind: Service\nmetadata:\n  name: {{ .Release.Name }}-web\n',
      'replicas: {{ .Values.replicas }}\n',
      '{{- if .Values.on }}\nkind: Service\n{{- end }}\n',
      'labels:\n{{ include "x" . | indent 2 }}\nspec: 1\n',
      '{{ .Values.all }}\n',
    ]) {
      expect(problemOf(text)).toMatchObject({ reason: 'template', message: expect.stringContaining(hint) });
    }
    expect(values('a: "{{ $labels.pod }}"\nb: |\n  {{ range . }}\n')).toEqual([
      { a: '{{ $labels.pod }}', b: '{{ range . }}\n' },
    ]);
    expect(problemOf('a: "{{ x }}"\nb: c: d\n').reason).toBe('syntax');
  });

  test('keep a directive and its document together', () => {
    const documents = readDocuments('# x\n%YAML 1.2\n---\nkind: Pod\n---\nb: 1\n');
    expect(documents.map(({ offset, end, value, problem }) => [offset, end, problem?.kind ?? value])).toEqual([
      [0, 28, 'Pod'],
      [32, 37, { b: 1 }],
    ]);
  });

  test('are one line each', () => {
    expect(problemOf('a: "x\n\n\nb: 1').message).not.toContain('\n');
  });
});

describe('indentation inside brackets and quotes, which kubectl does not ask for', () => {
  test.each([
    ['a: [\n  x,\n  z\n]\nb: 1\n', { a: ['x', 'z'], b: 1 }],
    ['a:\n  b: {\n  c: d\n  }\n', { a: { b: { c: 'd' } } }],
    ['a: "x\ny\n\nz"\nb: 1\n', { a: 'x y\nz', b: 1 }],
    ["a:\n  b: 'x\n  it''s\n  y'\n", { a: { b: "x it's y" } }],
    ['- a: [\n1,\n"q\nr", # c\n{s:\nt}\n]\n', [{ a: [1, 'q r', { s: 't' }] }]],
    ['a:\t{}\nb: [1,\t2]\n', { a: {}, b: [1, 2] }],
    ['a: {b: "x\ty",\tc: d}\n', { a: { b: 'x\ty', c: 'd' } }],
    ['{\n\t"a": [\n\t\t1\n\t]\n} # not JSON.parse\n', { a: [1] }],
  ])('%j', (text, value) => {
    expect(values(text)).toEqual([value]);
  });

  test('leaves positions where they are', () => {
    expect(problemOf('a: [\nx,\n]\nb: 1\nb: 2\n')).toMatchObject({ line: 5, column: 1 });
    expect(problemOf('a: [\nx,\n]\nb: [\n  c: d: e\n]\n')).toMatchObject({ line: 5, column: 7 });
    expect(problemOf('a: [\nx, y: *z]\n')).toMatchObject({ line: 2, column: 7 });
  });
});

describe('limits', () => {
  const limit = (text: string, limits: Partial<typeof defaultReadLimits> = {}): DocumentProblem =>
    onlyProblem(readDocuments(text, { ...defaultReadLimits, ...limits }));

  test('of nesting, in YAML and in JSON', () => {
    expect(limit('['.repeat(20_000) + ']'.repeat(20_000))).toMatchObject({ reason: 'limit', line: 1, column: 100 });
    expect(limit(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`).reason).toBe('limit');
    expect(values('['.repeat(100) + ']'.repeat(100))).toHaveLength(1);
    expect(limit('['.repeat(101) + ']'.repeat(101)).reason).toBe('limit');
    expect(limit('a:\n  b:\n    c: 1\n', { maxDepth: 3 }).reason).toBe('limit');
  });

  test('of aliases, what they repeat and how deep', () => {
    const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [at, name] of Array.from('bcdefghij').entries()) {
      laughs.push(`${name}: &${name} [${Array<string>(9).fill(`*${'abcdefghij'[at]}`).join(', ')}]`);
    }
    expect(limit(laughs.join('\n')).message).toBe('The aliases of the file repeat more than 200000 values.');
    expect(limit(`a: &a [x]\nb: [${'*a, '.repeat(1_001)}]`).message).toBe(
      'The document has more than 1000 aliases (*).',
    );
    const chain = Array.from({ length: 200 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}]`);
    expect(limit(['a0: &a0 [x]', ...chain].join('\n')).message).toContain('deeper than 100 levels');
  });

  test('of what aliases repeat holds for all documents of a text together', () => {
    const text = 'a: &a [1, 2]\nb: [*a, *a]\n---\n'.repeat(3);
    const documents = readDocuments(text, { ...defaultReadLimits, maxRepeatedValues: 12 });
    expect(documents.map(({ problem }) => problem?.reason ?? 'read')).toEqual(['read', 'read', 'limit']);
  });

  test('of merge keys', () => {
    const keys = Array.from({ length: 100 }, (_, at) => `k${at}: 1`).join(', ');
    const text = `a: &a {${keys}}\n${Array.from({ length: 200 }, (_, at) => `m${at}: {<<: *a}`).join('\n')}`;
    expect(limit(text).message).toBe('Merge keys copy more than 10000 keys.');
  });

  test('of length, and of density', () => {
    expect(limit('a: 12345', { maxDocumentLength: 7 }).message).toBe('The document is longer than 7 characters.');
    expect(limit('[a,b,c,d]', { maxDocumentMarks: 4 }).message).toContain('more than 4 commas');
  });

  test('of unreadable documents: the rest is one more', () => {
    const documents = readDocuments('a: 1\n---\nb: c: d\n---\n'.repeat(5), { ...defaultReadLimits, maxUnreadable: 3 });
    expect(documents.map(({ value, problem }) => value ?? problem!.reason)).toEqual([
      { a: 1 },
      'syntax',
      { a: 1 },
      'syntax',
      { a: 1 },
      'syntax',
      { a: 1 },
      'limit',
    ]);
    expect(documents.at(-1)).toMatchObject({ end: 105, line: 15 });
  });
});

describe('hostile texts take no more time than their length explains', () => {
  const length = 1_000_000;
  const fill = (piece: string): string => piece.repeat(Math.floor(length / piece.length));
  test.each([
    ['one plain line', `a: ${fill('x')}`, 1],
    ['one quoted line', `a: "${fill('\\n')}"`, 1],
    ['an open quote', `a: "${fill('x ')}`, 1],
    ['brackets', fill('['), 1],
    ['braces', fill('{'), 1],
    ['JSON brackets', fill('{"a":'), 1],
    ['separators', fill('---\n'), 0],
    ['dashes', fill('---x\n'), 1],
    ['comments', fill('#\n'), 0],
    ['blanks', `a: b${fill('\n ')}\nc: d`, 1],
    ['broken documents', fill('a: b: c\n---\n'), 1_001],
    ['broken objects', fill('{a: b: c}'), 1],
    ['objects', fill('{"a":1}'), Math.floor(length / 7)],
    ['JSON duplicates', fill('{"a":1,"a":2}'), 1_001],
    ['lines that are not indented', `a: [\n${fill('x,\n')}]`, 1],
    ['documents with such lines', fill('a: [\n1,\n"\n",\n]\n---\n'), 1_000],
    ['tabs in brackets', `a: [${fill('\t1,')}]`, 1],
    ['tags', fill('!a\n'), 1],
    ['digits', `a: ${fill('1')}`, 1],
    ['spaces before a template', `a: b: c${fill(' ')}{{`, 1],
    ['spaces behind a kind', `a: b: c\nkind:${fill(' ')}x`, 1],
    ['bad bytes', fill('\udcff'), 1],
    ['one mapping', Array.from({ length: 200_000 }, (_, at) => `k${at}: 1`).join('\n'), 1],
  ])('%s', { timeout: 20_000 }, (_name, text, count) => {
    const documents = readDocuments(text);
    expect(documents.length).toBeGreaterThanOrEqual(count);
  });
});

/** A schema whose writer quotes each text that go-yaml would not read as text. */
const writable = CORE_SCHEMA.withTags(
  ...(['null', 'bool', 'int', 'float'] as const).map((type) =>
    defineScalarTag(`tag:yaml.org,2002:${type}`, {
      implicit: true,
      resolve: (text) => (typeof resolvePlain(text) === 'string' && text !== '<<' ? NOT_RESOLVED : text),
      identify: (value) =>
        (type === 'null' && value === null) ||
        (type === 'bool' && typeof value === 'boolean') ||
        (type === 'int' && Number.isSafeInteger(value)) ||
        (type === 'float' && typeof value === 'number'),
      represent: (value) => String(value),
    }),
  ),
);

const word = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '\t', ':', '#', '-', '"', "'", '\\', '{', '[', '1', 'y', '.', 'e', '0'),
  }),
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '1e3',
    '0o7',
    '<<',
    '---',
    '...',
    '*a',
    '&a',
    '!a',
    '{{ .x }}',
    '__proto__',
    '=',
    '',
  ),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 1, -1, 8080, 1.5, 1e21, 5e-324),
    fc.maxSafeInteger(),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((number) => number + 0)
      // Written as digits alone it is an integer that only a bigint holds.
      .filter((number) => !/^-?\d{16,}$/.test(String(number))),
    word,
    fc.array(tie('value')),
    fc.dictionary(word, tie('value'), { noNullPrototype: true }),
  ),
})).value;

const bad = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]/; // oxlint-disable-line no-control-regex

describe('what is written is read back', () => {
  test('as YAML', () => {
    fc.assert(
      fc.property(
        json,
        fc.record({
          indent: fc.constantFrom(2, 4),
          flowLevel: fc.constantFrom(-1, 0, 1, 2),
          forceQuotes: fc.boolean(),
          quoteStyle: fc.constantFrom('single' as const, 'double' as const),
          lineWidth: fc.constantFrom(-1, 20, 80),
          seqNoIndent: fc.boolean(),
        }),
        (value, options) => {
          const text = dump(value, { ...options, schema: writable, noRefs: true });
          fc.pre(value !== null && !bad.test(text) && text.isWellFormed() && !/\\u[dD][89a-fA-F]|^%|^---/m.test(text));
          expect(values(text)).toEqual([value]);
        },
      ),
    );
  });

  test('as JSON, and as JSON with a comment', () => {
    fc.assert(
      fc.property(json, fc.constantFrom('', ' ', '\t'), (value, space) => {
        fc.pre(value !== null);
        const text = JSON.stringify(value, null, space);
        fc.pre(text.isWellFormed() && (!bad.test(text) || typeof value === 'object'));
        expect(values(text)).toEqual([value]);
        fc.pre(!bad.test(text));
        expect(values(`${text}\n# not JSON.parse`)).toEqual([value]);
      }),
    );
  });

  test('document by document', () => {
    fc.assert(
      fc.property(fc.array(json.filter((value) => value !== null && typeof value === 'object')), (all) => {
        const text = all.map((value) => `${JSON.stringify(value)}\n`).join('---\n');
        fc.pre(!bad.test(text) && text.isWellFormed());
        expect(values(text)).toEqual(all);
      }),
    );
  });

  test('object by object, without separators', () => {
    const objects = fc.array(fc.dictionary(word, json, { noNullPrototype: true }));
    fc.assert(
      fc.property(objects, fc.constantFrom('', ' ', '\n', '\r\n\t'), (all, between) => {
        const text = all.map((value) => JSON.stringify(value)).join(between);
        fc.pre(text.isWellFormed());
        expect(values(text)).toEqual(all);
      }),
    );
  });
});

const manifest = `apiVersion: v1
kind: Secret
metadata:
  name: web
  annotations: {note: "s3cr3t-A", other: [s3cr3t-B, 's3cr3t-C']}
stringData:
  s3cr3t-D: s3cr3t-E
  token: &s3cr3t-F s3cr3t-G
  again: *s3cr3t-F
  tagged: !s3cr3t-H x
  block: |
    s3cr3t-I
    s3cr3t-J
`;
const edit = fc.tuple(
  fc.nat(manifest.length),
  fc.nat(3),
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '\t',
    ':',
    ': ',
    '"',
    "'",
    '[',
    '{',
    '*',
    '&',
    '!',
    '%',
    '\0',
    '\\',
    '|',
    '---\n',
    '{{',
    '- ',
    '!!int ',
  ),
);

test('no problem repeats what a document holds', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let text = manifest;
      for (const [at, removed, added] of edits) text = text.slice(0, at) + added + text.slice(at + removed);
      for (const { problem } of readDocuments(text)) {
        expect(`${problem?.message}`).not.toMatch(/s3|cr3t|r3/);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('nothing throws, and every document has a place in the text', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.string({ unit: fc.constantFrom(...Array.from('ab:-[]{},"\'|>&*!?#% \n\t\\<0')) }),
      (left, right) => {
        for (const text of [left, right, `${right}\n---\n${left}`]) {
          let before = 0;
          for (const document of readDocuments(text)) {
            expect(document.offset).toBeGreaterThanOrEqual(before);
            expect(document.end).toBeLessThanOrEqual(text.length);
            before = document.offset;
            const lines = text.slice(0, document.offset).split('\n');
            expect([document.line, document.column]).toEqual([lines.length, lines.at(-1)!.length + 1]);
            if (document.problem === undefined) continue;
            const at =
              text
                .split('\n')
                .slice(0, document.problem.line - 1)
                .join('\n').length + document.problem.column;
            expect(at).toBeLessThanOrEqual(text.length + 1);
          }
        }
      },
    ),
  );
});
