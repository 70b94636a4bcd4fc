import { expect, test } from 'vitest';
import { clusterOf } from '../../test/support/cluster-of.ts';
import { estateOf } from '../../test/support/estate-of.ts';
import { publicCertificates } from '../../test/support/public-certificates.ts';
import type { Estate } from '../estate/estate.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import { keptCertificate, type KeptCertificate } from './kept-certificate.ts';

const { web, ended, authority } = publicCertificates;
const torn = web.replace(/M[^\n]*\n/, 'AAAA\n');

const certificate = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'web', namespace: 'bank' },
  spec: { secretName: 'web-tls', dnsNames: ['web.bank.example'], issuerRef: { name: 'ca' } },
};

function secret(
  data: Record<string, string>,
  { type = 'kubernetes.io/tls', name = 'web-tls', namespace = 'bank' } = {},
) {
  const encoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  return { apiVersion: 'v1', kind: 'Secret', type, metadata: { name, namespace }, data: Object.fromEntries(encoded) };
}

function keptIn(estate: Estate): KeptCertificate | null {
  const facts = viewFacts(estate);
  const [subject] = facts.managedCertificates.items;
  if (!subject) throw new Error('no certificate was read');
  const answer = keptCertificate.compute(facts as never)(subject as never, {
    place: subject.places[0] ?? null,
    nth: 0,
  });
  if (isGap(answer)) throw new Error(answer.detail);
  return answer;
}

test.each<[string, ReturnType<typeof secret>[], string[], string]>([
  ['what it is for', [secret({ 'tls.crt': web })], [], 'web-tls 2036'],
  ['and what stands beside it is not its own', [secret({ 'ca.crt': authority, 'tls.crt': web })], [], 'web-tls 2036'],
  ['one that ended', [secret({ 'tls.crt': ended })], [], 'web-tls 2021'],
  ['whatever the type of the Secret', [secret({ 'tls.crt': web }, { type: 'Opaque' })], [], 'web-tls 2036'],
  ['nothing', [], [], 'missing'],
  ['a text that is no certificate', [secret({ 'tls.crt': 'hello' })], [], 'missing'],
  ['that of another name', [secret({ 'tls.crt': web }, { name: 'other' })], [], 'missing'],
  ['that of another namespace', [secret({ 'tls.crt': web }, { namespace: 'shop' })], [], 'missing'],
  ['what may not be read', [secret({ 'tls.crt': web })], ['/Secret'], 'hidden'],
  ['a certificate that is torn', [secret({ 'tls.crt': torn })], [], 'web-tls unreadable'],
  [
    'a torn one beside a sound authority, which nobody shows',
    [secret({ 'ca.crt': authority, 'tls.crt': torn })],
    [],
    'web-tls unreadable',
  ],
  [
    'none beside an authority, where the type says that one belongs there',
    [secret({ 'ca.crt': authority, 'tls.crt': '' })],
    [],
    'web-tls unreadable',
  ],
  ['an authority alone', [secret({ 'ca.crt': authority }, { type: 'Opaque' })], [], 'web-tls'],
])('a Secret of a cluster holds %s', (_name, secrets, forbidden, expected) => {
  const kept = keptIn(clusterOf([certificate, ...secrets], { forbidden }));
  const { holder, own, isMissing, hidden } = kept as KeptCertificate;
  const words = [
    holder?.name,
    own?.validUntil.slice(0, 4),
    isMissing && 'missing',
    hidden && (typeof hidden === 'string' ? 'hidden' : hidden.gap === 'malformed' && 'unreadable'),
  ];
  expect(words.filter(Boolean).join(' ')).toBe(expected);
});

test('nothing is said of what stands in a file, of which others make the Secret', () => {
  expect(keptIn(estateOf(`${JSON.stringify(certificate)}\n---\n${JSON.stringify(secret({ 'tls.crt': web }))}\n`))).toBe(
    null,
  );
});
