import { dump } from 'js-yaml';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { locatePaths, toFilePosition, type Position, type ValuePath } from './locate.ts';
import { readDocuments } from './read-documents.ts';

const at = (text: string, ...path: ValuePath): string => {
  const [position] = locatePaths(text, [path]);
  return `${position?.line}:${position?.column}`;
};

const deployment = `# a comment
kind: Deployment
metadata:
  name: web   # another
  labels: {app: web, "on": x}
spec:
  template:
    spec:
      containers:
        - name: app
          image: "nginx:1.27"
          args: ['-a', "b"]
        -   image: x
          # between
        - &c
          name: z
      volumes: []
y: 1
8080: 2
`;

describe('finds the key of a value, and the start of an item', () => {
  test.each([
    ['2:1', []],
    ['2:1', ['kind']],
    ['3:1', ['metadata']],
    ['4:3', ['metadata', 'name']],
    ['5:12', ['metadata', 'labels', 'app']],
    ['5:22', ['metadata', 'labels', 'on']],
    ['10:11', ['spec', 'template', 'spec', 'containers', 0]],
    ['11:11', ['spec', 'template', 'spec', 'containers', 0, 'image']],
    ['12:24', ['spec', 'template', 'spec', 'containers', 0, 'args', 1]],
    ['13:13', ['spec', 'template', 'spec', 'containers', 1, 'image']],
    ['15:11', ['spec', 'template', 'spec', 'containers', 2]],
    ['16:11', ['spec', 'template', 'spec', 'containers', 2, 'name']],
    ['18:1', ['true']],
    ['19:1', ['8080']],
  ])('%s %j', (position, path) => {
    expect(at(deployment, ...path)).toBe(position);
  });

  test('and the nearest ancestor of one that is absent', () => {
    expect(at(deployment, 'spec', 'template', 'spec', 'containers', 0, 'resources', 'limits')).toBe('10:11');
    expect(at(deployment, 'spec', 'template', 'spec', 'containers', 9)).toBe('9:7');
    expect(at(deployment, 'spec', 'template', 'spec', 'containers', '0')).toBe('9:7');
    expect(at(deployment, 'spec', 'replicas')).toBe('6:1');
    expect(at(deployment, 'metadata', 'name', 'x')).toBe('4:3');
    expect(at(deployment, '8080', 0)).toBe('19:1');
    expect(at(deployment, 'nothing')).toBe('2:1');
  });

  test('and where an alias or a merge key brings it in', () => {
    const text = 'base: &b\n  x: {y: 1}\na: *b\nc:\n  <<: *b\n  z: 2\n*b : 3\n';
    expect(at(text, 'a', 'x', 'y')).toBe('3:1');
    expect(at(text, 'c', 'x')).toBe('4:1');
    expect(at(text, 'c', 'z')).toBe('6:3');
  });

  test('in JSON, tabs and one line included', () => {
    expect(at('{\n\t"kind": "Pod",\n\t"spec": {\n\t\t"a": [1, {"b": 2}]\n\t}\n}\n', 'spec', 'a', 1, 'b')).toBe('4:13');
    expect(at('{"a":{"b":[1,2]}}', 'a', 'b', 1)).toBe('1:14');
    expect(at('[{"a":1}]', 0, 'a')).toBe('1:3');
    expect(at('{"\\u0061":{"b":1}}', 'a', 'b')).toBe('1:12');
  });

  test('in lines that had to be indented', () => {
    const text = 'a: [\nx,\n{b: c}\n]\nd: 1\n';
    expect(locatePaths(text, [['a', 0], ['a', 1, 'b'], ['d']])).toEqual([
      { line: 2, column: 1 },
      { line: 3, column: 2 },
      { line: 5, column: 1 },
    ]);
  });

  test('in UTF-16 units and CRLF lines', () => {
    expect(at('😀: {é: 1, x: 2}\r\nb: 1\r\n', '😀', 'x')).toBe('1:12');
    expect(at('😀: {é: 1, x: 2}\r\nb: 1\r\n', 'b')).toBe('2:1');
  });

  test('of keys that JavaScript gives a meaning', () => {
    expect(at('constructor: 1\n__proto__: {a: 1}\n', '__proto__', 'a')).toBe('2:13');
    expect(at('a: 1\n', 'constructor')).toBe('1:1');
  });

  test('answers the first character where nothing can be read', () => {
    expect(locatePaths('a: b: c\n', [['a'], []])).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 1 },
    ]);
    expect(at('', 'a')).toBe('1:1');
    expect(at('\n# x\n', 'a')).toBe('1:1');
    expect(locatePaths('a: 1', [])).toEqual([]);
  });
});

test("a document's place is added to give the place in the file", () => {
  const [, second, third] = readDocuments('{"a":1} {"b":{"c":\n1}}\n---\nd:\n  e: 1\n');
  expect(toFilePosition(second!, { line: 1, column: 7 })).toEqual({ line: 1, column: 15 });
  expect(toFilePosition(second!, { line: 2, column: 1 })).toEqual({ line: 2, column: 1 });
  expect(toFilePosition(third!, { line: 2, column: 3 })).toEqual({ line: 5, column: 3 });
});

/** The obvious way: another parser's nodes, walked by hand. */
function locateSlowly(text: string, paths: readonly ValuePath[]): Position[] {
  const lines = new LineCounter();
  const root = parseDocument(text, { lineCounter: lines }).contents as Node | null;
  return paths.map((path) => walk(root, path, lines));
}

function walk(root: Node | null, path: ValuePath, lines: LineCounter): Position {
  let node: Node | null | undefined = root;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) break;
      offset = (pair.key as Node).range![0];
      node = pair.value as Node;
    } else if (isSeq(node) && typeof step === 'number' && node.items[step] !== undefined) {
      node = node.items[step] as Node;
      offset = node.range![0];
    } else {
      break;
    }
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

const key = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'd e', 'é', '"', "'", '#', 'yes', '1', '😀', '__proto__'),
  fc.string(),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('text', 'two\nlines', '', true, 1, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** Every path of a value, and for each one that leads nowhere. */
function pathsOf(value: unknown): ValuePath[] {
  if (Array.isArray(value))
    return [[], ...value.flatMap((item, index) => pathsOf(item).map((path) => [index, ...path]))];
  if (typeof value !== 'object' || value === null) return [[], ['nowhere', 0]];
  return [
    [],
    ['nowhere'],
    ...Object.entries(value).flatMap(([name, item]) => pathsOf(item).map((path) => [name, ...path])),
  ];
}

test('every path of a random document is where another parser sees it', () => {
  fc.assert(
    fc.property(
      json,
      fc.record({
        indent: fc.constantFrom(2, 4),
        flowLevel: fc.constantFrom(-1, 0, 2),
        seqNoIndent: fc.boolean(),
        seqInlineFirst: fc.boolean(),
        quoteFlowKeys: fc.boolean(),
      }),
      fc.constantFrom('', '# head\n', '\n\n'),
      (value, options, head) => {
        fc.pre(typeof value === 'object' && value !== null);
        const text = head + dump(value, { ...options, noRefs: true, lineWidth: -1 });
        // What the other parser reads otherwise: long keys are written with `? `, and some characters end its lines.
        fc.pre(!/^\s*(?:- )*\? |[\u0085\u2028\u2029\ufeff]|^---/m.test(text));
        // Numbers with underscores are keys that are no text to us, as to kubectl (`-_0` is 0).
        fc.pre(!/(?<![\w"'])[-+]?[\d_.]*_[\d_.]*(?=\s*:)/.test(text));
        const paths = pathsOf(value);
        expect(locatePaths(text, paths)).toEqual(locateSlowly(text, paths));
      },
    ),
    { numRuns: 500 },
  );
});
