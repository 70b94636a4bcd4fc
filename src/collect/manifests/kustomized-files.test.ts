import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';

const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ledger}\n';
const binding = (subject = '{kind: ServiceAccount, name: ledger}'): string => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ledger}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [${subject}]
`;
const base = {
  'base/kustomization.yaml': 'resources: [account.yaml, binding.yaml]\n',
  'base/account.yaml': account,
  'base/binding.yaml': binding(),
};
const overlay = (namespace: string): string => `resources: [../base]\nnamespace: ${namespace}\n`;

function read(files: Readonly<Record<string, string>>): { subjects: unknown[]; accounts: string[]; refused: string[] } {
  const { facts, unreadable } = collected(files, { raw: true });
  return {
    subjects: facts.roleBindings.items.flatMap(({ subjects }) => subjects.map(({ namespace }) => namespace)),
    accounts: facts.serviceAccounts.items.map(({ namespace }) => namespace),
    refused: unreadable.map(({ message }) => message),
  };
}

const missing = 'ClusterRoleBinding: subjects[0].namespace: expected the namespace of the account, found nothing';

describe('--raw: what a kustomization sets', () => {
  test('is the namespace of what states none, and of the accounts that it takes', () => {
    const found = read({ ...base, 'prod/kustomization.yaml': overlay('bank') });
    expect(found).toEqual({ subjects: ['bank'], accounts: ['bank'], refused: [] });
  });

  test('of two that use each other the outer one sets it', () => {
    const found = read({
      ...base,
      'base/kustomization.yaml': `namespace: inner\n${base['base/kustomization.yaml']}`,
      'prod/kustomization.yaml': overlay('bank'),
    });
    expect(found.subjects).toEqual(['bank']);
  });

  test('is nothing where none sets it: then the API server refuses the binding', () => {
    expect(read(base)).toEqual({ subjects: [], accounts: ['(not stated)'], refused: [missing] });
  });

  test('is not set for an account that it does not take, but for the one that is always there', () => {
    const files = { ...base, 'prod/kustomization.yaml': overlay('bank') };
    const of = (name: string): Record<string, string> => ({
      ...files,
      'base/binding.yaml': binding(`{kind: ServiceAccount, name: ${name}}`),
    });
    expect(read(of('stranger')).refused).toEqual([missing]);
    expect(read(of('default')).subjects).toEqual(['bank']);
  });

  test('is told by name where several set it', () => {
    const files = { ...base, 'prod/kustomization.yaml': overlay('bank'), 'dev/kustomization.yaml': overlay('play') };
    expect(read(files)).toEqual({
      subjects: [],
      accounts: ['(not stated)'],
      refused: [
        expect.stringMatching(
          /subjects\[0\]\.namespace: each kustomization sets another one \((?:bank, play|play, bank)\)/,
        ),
      ],
    });
  });

  test('may be what is missing: a selector, an image', () => {
    const part =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web}]}}}\n';
    const files = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': part };
    expect(read(files).refused).toEqual([]);
    expect(read({ 'web.yaml': part }).refused).toHaveLength(1);
  });
});
