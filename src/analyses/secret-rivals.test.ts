import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import type { ManagedCertificate } from '../estate/managed-certificate.ts';
import { type SecretRivals, secretRivals } from './secret-rivals.ts';

type Ask = (certificate: ManagedCertificate, vantage: { place: string; nth: number }) => SecretRivals;

function certificate(name: string, secretName: string, namespace = 'bank'): string {
  return `
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: ${name}, namespace: ${namespace}}
spec: {secretName: ${secretName}, dnsNames: [${name}.bank.example], issuerRef: {name: public}}
`;
}

const web = certificate('web', 'web-tls');

test.each<[string, string, string[]]>([
  ['it is no rival of its own', web, []],
  ['another one in its Secret', web + certificate('api', 'web-tls'), ['api']],
  ['all others', web + certificate('api', 'web-tls') + certificate('zone', 'web-tls'), ['api', 'zone']],
  ['not one with a Secret of its own', web + certificate('api', 'api-tls'), []],
  ['not one of another namespace', web + certificate('api', 'web-tls', 'shop'), []],
  ['a second variant of it is no rival', web + web.replace('web.bank', 'www.bank'), []],
])('%s', (_name, yaml, expected) => {
  const facts = viewFacts(estateOf(yaml));
  const one = facts.managedCertificates.items.find(({ name }) => name === 'web');
  if (!one) throw new Error('there is no web');
  const ask = (secretRivals.compute as (views: typeof facts) => Ask)(facts);
  expect(ask(one, { place: '', nth: 0 }).rivals.map(({ name }) => name)).toEqual(expected);
});
