import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { publicCertificates } from '../../test/support/public-certificates.ts';
import type { CertificateHolder } from '../estate/certificate-holder.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type ShownHosts, shownHosts } from './shown-hosts.ts';

type Ask = (holder: CertificateHolder, vantage: { place: string; nth: number }) => ShownHosts;

function object(
  apiVersion: string,
  kind: string,
  more: Record<string, unknown>,
  name = 'web',
  namespace = 'bank',
): string {
  return `\n---\n${JSON.stringify({ apiVersion, kind, metadata: { name, namespace }, ...more })}\n`;
}

const tls = { 'tls.crt': publicCertificates.web };
const secret = object('v1', 'Secret', { type: 'kubernetes.io/tls', stringData: tls }, 'web-tls');
const bundle = object('v1', 'ConfigMap', { data: { 'ca.crt': publicCertificates.authority } }, 'web-tls');
const ingress = (host: string, secretName = 'web-tls', name = 'web', namespace = 'bank'): string =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    { spec: { rules: [{ host }], tls: [{ hosts: [host], secretName }] } },
    name,
    namespace,
  );
const managed = (secretName: string, namespace = 'bank'): string =>
  object(
    'cert-manager.io/v1',
    'Certificate',
    { spec: { secretName, dnsNames: ['web.bank.example'], issuerRef: { name: 'public' } } },
    'web',
    namespace,
  );

/** The hosts, who shows it, and what is hidden. */
function shownIn(yaml: string): string[] {
  const facts = viewFacts(estateOf(yaml));
  const [holder] = facts.certificateHolders.items;
  if (!holder) throw new Error('there is no certificate');
  const ask = (shownHosts.compute as (views: typeof facts) => Ask)(facts);
  const { hosts, entrances, managedBy, hidden } = ask(holder, { place: '', nth: 0 });
  return [
    ...hosts,
    ...entrances.map(({ name }) => `by ${name}`),
    ...(managedBy ? [`managed by ${managedBy.name}`] : []),
    ...(hidden ? [`${hidden} hidden`] : []),
  ];
}

test.each<[string, string, string[]]>([
  ['nobody shows it', secret, []],
  ['an Ingress shows it for its host', secret + ingress('web.bank.example'), ['web.bank.example', 'by web']],
  [
    'two for one host are two, and the host is one',
    secret + ingress('web.bank.example') + ingress('web.bank.example', 'web-tls', 'zone'),
    ['web.bank.example', 'by web', 'by zone'],
  ],
  ['not one that names another Secret', secret + ingress('web.bank.example', 'other-tls'), []],
  ['not one of another namespace', secret + ingress('web.bank.example', 'web-tls', 'web', 'shop'), []],
  ['a host that is filled in later is not known', secret + ingress('${HOST}'), ['by web']],
  ['a controller keeps its own in it', secret + managed('web-tls'), ['managed by web']],
  ['not in another Secret', secret + managed('other-tls'), []],
  ['nor in another namespace', secret + managed('web-tls', 'shop'), []],
  ['what is no Secret is shown by nobody', bundle + ingress('web.bank.example') + managed('web-tls'), []],
  [
    'a Certificate that cannot be read may keep its own in it',
    secret + managed('web-tls').replace('"web.bank.example"', '7'),
    ['managedCertificates hidden'],
  ],
  ['one for another Secret hides nothing', secret + managed('other-tls').replace('"web.bank.example"', '7'), []],
  [
    'an Ingress that cannot be read may show it',
    secret + ingress('web.bank.example').replace('"rules":[', '"rules":[7,'),
    ['entrances hidden'],
  ],
])('%s', (_name, yaml, expected) => {
  expect(shownIn(yaml)).toEqual(expected);
});
