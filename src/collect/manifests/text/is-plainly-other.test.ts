import { expect, test } from 'vitest';
import { isPlainlyOther } from './is-plainly-other.ts';
import { readDocuments } from './read-documents.ts';

/** Of each document that cannot be read, whether it is plainly something else. */
function answers(text: string): boolean[] {
  return readDocuments(text).flatMap(({ problem, offset, end }) =>
    problem ? [isPlainlyOther(text.slice(offset, end), problem.reason)] : [],
  );
}

test.each<[string, string]>([
  ['values with a key twice', 'replicas: 1\nissuer: {kind: ClusterIssuer}\nreplicas: 2\n'],
  ['a list of such', '- a: 1\n  a: 2\n- [b]\n'],
  ['a value that JSON cannot hold', 'timeout: .inf\n'],
  ['a key that JSON cannot hold', '? [a]\n: b\n'],
  ['JSON with a key twice', '{"a": 1, "a": 2}'],
  ['JSON with comments', '{\n  // how: [\n  "a": 1, /* and\n why */ "kinds": "// kind: /*",\n}\n'],
  ['JSON with comments before its keys', '{\n  // how\n  "a": 1\n}\n'],
  ['JSON behind a comment', '// eslint\n[{"a": "\\"//"}]\n'],
  ['a directive', '%YAML 1.2\n---\nroot: here\n'],
])('%s: no Kubernetes object', (_name, text) => {
  expect(answers(text)).toEqual([true]);
});

test.each<[string, string]>([
  ['what never closes', 'values: [\n'],
  ['a template', '{{- include "lib.budget" . }}\n'],
  ['a template in a value', 'values: {{ .Values.a }}\n'],
  ['what is no text', '\u001f\u008b\b\u0000'],
  ['an object with a key twice', 'apiVersion: v1\nmetadata: {name: a, name: b}\n'],
  ['an object whose key is written with escapes', '"k\\x69nd": Pod\na: 1\na: 2\n'],
  ['a list of objects with a key twice', '- apiVersion: v1\n  a: 1\n  a: 2\n'],
  ['items with a key twice', 'items: []\nitems: []\n'],
  ['what is merged in with a key twice', 'a: &a {b: 1}\n<<: *a\nc: 1\nc: 2\n'],
  ['an alias with a key twice', '- &a {b: 1, b: 2}\n- *a\n'],
  ['an object in JSON with comments', '{\n  // why: [\n  "kind": "Pod"\n}\n'],
  ['an object whose keys stand behind comments', '{\n  // why\n  "kind": "Pod", // and\n  "apiVersion": "v1"\n}\n'],
  ['a directive before an object', '%YAML 1.2\n---\nkind: Pod\n'],
  ['a directive before nothing that can be read', '%YAML 1.2\n---\n{\n'],
  ['comments and nothing else', '// a: [\n'],
  ['a comment that never closes', '{"a": 1 /* "kind": "Pod" }'],
  ['a line of dashes', '---a\nb: c\n'],
  ['what stands behind an end marker', 'a: 1\n...\nb: 2\n'],
])('%s: who knows', (_name, text) => {
  expect(answers(text)).toEqual([false]);
});

test('a thousand of them, and one that is long, cost little', () => {
  const many = '{"a": 1, "a": [\n2\n]}\n---\n'.repeat(1000);
  const long = `{ ${'/*"\\"'.repeat(1_000_000)}`;
  const start = performance.now();
  expect(answers(many)).toEqual(Array(1000).fill(true));
  expect(answers(long)).toEqual([false]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
