import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { publicCertificates } from '../../test/support/public-certificates.ts';
import type { CertificateHolder } from '../estate/certificate-holder.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type CertificateFlaws, certificateFlaws } from './certificate-flaws.ts';

type Ask = (holder: CertificateHolder) => CertificateFlaws;

const { web, authority, weak, forgeable, root, issuer, forgeableIssuer, signed, never } = publicCertificates;

const shown = (...pems: string[]): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name: 'web-tls', namespace: 'bank' },
    stringData: { 'tls.crt': pems.join('\n') },
  });

const trusted = (...pems: string[]): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'trust', namespace: 'bank' },
    data: { 'ca.crt': pems.join('\n') },
  });

/** The flaws in short: which, and of how many certificates. */
function flawsOf(yaml: string): string[] {
  const facts = viewFacts(estateOf(yaml));
  const [holder] = facts.certificateHolders.items;
  if (!holder) throw new Error('there is no certificate');
  const {
    own,
    before,
    neverHolding,
    weak: broken,
    forgeable: forged,
    unreadable,
  } = (certificateFlaws.compute as () => Ask)()(holder);
  const counted = { neverHolding, weak: broken, forgeable: forged };
  return [
    ...(own ? [`own for ${own.hostNames.join(', ') || 'nobody'}`] : []),
    ...(before ? ['behind an authority'] : []),
    ...Object.entries(counted).flatMap(([name, of]) => (of.length > 0 ? [`${of.length} ${name}`] : [])),
    ...unreadable.map(({ detail }) => detail),
  ];
}

test.each<[string, string, string[]]>([
  ['nothing is wrong with a good one', shown(web), ['own for web.bank.example']],
  ['the server’s own is the first that is no authority', shown(signed, issuer), ['own for web.bank.example']],
  [
    'behind an authority the server does not start',
    shown(issuer, signed),
    ['own for web.bank.example', 'behind an authority'],
  ],
  ['an authority alone is the server’s own', shown(authority), ['own for nobody']],
  ['a key that can be broken', shown(weak), ['own for weak.bank.example', '1 weak']],
  ['a signature that can be forged', shown(forgeable), ['own for sha.bank.example', '1 forgeable']],
  [
    'also of the authority in between',
    shown(signed, forgeableIssuer, root),
    ['own for web.bank.example', '1 forgeable'],
  ],
  ['one without a day on which it holds', shown(never), ['own for web.bank.example', '1 neverHolding']],
  ['authorities that are trusted belong to no server', trusted(authority), []],
  ['nobody checks the signature of one that is trusted', trusted(forgeableIssuer), []],
  ['of those that are trusted a good one is enough', trusted(weak, authority), []],
  ['and with none of them all count', trusted(weak, weak), ['2 weak']],
  [
    'what cannot be read is named',
    shown('-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----'),
    ['Secret/web-tls: stringData["tls.crt"] holds no certificate that can be read'],
  ],
])('%s', (_name, yaml, expected) => {
  expect(flawsOf(yaml)).toEqual(expected);
});
