import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';

const size =
  '{type: object, required: [unit, kind], properties: {unit: {type: string, default: Gi}, kind: {type: string, enum: [hot, cold]}}}';
const schema = `{type: object, required: [owner, size], properties: {
  owner: {type: string, pattern: "^[a-z]+$"},
  count: {type: integer, minimum: 1, maximum: 5},
  size: ${size},
  parts: {type: array, items: {type: object, required: [name], properties: {name: {type: string}}}},
  share: {type: number, minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true},
  code: {type: string, minLength: 2, maxLength: 3},
  hosts: {type: array, minItems: 1, maxItems: 2, items: {type: string}},
  tags: {type: object, additionalProperties: {type: string, enum: [a, ""]}}}}`;

interface Version {
  readonly name?: string;
  readonly served?: boolean;
  readonly of?: string;
}

function definition(...versions: Version[]): string {
  const written = versions.map(
    ({ name = 'v1', served = true, of = schema }) =>
      `{name: ${name}, served: ${served}, storage: ${name === 'v1'}, schema: {openAPIV3Schema: {type: object, required: [spec, status], properties: {spec: ${of}}}}}`,
  );
  return `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ledgers.bank.example}
spec:
  group: bank.example
  scope: Namespaced
  names: {kind: Ledger, plural: ledgers}
  versions: [${written.join(', ')}]
`;
}

const ledger = (spec: string, version = 'v1'): string =>
  `apiVersion: bank.example/${version}\nkind: Ledger\nmetadata: {name: main, namespace: bank}\n${spec}\n`;

function refused(files: Readonly<Record<string, string>>): string[] {
  return collected(files).unreadable.flatMap(({ message, also = [] }) =>
    [message, ...also.map((one) => one.message)].map((one) => one.replace(' (by the definition in crd.yaml)', '')),
  );
}

const of = (spec: string): string[] => refused({ 'crd.yaml': definition({}), 'a.yaml': ledger(`spec: ${spec}`) });

describe('what a definition in the folder refuses', () => {
  const sound = 'owner: ops, size: {kind: hot}';
  test.each<[string, string, string[]]>([
    ['nothing within its bounds', `{${sound}, share: 0.5, code: ab, hosts: [a, b]}`, []],
    ['a number at a bound that is left out', `{${sound}, share: 0}`, ['spec.share: expected more than 0']],
    ['and at the other', `{${sound}, share: 1}`, ['spec.share: expected less than 1']],
    ['a text that is too short', `{${sound}, code: a}`, ['spec.code: expected 2 letters or more']],
    ['one that is too long', `{${sound}, code: abcd}`, ['spec.code: expected 3 letters or fewer']],
    ['but letters are counted, however long they are', `{${sound}, code: "\u{1F600}\u{1F600}\u{1F600}"}`, []],
    ['a list that is too short', `{${sound}, hosts: []}`, ['spec.hosts: expected 1 items or more']],
    ['one that is too long', `{${sound}, hosts: [a, b, c]}`, ['spec.hosts: expected 2 items or fewer']],
    ['nothing of what fits', '{owner: ops, count: 5, size: {kind: hot}, parts: [{name: a}], tags: {x: a}}', []],
    [
      'what is missing, but where there is a default',
      '{size: {}}',
      ['spec.owner: there is none', 'spec.size.kind: there is none'],
    ],
    ['a word that is none', '{owner: ops, size: {kind: warm}}', ['spec.size.kind: expected hot or cold']],
    [
      'a word that is none, of a map',
      '{owner: ops, size: {kind: hot}, tags: {x: b}}',
      ['spec.tags.x: expected a or ""'],
    ],
    ['too few', '{owner: ops, size: {kind: hot}, count: 0}', ['spec.count: expected 1 or more']],
    ['too many', '{owner: ops, size: {kind: hot}, count: 6}', ['spec.count: expected 5 or less']],
    ['other text', '{owner: OPS, size: {kind: hot}}', ['spec.owner: expected text that matches ^[a-z]+$']],
    ['of an item', '{owner: ops, size: {kind: hot}, parts: [{}]}', ['spec.parts[0].name: there is none']],
    ['nothing of what is filled in later', '{owner: "${OWNER}", size: {kind: "{{ kind }}"}}', []],
    ['nothing of what is null', '{owner: null, size: {kind: null}}', []],
    ['a wrong type, once', '{owner: ops, size: {kind: 7}}', ['spec.size.kind: expected text, found a number']],
  ])('%s', (_name, spec, expected) => {
    expect(of(spec)).toEqual(expected.map((one, index) => (index === 0 ? `Ledger: ${one}` : one)));
  });

  test('a whole object without its spec, which is what is missing', () => {
    expect(refused({ 'crd.yaml': definition({}), 'a.yaml': ledger('') })).toEqual(['Ledger: spec: there is none']);
  });

  test('nothing that a webhook may put in', () => {
    const webhook = (group: string): string =>
      `apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: a}\nwebhooks: [{name: a.bank.example, admissionReviewVersions: [v1], sideEffects: None, clientConfig: {url: "https://a"}, rules: [{apiGroups: ["${group}"], apiVersions: ["*"], resources: ["*"], operations: [CREATE]}]}]\n`;
    const files = { 'crd.yaml': definition({}), 'a.yaml': ledger('spec: {owner: OPS}') };
    const owner = 'Ledger: spec.owner: expected text that matches ^[a-z]+$';
    expect(refused({ ...files, 'z.yaml': webhook('bank.example') })).toEqual([owner]);
    expect(refused({ ...files, 'z.yaml': webhook('*') })).toEqual([owner]);
    expect(refused({ ...files, 'z.yaml': webhook('apps') })).toEqual([
      'Ledger: spec.size: there is none',
      owner.replace('Ledger: ', ''),
    ]);
  });

  test('nothing where two definitions ask different things', () => {
    const other = definition({ of: schema.replace('maximum: 5', 'maximum: 9') });
    const files = { 'crd.yaml': definition({}), 'z/crd.yaml': other, 'a.yaml': ledger('spec: {count: 0}') };
    expect(refused(files)).toEqual([]);
    expect(refused({ ...files, 'z/crd.yaml': definition({}) })).not.toEqual([]);
  });
});

describe('a version that a definition has switched off', () => {
  const sound = '{owner: ops, size: {kind: hot}}';
  const off = { name: 'v1alpha1', served: false };

  test('is none', () => {
    const files = { 'crd.yaml': definition({}, off), 'a.yaml': ledger(`spec: ${sound}`, 'v1alpha1') };
    expect(refused(files)).toEqual([
      'Ledger: no API serves Ledger of bank.example/v1alpha1; bank.example/v1 does, by the definition in crd.yaml',
    ]);
    expect(refused({ ...files, 'a.yaml': ledger(`spec: ${sound}`) })).toEqual([]);
  });

  test('is one where another definition serves it', () => {
    const files = { 'crd.yaml': definition({}, off), 'z/crd.yaml': definition({}, { name: 'v1alpha1' }) };
    expect(refused({ ...files, 'a.yaml': ledger(`spec: ${sound}`, 'v1alpha1') })).toEqual([]);
  });
});
