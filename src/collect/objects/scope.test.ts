import { expect, test } from 'vitest';
import { namespaceOf } from './scope.ts';

test.each<[string, string, string | null, string]>([
  ['apps/v1', 'Deployment', 'bank', 'bank'],
  ['apps/v1', 'Deployment', null, '(not stated)'],
  ['apps/v1', 'Deployment', '${NAMESPACE}', '(not stated)'],
  // kustomize writes the namespace of an overlay into what it does not know to lie in none.
  ['external-secrets.io/v1', 'ClusterSecretStore', 'external-secrets', ''],
  ['cert-manager.io/v1', 'ClusterIssuer', 'cert-manager', ''],
  ['kyverno.io/v1', 'ClusterPolicy', 'kyverno', ''],
  ['bank.example/v1', 'ClusterThing', null, ''],
  ['bank.example/v1', 'ClusterThing', 'bank', 'bank'],
])('%s %s in %s', (apiVersion, kind, stated, expected) => {
  expect(namespaceOf(apiVersion, kind, stated)).toBe(expected);
});
