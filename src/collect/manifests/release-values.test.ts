import { expect, test } from 'vitest';
import { Fields, type Raw } from '../objects/fields.ts';
import { valuesOfRelease } from './release-values.ts';
import { readDocuments } from './text/read-documents.ts';

const of = (yaml: string): unknown => valuesOfRelease(new Fields(readDocuments(yaml)[0]?.value as Raw));
const from = (data: string, more = ''): string => `{kind: ConfigMap, name: shop, found: {data: ${data}}${more}}`;

// As the ChartValuesFromReferences of helm-controller puts them together.
test.each<[string, string, unknown]>([
  ['none', '{}', null],
  ['its own', '{values: {a: 1}}', { a: 1 }],
  [
    'those of references in their order, below its own',
    `{valuesFrom: [${from('{values.yaml: "a: 1\\nb: {c: 1, d: 1}"}')}, ${from('{other: "a: 2\\nb: {d: 2}"}', ', valuesKey: other')}], values: {b: {e: 3}}}`,
    { a: 2, b: { c: 1, d: 2, e: 3 } },
  ],
  [
    'one at a path, below its own',
    `{valuesFrom: [${from('{of: "3"}', ', valuesKey: of, targetPath: a.b')}, ${from('{of: "true"}', ', valuesKey: of, targetPath: c')}], values: {c: no}}`,
    { a: { b: 3 }, c: false },
  ],
  ['text that is quoted', `{valuesFrom: [${from(`{of: "'3'"}`, ', valuesKey: of, targetPath: a')}]}`, { a: '3' }],
  ['text with a zero in front', `{valuesFrom: [${from('{of: "03"}', ', valuesKey: of, targetPath: a')}]}`, { a: '03' }],
  ['an optional key that is not held', `{valuesFrom: [${from('{}', ', optional: true')}], values: {a: 1}}`, { a: 1 }],
  ['an empty text', `{valuesFrom: [${from('{values.yaml: ""}')}], values: {a: 1}}`, { a: 1 }],
])('%s', (_name, yaml, values) => {
  expect(of(yaml)).toEqual({ values });
});

test.each<[string, string, string]>([
  [
    'a key that is not held',
    `{valuesFrom: [${from('{}')}]}`,
    'it takes values.yaml from the ConfigMap shop, which does not hold it',
  ],
  ['no values', `{valuesFrom: [${from('{values.yaml: text}')}]}`, 'values.yaml of the ConfigMap shop holds no values'],
  [
    'broken values',
    `{valuesFrom: [${from('{values.yaml: "a: ["}')}]}`,
    'values.yaml of the ConfigMap shop holds no values',
  ],
  [
    'a list at a path',
    `{valuesFrom: [${from('{of: "{a,b}"}', ', valuesKey: of, targetPath: a')}]}`,
    'it puts of of the ConfigMap shop at a, which is not understood here',
  ],
  [
    'a path into a list',
    `{valuesFrom: [${from('{of: a}', ', valuesKey: of, targetPath: "a[0]"')}]}`,
    'it puts of of the ConfigMap shop at a[0], which is not understood here',
  ],
  [
    'what was not found',
    '{valuesFrom: [{kind: Secret, name: x, found: {problem: and no Secret is read}}]}',
    'it takes values from the Secret x, and no Secret is read',
  ],
])('%s cannot be told', (_name, yaml, problem) => {
  expect(of(yaml)).toEqual({ problem });
});
