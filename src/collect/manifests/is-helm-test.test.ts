import { expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';

const pod = (annotations: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: test, namespace: bank, annotations: ${annotations}}\nspec: {containers: [{name: a, image: "a:1"}]}\n`;
const list = (item: string): string =>
  `apiVersion: v1\nkind: List\nitems:\n- ${item.trimEnd().replaceAll('\n', '\n  ')}\n`;

test.each<[string, string, number, number]>([
  ['a test', pod('{helm.sh/hook: test}'), 0, 1],
  ['one of Helm 2', pod('{helm.sh/hook: test-success}'), 0, 1],
  ['several hooks of tests', pod('{helm.sh/hook: "test-success, test-failure"}'), 0, 1],
  ['an item of a list', list(pod('{helm.sh/hook: test}')), 0, 1],
  ['a hook of an installation', pod('{helm.sh/hook: pre-install}'), 1, 0],
  ['a test that is a hook of an installation, too', pod('{helm.sh/hook: "post-install,test"}'), 1, 0],
  ['no hook', pod('{helm.sh/hook: ""}'), 1, 0],
  ['another annotation', pod('{bank.example/hook: test}'), 1, 0],
])('%s', (_name, yaml, objects, others) => {
  const estate = estateOf(yaml);
  expect([estate.facts.workloads.items.length, estate.objects, estate.otherDocuments]).toEqual([
    objects,
    objects,
    others,
  ]);
  expect(estate.facts.workloads.seen.everywhere.state).not.toBe('partial');
});

test('credentials are looked for in a test as well', () => {
  const secret =
    'apiVersion: v1\nkind: Secret\nmetadata: {name: db, annotations: {helm.sh/hook: test}}\nstringData: {password: Tr0ub4dor-zebra-9}\n';
  expect(estateOf(secret).facts.credentialCarriers.items.map(({ name }) => name)).toEqual(['db']);
});
