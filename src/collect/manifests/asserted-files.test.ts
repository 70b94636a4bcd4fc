import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';

const part = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nstatus: {readyReplicas: 1}\n';
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: bank}\nspec: {clusterIP: None}\n';
const chainsaw = (operations: string): string =>
  `apiVersion: chainsaw.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: t}\nspec: {steps: [{try: [${operations}]}]}\n`;

const read = (files: Readonly<Record<string, string>>) => {
  const { objects, otherDocuments, unreadable, facts } = collected(files);
  return {
    objects,
    other: otherDocuments,
    unreadable: unreadable.map(({ file }) => file),
    services: facts.services.items.map(({ origin }) => origin.file),
    isWhole: facts.workloads.seen.everywhere.state !== 'partial',
  };
};

describe('what a test expects is no manifest', () => {
  test.each<[string, Record<string, string>, number, number]>([
    ['an assertion of kuttl', { 't/00-assert.yaml': part }, 0, 1],
    ['its errors', { 't/10-errors.yaml': part }, 0, 1],
    ['one with a word behind it', { 't/00-assert-pods.yaml': part }, 0, 1],
    [
      'a patch of kubeadm',
      {
        'patches/kube-apiserver1+merge.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver}\nspec: {containers: [{name: kube-apiserver, image: a}]}\n',
      },
      0,
      1,
    ],
    ['what it applies is an object', { 't/00-install.yaml': service }, 1, 0],
    ['one that chainsaw names', { 'chainsaw-test.yaml': chainsaw('{assert: {file: up.yaml}}'), 'up.yaml': part }, 1, 1],
    [
      'one that a step of kuttl names',
      {
        't/00-create.yaml':
          'apiVersion: kuttl.dev/v1beta1\nkind: TestStep\napply: [files/a.yaml]\nassert:\n- files/up.yaml\n',
        't/files/a.yaml': service,
        't/files/up.yaml': part,
      },
      2,
      1,
    ],
    [
      'an error of chainsaw, beside',
      { 't/chainsaw-test.yaml': chainsaw('{error: {file: ../up.yaml}}'), 'up.yaml': part },
      1,
      1,
    ],
    [
      'one that it applies first',
      { 'chainsaw-test.yaml': chainsaw('{apply: {file: a.yaml}}, {assert: {file: a.yaml}}'), 'a.yaml': service },
      2,
      0,
    ],
  ])('%s', (_name, files, objects, other) => {
    expect(read(files)).toMatchObject({ objects, other, unreadable: [], isWhole: true });
  });

  test('the same words in another name are an object that cannot be read', () => {
    expect(read({ 't/assert.yaml': part })).toMatchObject({ other: 0, unreadable: ['t/assert.yaml'], isWhole: false });
  });

  test('a file that a kustomization takes is applied', () => {
    const files = { 'kustomization.yaml': 'resources: [00-assert.yaml]\n', '00-assert.yaml': service };
    expect(collected(files, { raw: true }).facts.services.items).toHaveLength(1);
  });

  test('credentials are looked for in it, and may stand in what cannot be parsed', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: gA1eU9wq}\n';
    expect(collected({ '00-assert.yaml': secret }).facts.credentialCarriers.items).toHaveLength(1);
    const { facts, unreadable } = collected({ '00-assert.yaml': 'a: [b' });
    expect(unreadable).toHaveLength(1);
    expect(facts.credentialCarriers.seen.everywhere.state).toBe('partial');
    expect(facts.workloads.seen.everywhere.state).not.toBe('partial');
  });
});

test.each<[string, string, boolean]>([
  ['in the folder of patches below it', 'cluster/patches/kube-apiserver+merge.yaml', false],
  ['beside it', 'cluster/kube-apiserver+json.json', false],
  ['of another component', 'cluster/patches/etcd+merge.yaml', true],
  ['of another cluster', 'other/patches/kube-apiserver+merge.yaml', true],
])('a patch of kubeadm %s may change what the API server is given', (_words, path, isKnown) => {
  const [plane] = collected({
    'cluster/kubeadm.yaml':
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {extraArgs: [{name: anonymous-auth, value: "false"}]}\n',
    [path]: '{}',
  }).facts.controlPlanes.items;
  expect(plane?.flags !== null).toBe(isKnown);
});
