import { expect, test } from 'vitest';
import { writePath } from '../objects/fields.ts';
import { readDocuments } from '../manifests/text/read-documents.ts';
import { searchPatch } from './search-patch.ts';

function found(yaml: string, target: string | null = null): string[] {
  return readDocuments(yaml).flatMap(({ value }) =>
    searchPatch(value, target).found.map(
      ({ form, kind, steps, length }) => `${form} ${kind} ${writePath(steps)} ${length}`,
    ),
  );
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const object = (kind: string, rest: string, apiVersion = 'v1'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n${rest}\n`;

test.each<[string, string, string | null, string[]]>([
  [
    'the data of a Secret',
    object('Secret', `data: {password: ${base64('hunter22')}}`),
    null,
    ['literal-credential password data.password 8'],
  ],
  [
    'a variable',
    object(
      'Deployment',
      'spec: {template: {spec: {containers: [{name: a, env: [{name: DB_PASSWORD, value: hunter22}]}]}}}',
      'apps/v1',
    ),
    null,
    ['literal-credential password spec.template.spec.containers[0].env[0].value 8'],
  ],
  [
    'a setting of a ConfigMap',
    object('ConfigMap', 'data: {DB_PASSWORD: hunter22}'),
    null,
    ['literal-credential password data.DB_PASSWORD 8'],
  ],
  [
    'an annotation',
    object('Service', 'spec: {}').replace(
      'name: x',
      'name: x, annotations: {bank.example/url: "redis://:hunter22@cache"}',
    ),
    null,
    ['credential-in-url password in a URL metadata.annotations["bank.example/url"] 8'],
  ],
  [
    'what does not say what it is, of its target',
    `data: {password: ${base64('hunter22')}}`,
    'Secret',
    ['literal-credential password data.password 8'],
  ],
  [
    'what does not say what it is, of no target',
    'spec: {password: hunter22}',
    null,
    ['literal-credential password spec.password 8'],
  ],
  [
    'a group that it leaves out',
    'kind: Deployment\nspec: {template: {spec: {containers: [{env: [{name: PASSWORD, value: hunter22}]}]}}}',
    null,
    ['literal-credential password spec.template.spec.containers[0].env[0].value 8'],
  ],
  [
    'a Secret that the API server would refuse',
    object('Secret', 'data: [1]\nspec: {password: hunter22}'),
    null,
    ['literal-credential password spec.password 8'],
  ],
])('in a patch that is merged: %s', (_name, yaml, target, expected) => {
  expect(found(yaml, target)).toEqual(expected);
});

test.each<[string, string, string | null, string[]]>([
  [
    'a value, named by its path',
    '- {op: replace, path: /spec/db/password, value: hunter22}',
    null,
    ['literal-credential password [0].value 8'],
  ],
  [
    'a key with a slash in it',
    '- {op: add, path: /metadata/annotations/bank.example~1password, value: hunter22}',
    null,
    ['literal-credential password [0].value 8'],
  ],
  [
    'an item of a list, named beside its value',
    '- {op: test, path: /a}\n- {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: PASSWORD, value: hunter22}}',
    null,
    ['literal-credential password [1].value.value 8'],
  ],
  [
    'a whole list',
    '- {op: replace, path: /spec/template/spec/containers/0/env, value: [{name: MODE, value: fast}, {name: PASSWORD, value: hunter22}]}',
    null,
    ['literal-credential password [0].value[1].value 8'],
  ],
  [
    'a URL, whatever its name',
    '- {op: replace, path: /spec/template/spec/containers/0/env/3/value, value: "postgres://app:hunter22@db"}',
    null,
    ['credential-in-url password in a URL [0].value 8'],
  ],
  [
    'a value in the data of a Secret',
    `- {op: add, path: /data/password, value: ${base64('hunter22')}}\n- {op: add, path: /stringData/password, value: hunter22!}`,
    'Secret',
    ['literal-credential password [0].value 8', 'literal-credential password [1].value 9'],
  ],
  [
    'all the data of a Secret',
    '- {op: replace, path: /stringData, value: {user: app, password: hunter22}}',
    'Secret',
    ['literal-credential password [0].value.password 8'],
  ],
  [
    'a setting of a ConfigMap',
    '- {op: replace, path: /data/API_KEY, value: abc123}',
    'ConfigMap',
    ['literal-credential API key [0].value 6'],
  ],
])('in a list of operations: %s', (_name, yaml, target, expected) => {
  expect(found(yaml, target)).toEqual(expected);
});

test.each<[string, string, string | null]>([
  ['a placeholder', object('Secret', 'stringData: {password: <change-me>}'), null],
  ['a placeholder in base64', `- {op: add, path: /data/password, value: ${base64('changeme')}}`, 'Secret'],
  ['a reference', object('Ledger', 'spec: {passwordSecretRef: {name: db, key: password}}', 'bank.example/v1'), null],
  ['an image', '- {op: replace, path: /spec/template/spec/containers/0/image, value: app:1}', 'Deployment'],
  ['a field that is removed', '- {op: remove, path: /data/password}', 'Secret'],
  [
    'the schema of a definition',
    object('CustomResourceDefinition', 'spec: {password: hunter22}', 'apiextensions.k8s.io/v1'),
    null,
  ],
  ['a path of a wrong type', '- {op: add, path: [password], value: hunter22}', null],
  ['a text', 'merge.yaml', null],
  ['a list of texts', '[password, hunter22]', null],
  [
    'an encrypted value',
    object('Secret', 'stringData: {password: "ENC[AES256_GCM,data:x]"}\nsops: {mac: "ENC[AES256_GCM,data:x]"}'),
    null,
  ],
])('%s is none', (_name, yaml, target) => {
  expect(found(yaml, target)).toEqual([]);
});
