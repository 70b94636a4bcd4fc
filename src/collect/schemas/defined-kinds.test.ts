import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';
import { definedKinds } from './defined-kinds.ts';

const definition = (spec: string, schema = `{type: object, properties: {spec: ${spec}}}`, more = ''): string => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ledgers.bank.example}
spec:
  group: bank.example
  scope: Namespaced
  names: {kind: Ledger, plural: ledgers}
  ${more}
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: ${schema}}}
`;
const ledger = (spec: string): string =>
  `apiVersion: bank.example/v1\nkind: Ledger\nmetadata: {name: main, namespace: bank}\nspec: ${spec}\n`;
const spec =
  '{type: object, properties: {count: {type: integer}, port: {x-kubernetes-int-or-string: true}, tags: {type: object, additionalProperties: {type: string}}, free: {type: object, x-kubernetes-preserve-unknown-fields: true}, parts: {type: array, items: {type: object, properties: {name: {type: string}}}}}}';

function told(files: Record<string, string>): { dropped: string[]; unreadable: string[]; withoutSchema: number } {
  const { dropped, unreadable, withoutSchema } = collected(files);
  return {
    dropped: dropped.map(({ message }) => message),
    unreadable: unreadable.map(({ message }) => message),
    withoutSchema: withoutSchema.objects,
  };
}

describe('a definition in the folder is the schema of its kind', () => {
  test.each<[string, string, string[], string[]]>([
    ['what fits', '{count: 1, port: http, tags: {a: b}, free: {any: [1]}, parts: [{name: a}]}', [], []],
    ['a field that is none', '{colour: red}', ['spec.colour: the definition in z/crd.yaml has no such field'], []],
    [
      'a field of an item, a slip of the pen away',
      '{parts: [{nmae: a}]}',
      ['spec.parts[0].nmae: there is no such field; did you mean name?'],
      [],
    ],
    ['a wrong type', '{count: many}', [], ['Ledger: spec.count: expected a whole number, found text "many"']],
    ['a wrong type in a map', '{tags: {a: 1}}', [], ['Ledger: spec.tags.a: expected text, found a number']],
  ])('%s', (_name, content, dropped, unreadable) => {
    // Wherever it stands: the file of the definition comes last.
    const files = { 'a.yaml': ledger(content), 'z/crd.yaml': definition(spec) };
    expect(told(files)).toMatchObject({
      dropped: dropped.map((one) => expect.stringContaining(one) as string),
      unreadable,
    });
  });

  test('and its objects are not counted as ones without a schema', () => {
    expect(told({ 'a.yaml': ledger('{}') }).withoutSchema).toBe(1);
    expect(told({ 'a.yaml': ledger('{}'), 'crd.yaml': definition(spec) }).withoutSchema).toBe(0);
  });

  test('before the one that is kept', () => {
    const schedule =
      'apiVersion: velero.io/v1\nkind: Schedule\nmetadata: {name: a}\nspec: {schedule: "@daily", template: {}, brandNew: 1}\n';
    const own = definition('{type: object, properties: {brandNew: {type: string}}}')
      .replaceAll('bank.example', 'velero.io')
      .replace('kind: Ledger', 'kind: Schedule');
    expect(told({ 'a.yaml': schedule }).unreadable).toEqual([]);
    expect(told({ 'a.yaml': schedule, 'crd.yaml': own }).unreadable).toEqual([
      'Schedule: spec.brandNew: expected text, found a number',
    ]);
  });

  test('of two that differ none counts', () => {
    const files = { 'a.yaml': ledger('{colour: red}'), 'crd.yaml': definition(spec) };
    expect(told({ ...files, 'same.yaml': definition(spec) }).dropped).toHaveLength(1);
    const other = told({ ...files, 'other.yaml': definition('{type: object, properties: {colour: {type: string}}}') });
    expect(other).toEqual({ dropped: [], unreadable: [], withoutSchema: 1 });
  });
});

test.each<[string, string]>([
  ['lists no fields', definition('', '{type: object, x-kubernetes-preserve-unknown-fields: true}')],
  ['keeps all fields', definition(spec, undefined, 'preserveUnknownFields: true')],
  [
    'keeps all fields of its root',
    definition('', '{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {spec: {type: object}}}'),
  ],
  ['has a schema of the wrong type', definition('', '[]')],
])('a definition that %s is no schema', (_name, yaml) => {
  expect(told({ 'a.yaml': ledger('{colour: red, count: many}'), 'crd.yaml': yaml }).dropped).toEqual([]);
});

test.each<[unknown]>([
  [null],
  ['text'],
  [{}],
  [{ kind: 'CustomResourceDefinition' }],
  [{ kind: 'CustomResourceDefinition', spec: { names: {}, versions: 5 } }],
])('of %j no kind is defined', (value) => {
  expect(definedKinds(value)).toEqual({ kinds: {}, types: {}, rules: {} });
});
