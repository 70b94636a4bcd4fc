import { expect, test } from 'vitest';
import { Fields, type Raw } from '../objects/fields.ts';
import { variablesOf, withVariables } from './flux-variables.ts';
import { readDocuments } from './text/read-documents.ts';

const of = (yaml: string): ReturnType<typeof variablesOf> =>
  variablesOf(new Fields(readDocuments(`postBuild: ${yaml}`)[0]?.value as Raw));

test.each<[string, string, Record<string, string>, boolean]>([
  ['what it says', '{substitute: {A: one, COUNT: 3}}', { A: 'one', COUNT: '3' }, true],
  [
    'before what its references hold, of which the last counts',
    '{substituteFrom: [{kind: ConfigMap, name: a, found: {data: {A: a, B: a, C: a}}}, {kind: ConfigMap, name: b, found: {data: {B: b, C: b}}}], substitute: {C: own}}',
    { A: 'a', B: 'b', C: 'own' },
    true,
  ],
  [
    'of what stands before what cannot be seen nothing is known',
    '{substituteFrom: [{kind: ConfigMap, name: a, found: {data: {A: a}}}, {kind: Secret, name: b, found: {problem: x}}, {kind: ConfigMap, name: c, found: {data: {C: c}}}], substitute: {D: own}}',
    { C: 'c', D: 'own' },
    false,
  ],
  ['what nobody looked for', '{substituteFrom: [{kind: ConfigMap, name: a}]}', {}, false],
])('%s', (_name, yaml, known, isWhole) => {
  expect(of(yaml)).toEqual({ known, isWhole });
});

const known = { A: 'one', EMPTY: '' };

// As Flux has it from envsubst.
test.each<[string, string, string]>([
  ['a: ${A}', 'a: one', 'a: one'],
  ['a: ${A:=two}${A:-two}', 'a: oneone', 'a: oneone'],
  ['a: ${EMPTY:=two} ${EMPTY=two}.', 'a: two .', 'a: two .'],
  ['a: ${GONE}.', 'a: ${GONE}.', 'a: ${GONE}.'],
  ['a: ${GONE:=two}', 'a: two', 'a: ${GONE:=two}'],
  ['a: $${A} $A ${1} ${A/x/y}', 'a: $${A} $A ${1} ${A/x/y}', 'a: $${A} $A ${1} ${A/x/y}'],
])('%s', (text, whole, partly) => {
  expect(withVariables(text, { known, isWhole: true })).toBe(whole);
  expect(withVariables(text, { known, isWhole: false })).toBe(partly);
  expect(withVariables(text, { known: {}, isWhole: true })).toBe(text);
});

test('objects that are not to be filled in are left', () => {
  const left = 'metadata:\n  annotations:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\na: ${A}\n';
  expect(withVariables(`${left}---\na: \${A}\n`, { known, isWhole: true })).toBe(`${left}---\na: one\n`);
});
