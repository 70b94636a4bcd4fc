import { expect, test } from 'vitest';
import { judgedBy } from '../../test/support/judged.ts';
import { secretManager } from '../checks/secrets/secret-manager/check.ts';

const secret = (namespace: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: key${namespace}}\nstringData: {password: Vq8-mT2pLw9z}\n---\n`;
const external = (namespace: string): string =>
  `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: one${namespace}}\nspec: {}\n---\n`;
const store = (provider: string): string =>
  `apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: {name: vault}\nspec: {provider: ${provider}}\n`;
const bank = ', namespace: bank';

test.each([
  ['a Secret beside a managed one', secret(bank) + external(bank), true],
  [
    'the one that opens the store',
    secret(bank) + external(bank) + store('{vault: {auth: {tokenSecretRef: {name: key, key: a}}}}'),
    false,
  ],
  [
    'deeper',
    secret(bank) + external(bank) + store('{aws: {auth: {secretRef: {accessKeyIDSecretRef: {name: key}}}}}'),
    false,
  ],
  [
    'a store that is opened otherwise',
    secret(bank) + external(bank) + store('{vault: {auth: {kubernetes: {role: a}}}}'),
    true,
  ],
  [
    'a store that cannot be read',
    secret(bank) + external(bank) + store('{}').replace('spec: {provider: {}}', 'spec: {conditions: a}'),
    false,
  ],
  ['in no namespace that is stated', secret('') + external(''), false],
])('%s', (_name, text, expected) => {
  expect(judgedBy(secretManager, text).some((said) => said.includes('unmanaged-secret'))).toBe(expected);
});
