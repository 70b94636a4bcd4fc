import { expect, test } from 'vitest';
import { undeclaredPolicy } from './policy.ts';
import { isTenant } from './tenancy.ts';

test.each([
  ['bank', true],
  ['default', true],
  ['kubernetes-dashboard', true],
  ['my-kube-system', true],
  ['kube-system', false],
  ['openshift-dns', false],
])('%s, by the defaults of the policy file: a tenant is %s', (namespace, tenant) => {
  expect(isTenant(namespace, undeclaredPolicy)).toBe(tenant);
});

test('the policy file says which namespaces are the platform’s', () => {
  expect(isTenant('cert-manager', { platformNamespaces: ['cert-manager', 'kube-*'] })).toBe(false);
  expect(isTenant('kube-system', { platformNamespaces: [] })).toBe(true);
});
