import { describe, expect, test } from 'vitest';
import { isRaw, writePath } from '../objects/fields.ts';
import { readDocuments } from '../manifests/text/read-documents.ts';
import { searchKustomization } from './search-kustomization.ts';

function found(yaml: string): string[] {
  const value = readDocuments(yaml)[0]?.value;
  if (!isRaw(value)) throw new Error('it is no object');
  return searchKustomization(value).found.map(
    ({ form, kind, steps, line }) => `${form} ${kind} ${writePath(steps)}${line === null ? '' : ` line ${line}`}`,
  );
}

describe('credentials are found in', () => {
  test.each<[string, string, string[]]>([
    [
      'literals of a Secret',
      'secretGenerator: [{name: db, literals: [user=app, password=hunter22]}]',
      ['literal-credential password secretGenerator[0].literals[1]'],
    ],
    [
      'literals of a Secret, in quotes and with a weak name',
      `secretGenerator:\n- {name: a}\n- name: db\n  literals:\n  - 'pass="hunter 22"'\n  - token='s3cr=t'\n`,
      [
        'literal-credential password secretGenerator[1].literals[0]',
        'literal-credential token secretGenerator[1].literals[1]',
      ],
    ],
    [
      'a URL among the literals of a Secret',
      'secretGenerator: [{name: db, literals: ["url=postgres://app:hunter22@db"]}]',
      ['literal-credential password in a URL secretGenerator[0].literals[0]'],
    ],
    [
      'literals of a ConfigMap',
      'configMapGenerator: [{name: app, literals: [MODE=fast, DB_PASSWORD=hunter22, "QUEUE=amqp://app:hunter22@queue"]}]',
      [
        'literal-credential password configMapGenerator[0].literals[1]',
        'credential-in-url password in a URL configMapGenerator[0].literals[2]',
      ],
    ],
    [
      'an inline patch, with its line',
      `patches:
- path: file.yaml
- target: {kind: Deployment}
  patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: app}
    spec:
      template:
        spec:
          containers:
          - name: app
            env:
            - name: DB_PASSWORD
              value: hunter22
`,
      ['literal-credential password patches[1].patch line 11'],
    ],
    [
      'operations that are written inline',
      `patches:\n- target: {kind: Secret}\n  patch: |\n    - op: add\n      path: /data/password\n      value: aHVudGVyMjI=\n`,
      ['literal-credential password patches[0].patch line 3'],
    ],
    [
      'operations of the older form, as text and as a list',
      `patchesJson6902:
- target: {kind: Ledger}
  patch: '[{"op": "add", "path": "/spec/password", "value": "hunter22"}]'
- target: {kind: Ledger}
  patch: [{op: add, path: /spec/password, value: hunter22}]
`,
      [
        'literal-credential password patchesJson6902[0].patch',
        'literal-credential password patchesJson6902[1].patch[0].value',
      ],
    ],
    [
      'merged patches of the older form, each of several documents',
      `patchesStrategicMerge:
- merge.yaml
- |
  apiVersion: v1
  kind: Secret
  metadata: {name: a}
  stringData: {password: hunter22}
  ---
  apiVersion: v1
  kind: Secret
  metadata: {name: b}
  stringData:
    password: hunter22
`,
      [
        'literal-credential password patchesStrategicMerge[1] line 4',
        'literal-credential password patchesStrategicMerge[1] line 10',
      ],
    ],
    [
      'a patch that is no YAML',
      `patches:\n- patch: |\n    data: {\n      password: hunter22\n`,
      ['literal-credential password patches[0].patch line 2'],
    ],
    [
      'values for a chart',
      'helmCharts: [{name: db, valuesInline: {auth: {rootPassword: hunter22}}}]',
      ['literal-credential password helmCharts[0].valuesInline.auth.rootPassword'],
    ],
    [
      'the address of a base',
      'resources: ["https://bot:hunter22@git.bank.example/base?ref=v1"]',
      ['credential-in-url password in a URL resources[0]'],
    ],
    [
      'a SOPS block around plain values',
      'secretGenerator: [{name: db, literals: [password=hunter22]}]\nsops: {mac: x, version: 3.9.0}',
      ['sealed-badly no encrypted value sops'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(found(yaml)).toEqual(expected);
  });
});

test.each([
  [
    'a placeholder',
    'secretGenerator: [{name: db, literals: [password=changeme, "token=${TOKEN}", "secret=<secret>"]}]',
  ],
  ['a file', 'secretGenerator: [{name: db, files: [password=password.txt, token], envs: [secret.env], env: password}]'],
  [
    'a word among the settings',
    'configMapGenerator: [{name: app, literals: [TOKEN_TTL=3600, SECRET_NAME=ledger-db, KEY=kid]}]',
  ],
  [
    'a name',
    'namePrefix: secret-\nimages: [{name: vault-token, newName: registry/token}]\nresources: [secrets/token.yaml]',
  ],
  [
    'a reference to a field',
    'replacements: [{source: {kind: Secret, name: db, fieldPath: data.password}, targets: []}]',
  ],
  [
    'a literal without a name',
    'secretGenerator: [{name: db, literals: [password, 5, null, "=x"]}, text]\nconfigMapGenerator: text',
  ],
  [
    'patches of wrong types',
    'patches: [{patch: 5}, {target: x}, null, 7]\npatchesJson6902: {a: b}\npatchesStrategicMerge: 5',
  ],
  ['nothing', '{}'],
])('%s is none', (_name, yaml) => {
  expect(found(yaml)).toEqual([]);
});

test.each<[string, string, boolean]>([
  ['it makes Secrets', 'secretGenerator: [{name: db, files: [a]}]', true],
  ['a patch does', 'patches: [{patch: "{kind: Pod, spec: {passwordSecret: a}}"}]', true],
  ['nothing does', 'resources: [a.yaml]\nnamePrefix: x-', false],
])('it is said whether a kustomization speaks of credentials: %s', (_name, yaml, speaks) => {
  const value = readDocuments(yaml)[0]?.value;
  expect(isRaw(value) && searchKustomization(value).speaks).toBe(speaks);
});
