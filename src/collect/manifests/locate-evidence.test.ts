import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { Origin } from '../../estate/identity.ts';
import { writePath } from '../objects/fields.ts';
import { parsePath } from '../../estate/parse-path.ts';
import { locateFields, type Pin, type ReadTexts } from './locate-evidence.ts';
import { checksum } from './text/checksum.ts';
import { readDocuments } from './text/read-documents.ts';

/** Where a text's field is said to stand, as `line:column`. */
function locate(text: string, path: string | null, origin: Partial<Origin> = {}): string {
  const [position] = locateFields([{ origin: { file: '-', line: 1, document: 0, ...origin }, path }], inMemory(text));
  return `${position?.line}:${position?.column}`;
}

function inMemory(text: string): ReadTexts {
  return new Map([['-', { path: null, text, checksum: checksum(text) }]]);
}

const deployment = `# Copyright
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ledger
  labels: { app: ledger, "app.kubernetes.io/name": ledger }
spec:
  template:
    spec:
      containers:
        - name: app
          image: nginx
        - image: envoy
          name: proxy
`;

describe('a field', () => {
  test.each([
    ['spec.template.spec.containers[0].image', '12:11'],
    ['spec.template.spec.containers[1].image', '13:11'],
    ['spec.template.spec.containers[1]', '13:11'],
    ['metadata.labels["app.kubernetes.io/name"]', '6:26'],
    ['metadata.labels', '6:3'],
    ['kind', '3:1'],
  ])('%s stands at %s', (path, expected) => {
    expect(locate(deployment, path)).toBe(expected);
  });

  test.each([
    ['spec.template.spec.containers[0].resources.limits.memory', '11:11'],
    ['spec.template.spec.containers[7].image', '10:7'],
    ['spec.replicas', '7:1'],
    ['status', '2:1'],
    ['metadata.labels.app.kubernetes.io/name', '6:13'],
  ])('that is absent is pointed at by what is above it: %s at %s', (path, expected) => {
    expect(locate(deployment, path)).toBe(expected);
  });

  test('of no path is its document', () => {
    expect(locate(deployment, null)).toBe('1:1');
    expect(locate(`---\n${deployment}`, null, { line: 2 })).toBe('2:1');
  });
});

describe('a document', () => {
  test('of several in a file is found by its line, whatever is empty before it', () => {
    const text = `---\n---\n# only a comment\n---\nkind: A\n---\nkind: B\nspec: { x: 1 }\n`;
    const [, second] = readDocuments(text);
    expect(locate(text, 'spec.x', { line: second?.line ?? 0, document: 1 })).toBe('8:9');
  });

  test('of JSON objects in a row is found by its number', () => {
    const text = '{"kind":"A","spec":{"x":1}}{"kind":"B",\n "spec":{"x":1}} {"kind":"C","spec":{"x":1}}\n';
    const places = readDocuments(text).map(({ index, line }) => locate(text, 'spec.x', { document: index, line }));
    expect(places).toEqual(['1:21', '2:10', '2:38']);
  });

  test('of a List holds its items', () => {
    const text = 'kind: List\nitems:\n- kind: A\n  spec: {x: 1}\n- kind: B\n  spec: {x: 1}\n';
    expect(locate(text, 'spec.x', { within: ['items', 0] })).toBe('4:10');
    expect(locate(text, 'spec.x', { within: ['items', 1] })).toBe('6:10');
    expect(locate(text, null, { within: ['items', 1] })).toBe('5:3');
  });

  test('that is a bare list holds its items, and a List in a List those of both', () => {
    const bare = '[\n{"kind":"A"},\n{"kind":"B",\n"spec":{"x":1}}]';
    expect([locate(bare, 'spec.x', { within: [1] }), locate(bare, null, { within: [1] })]).toEqual(['4:9', '3:1']);
    const nested = '{"items":[{"items":[{"a":1},\n{"b":2}]}]}';
    expect(locate(nested, 'b', { within: ['items', 0, 'items', 1] })).toBe('2:2');
  });

  test('with Windows line ends and a merge key is read as it was', () => {
    const text = 'base: &base\r\n  image: x\r\nspec:\r\n  <<: *base\r\n  name: y\r\n';
    expect(locate(text, 'spec.name')).toBe('5:3');
    expect(locate(text, 'spec.image')).toBe('3:1');
  });
});

describe('a file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubecompass-evidence-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const pin: Pin = { origin: { file: 'a.yaml', line: 1, document: 0 }, path: 'spec.x' };
  function read(text: string): ReadTexts {
    const path = join(folder, 'a.yaml');
    writeFileSync(path, text);
    return new Map([['a.yaml', { path, text: null, checksum: checksum(text) }]]);
  }

  test('is read again', () => {
    expect(locateFields([pin, { ...pin, path: 'kind' }], read('kind: A\nspec:\n  x: 1\n'))).toEqual([
      { line: 3, column: 3 },
      { line: 1, column: 1 },
    ]);
  });

  test('that changed in between, or is gone, leaves the start of the document', () => {
    const texts = read('kind: A\nspec:\n  x: 1\n');
    writeFileSync(join(folder, 'a.yaml'), 'kind: A\n\nspec:\n  x: 1\n');
    expect(locateFields([{ ...pin, origin: { ...pin.origin, line: 2 } }], texts)).toEqual([{ line: 2, column: 1 }]);
    rmSync(join(folder, 'a.yaml'));
    expect(locateFields([pin], texts)).toEqual([{ line: 1, column: 1 }]);
  });

  test('that nobody read leaves the start of the document', () => {
    expect(locateFields([pin], new Map())).toEqual([{ line: 1, column: 1 }]);
  });

  test('of many documents is parsed only where something is pointed at', () => {
    const text = Array.from({ length: 20_000 }, (_none, index) => `kind: A\nmetadata: { name: n${index} }\n`).join(
      '---\n',
    );
    const started = performance.now();
    const pins = [0, 10_000, 19_999].map((index): Pin => ({
      origin: { file: 'a.yaml', line: index * 3 + 1, document: index },
      path: 'metadata.name',
    }));
    expect(locateFields(pins, read(text)).map(({ line }) => line)).toEqual([2, 30_002, 59_999]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a path in words', () => {
  test.each<[string, (string | number)[]]>([
    ['', []],
    ['spec', ['spec']],
    ['spec.containers[0].image', ['spec', 'containers', 0, 'image']],
    ['metadata.labels["a.b/c"].d', ['metadata', 'labels', 'a.b/c', 'd']],
    ['["a\\"]"][1][2]', ['a"]', 1, 2]],
    ['a.', ['a']],
    ['a[x].b', ['a']],
    ['a["b', ['a']],
    ['a["\\x"].b', ['a', '\\x', 'b']],
  ])('%s', (path, expected) => {
    expect(parsePath(path)).toEqual(expected);
  });

  test('reads back whatever is written', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ minLength: 1, unit: 'grapheme' }),
            fc.nat(99),
            fc.constantFrom('a', 'a.b', '__proto__', '0', ']', '"'),
          ),
        ),
        (path) => {
          expect(parsePath(writePath(path))).toEqual(path);
        },
      ),
    );
  });
});

/** Every path of a document with where the yaml package says that its key, or the item, begins. */
function placesOf(document: Document, lines: LineCounter): { path: (string | number)[]; position: string }[] {
  const found: { path: (string | number)[]; position: string }[] = [];
  const visit = (node: unknown, path: (string | number)[]): void => {
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair) || !isNode(pair.key)) continue;
        const own = [...path, String((pair.key as { value?: unknown }).value)];
        found.push({ path: own, position: place(pair.key, lines) });
        visit(pair.value, own);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        // Such an item is pointed at by its first line of text.
        const isBlock = isScalar(item) && String(item.type).startsWith('BLOCK_');
        if (!isBlock) found.push({ path: [...path, index], position: place(item as Node, lines) });
        visit(item, [...path, index]);
      });
    }
  };
  visit(document.contents, []);
  return found;
}

function place(node: Node, lines: LineCounter): string {
  const { line, col } = lines.linePos(node.range?.[0] ?? 0);
  return `${line}:${col}`;
}

describe('agrees with another YAML parser', () => {
  const key = fc.oneof(
    fc.constantFrom(
      'spec',
      'app.kubernetes.io/name',
      'a b',
      '0',
      '__proto__',
      'x: y',
      '- z',
      '"',
      'é',
      '"q".[0]',
      'true',
      '~',
    ),
    // Words that only kubectl takes for true or false are a question of reading, not of places.
    fc.stringMatching(/^[a-z][a-zA-Z0-9./-]{0,12}$/).filter((word) => !/^(y|n|yes|no|on|off)$/i.test(word)),
  );
  const leaf = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.integer(),
    fc.boolean(),
    fc.constant('two\nlines\n'),
    fc.constant('x'.repeat(100)),
  );
  const value = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      leaf,
      fc.array(fc.oneof(leaf, tie('node')), { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(key, tie('node')), { minLength: 1, maxLength: 4 }).map((entries) => new Map(entries)),
    ),
  })).node;
  const root = fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 }).map((entries) => new Map(entries));
  const styles = fc.record({
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    collectionStyle: fc.constantFrom('any' as const, 'flow' as const, 'block' as const),
    defaultStringType: fc.constantFrom(
      'PLAIN' as const,
      'QUOTE_DOUBLE' as const,
      'QUOTE_SINGLE' as const,
      'BLOCK_LITERAL' as const,
      'BLOCK_FOLDED' as const,
    ),
    defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
    flowCollectionPadding: fc.boolean(),
  });

  test('on every key and item of several documents, in every style of writing', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(root, styles), { minLength: 1, maxLength: 3 }), (given) => {
        const text = given.map(([content, style]) => new Document(content).toString(style)).join('---\n');
        const lines = new LineCounter();
        const theirs = parseAllDocuments(text, { lineCounter: lines });
        const ours = readDocuments(text);
        fc.pre(
          Array.isArray(theirs) &&
            theirs.length === given.length &&
            ours.length === given.length &&
            ours.every(({ problem }) => !problem),
        );
        const pins: Pin[] = [];
        const expected: string[] = [];
        ours.forEach(({ line, index }) => {
          for (const { path, position } of placesOf((theirs as Document[])[index] as Document, lines)) {
            pins.push({ origin: { file: '-', line, document: index }, path: writePath(path) });
            expected.push(position);
          }
        });
        compared += pins.length;
        expect(locateFields(pins, inMemory(text)).map(({ line, column }) => `${line}:${column}`)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});
