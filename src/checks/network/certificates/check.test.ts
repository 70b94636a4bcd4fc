import { expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { publicCertificates } from '../../../../test/support/public-certificates.ts';
import { certificates } from './check.ts';

const { web, ended, soon, future, nameless, authority, endedAuthority, weak, forgeable } = publicCertificates;
const { brief, root, issuer, forgeableIssuer, signed, never } = publicCertificates;

const object = (of: Record<string, unknown>): string => `\n---\n${JSON.stringify(of)}\n`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

function secret(pem: string, type = 'kubernetes.io/tls'): string {
  return object({
    apiVersion: 'v1',
    kind: 'Secret',
    type,
    metadata: { name: 'web-tls', namespace: 'bank' },
    stringData: { 'tls.crt': pem },
  });
}

function configMap(pem: string, annotations = {}): string {
  return object({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'trust', namespace: 'bank', annotations },
    data: { 'ca.crt': pem },
  });
}

function webhook(caBundle: string, annotations = {}): string {
  const one = { name: 'a.bank.example', clientConfig: { caBundle } };
  return object({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'rules', annotations },
    webhooks: [one, { ...one, name: 'b.bank.example' }],
  });
}

const ingress = (host: string): string =>
  object({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'bank' },
    spec: { rules: [{ host }], tls: [{ hosts: [host], secretName: 'web-tls' }] },
  });

const managed = (more: Record<string, unknown> = {}, name = 'web'): string =>
  object({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace: 'bank' },
    spec: { secretName: 'web-tls', dnsNames: ['web.bank.example'], issuerRef: { name: 'public' }, ...more },
  });

/** Of another year: 0036, which a Date takes for 1936 or 2036. */
function firstCentury(pem: string): string {
  const bytes = Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\n/g, ''), 'base64').toString('latin1');
  const old = bytes.replace(
    '\x17\x0d260101000000Z\x17\x0d360101000000Z',
    '\x17\x0d260101000000Z\x18\x0f00360101000000Z',
  );
  const grown = [...Buffer.from(old, 'latin1')];
  // Two bytes longer: so are the validity, the body and the whole.
  const at = old.indexOf('\x30\x1e\x17\x0d26');
  grown[at + 1] = 0x20;
  for (const length of [2, 6])
    grown.splice(length, 2, ...twoBytes((grown[length] as number) * 256 + (grown[length + 1] as number) + 2));
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(grown).toString('base64')}\n-----END CERTIFICATE-----`;
}

const twoBytes = (length: number): number[] => [length >> 8, length & 255];

const bank = (tier: string): string =>
  object({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank', labels: { 'kubecompass.io/tier': tier } } });

function said(yaml: string, tier = 'important'): string[] {
  return judgedBy(certificates, bank(tier) + yaml).map((line) => line.split(' ').slice(0, 2).join(' '));
}

test.each<[string, string, string[]]>([
  ['valid', secret(web), ['pass valid']],
  ['valid for the host of its Ingress', secret(web) + ingress('web.bank.example'), ['pass valid']],
  [
    'valid in data',
    secret('').replace('"stringData":{"tls.crt":""}', `"data":{"tls.crt":"${base64(web)}"}`),
    ['pass valid'],
  ],
  ['expired', secret(ended), ['fail expired']],
  ['expires-soon', secret(soon), ['fail expires-soon']],
  ['not-yet-valid', secret(future), ['fail not-yet-valid']],
  ['for-other-hosts', secret(web) + ingress('shop.bank.example'), ['fail for-other-hosts']],
  ['names-no-host', secret(nameless) + ingress('web.bank.example'), ['partial names-no-host']],
  ['a client names no host either, and need not', secret(nameless), ['pass valid']],
  ['weak-key', secret(weak), ['fail weak-key']],
  ['weak-signature', secret(forgeable), ['fail weak-signature']],
  ['the ended root of a chain is the client’s', secret(`${web}\n${authority}\n${endedAuthority}`), ['pass valid']],
  ['an ended part of a chain is not', secret(`${web}\n${endedAuthority}\n${authority}`), ['fail expired']],
  ['a whole chain', secret(`${signed}\n${issuer}\n${root}`), ['pass valid']],
  ['its root need not be last to be the client’s', secret(`${signed}\n${issuer}`), ['pass valid']],
  ['own-not-first', secret(`${root}\n${issuer}\n${signed}`), ['fail own-not-first']],
  [
    'own-not-first, though its name is right',
    secret(`${issuer}\n${signed}`) + ingress('web.bank.example'),
    ['fail own-not-first'],
  ],
  ['one that may sign others, and signed itself, may stand first', secret(`${authority}\n${root}`), ['pass valid']],
  ['a forgeable part of a chain', secret(`${signed}\n${forgeableIssuer}\n${root}`), ['fail weak-signature']],
  ['of what is trusted nobody checks the signature', configMap(forgeableIssuer), ['pass valid']],
  ['never-valid', secret(never), ['fail never-valid']],
  ['a bundle that never holds', configMap(never), ['fail never-valid']],
  ['replaced', secret(ended) + managed(), ['notApplicable replaced', 'unknown not-seen']],
  ['a bundle of a ConfigMap', configMap(authority), ['pass valid']],
  ['an ended one', configMap(endedAuthority), ['fail expired']],
  ['expired-in-bundle', configMap(`${authority}\n${endedAuthority}`), ['advice expired-in-bundle', 'pass valid']],
  [
    'a bundle that a controller writes',
    configMap(endedAuthority, { 'service.beta.openshift.io/inject-cabundle': 'true' }),
    [],
  ],
  ['the bundle of a webhook', webhook(base64(endedAuthority)), ['fail expired']],
  [
    'one that cert-manager injects',
    webhook(base64(endedAuthority), { 'cert-manager.io/inject-ca-from': 'bank/web' }),
    [],
  ],
  ['a webhook whose bundle is filled in later', webhook('Cg=='), []],
  ['a Secret for other things', secret('password', 'Opaque'), []],
  ['a managed certificate is not yet seen to run', managed(), ['unknown not-seen']],
  ['secret-of-two', managed() + managed({}, 'other'), ['fail secret-of-two', 'fail secret-of-two']],
  ['renewed-late', managed({ renewBefore: '24h' }), ['advice renewed-late', 'unknown not-seen']],
])('%s', (_name, yaml, expected) => {
  expect(said(yaml)).toEqual(expected.toSorted());
});

test('the bundles of an APIService and of a conversion webhook count as well', () => {
  const apiService = object({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: 'v1.ledger.bank.example' },
    spec: { caBundle: base64(endedAuthority) },
  });
  const definition = object({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'ledgers.bank.example' },
    spec: { conversion: { strategy: 'Webhook', webhook: { clientConfig: { caBundle: base64(endedAuthority) } } } },
  });
  const route = object({
    apiVersion: 'route.openshift.io/v1',
    kind: 'Route',
    metadata: { name: 'web', namespace: 'bank' },
    spec: { host: 'web.bank.example', tls: { termination: 'edge', certificate: ended } },
  });
  for (const one of [apiService, definition, route]) expect(said(one)).toEqual(['fail expired']);
});

const der = (pem: string): string => pem.replaceAll(/-----[A-Z ]+-----|\n/g, '');

test.each<[string, Record<string, unknown>, string[]]>([
  ['an ended one in binaryData', { binaryData: { 'ca.der': der(endedAuthority) } }, ['fail expired']],
  ['a good one in binaryData', { binaryData: { 'ca.crt': der(authority) } }, ['pass valid']],
  ['PEM in binaryData', { binaryData: { 'ca.pem': base64(endedAuthority) } }, ['fail expired']],
  ['an ended one in a Secret', { kind: 'Secret', data: { 'ca.cer': der(endedAuthority) } }, ['fail expired']],
  ['bytes that are none', { binaryData: { 'key.der': 'MIIBAgMEBQYHCAkKCwwNDg==', 'logo.png': 'iVBORw0K' } }, []],
  [
    'TLS in DER, which no server reads',
    { kind: 'Secret', type: 'kubernetes.io/tls', data: { 'tls.crt': der(web) } },
    ['unknown not-seen'],
  ],
  [
    'what stringData writes over',
    { kind: 'Secret', data: { 'ca.crt': der(endedAuthority) }, stringData: { 'ca.crt': authority } },
    ['pass valid'],
  ],
])('DER: %s', (_name, rest, expected) => {
  expect(
    said(object({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'trust', namespace: 'bank' }, ...rest })),
  ).toEqual(expected);
});

test('a certificate that never holds is a fault in every tier, and is said once', () => {
  expect(said(secret(never), 'best-effort')).toEqual(['fail never-valid']);
  expect(findingsBy(certificates, secret(never))[0]?.because).toBe(
    'the certificate for web.bank.example ends on 2035-01-01, before it begins on 2036-01-01, so no client ever takes it',
  );
});

test('best effort is asked for certificates that have not ended, and no more', () => {
  expect(said(secret(soon), 'best-effort')).toEqual(['pass valid']);
  expect(said(secret(ended), 'best-effort')).toEqual(['fail expired']);
});

test.each<[string, string]>([
  ['base64 of nothing', secret(web.replace(/M[^\n]*\n/, 'AAAA\n'))],
  ['a year of the first centuries', secret(firstCentury(web))],
  ['an end is missing', secret(web.slice(0, 200))],
  ['a TLS Secret of one word', secret('hello')],
  ['an empty TLS Secret', secret('')],
  ['a TLS Secret of words', secret('this certificate was lost when we moved to the new data centre')],
  ['a webhook of words', webhook(base64('this certificate was lost when we moved to the new data centre'))],
])('what is no certificate is a named gap: %s', (_name, yaml) => {
  const findings = findingsBy(certificates, bank('important') + yaml);
  expect(findings.map(({ verdict }) => verdict)).toEqual(['unknown']);
  expect(findings[0]?.because).toMatch(/^(Secret|ValidatingWebhookConfiguration)\/\S+: \S+ holds no certificate/);
});

test.each(['<your-certificate>', '${CERTIFICATE}', '{{ .Values.crt }}', 'ENC[AES256_GCM,data:x]', 'changeme'])(
  'what is filled in later is no gap: %s',
  (text) => expect(said(secret(text))).toEqual([]),
);

test.each(['CERTIFICATE REQUEST', 'PRIVATE KEY'])('a %s in the place of a certificate is a gap', (kind) => {
  const block = [
    '-----BEGIN ',
    '-----\\nTUlJQ1VUQ0NBVGtDQVFBd0RERUtNQWdHQTFVRUF3d0JlRENDQVNJd0RRWUpL\\n-----END ',
    '-----',
  ].join(kind);
  expect(said(secret(block.replaceAll('\\n', '\n')))).toEqual(said(secret('no certificate at all')));
});

test('a word between BEGIN and END is filled in later', () => {
  const block = ['-----BEGIN ', '-----\nREPLACE_ME\n-----END ', '-----'].join('CERTIFICATE');
  expect(said(secret(block))).toEqual([]);
  expect(said(secret(block.replace('REPLACE_ME', 'MIIB')))).not.toEqual([]);
});

test('a private key never enters the estate', () => {
  const key = ['-----BEGIN', 'PRIVATE KEY-----\nc2VjcmV0\n-----END', 'PRIVATE KEY-----'].join(' ');
  const yaml = secret(`${web}\n${key}`).replace('"tls.crt"', `"tls.key":${JSON.stringify(key)},"tls.crt"`);
  const estate = estateOf(yaml);
  expect(estate.facts.certificateHolders.items).toHaveLength(1);
  expect(JSON.stringify(estate)).not.toMatch(/c2VjcmV0|BEGIN/);
});

test.each<[string, string, string[]]>([
  [
    'of another Secret: what is proven is told',
    secret(ended) + managed({ secretName: 'a', duration: '1m' }),
    ['fail expired'],
  ],
  [
    'of another Secret: what is sound stays so',
    secret(web) + managed({ secretName: 'a', duration: '1m' }),
    ['pass valid'],
  ],
  ['of this Secret: it may be replaced', secret(ended) + managed({ duration: '1m' }), ['unknown not-seen']],
  ['of a Secret that it does not tell', secret(ended) + managed({ secretName: 5 }), ['unknown not-seen']],
])('a Certificate that cannot be read, %s', (_name, yaml, expected) => {
  expect(said(yaml)).toEqual(expected);
});

test('a folder is never all: the tier is unknown, whatever it holds', () => {
  for (const yaml of [secret(web), '']) {
    const outcome = assessedBy(certificates, bank('important') + yaml).outcomes.find(
      ({ criterion }) => criterion === 'network/certificates',
    );
    expect(outcome?.verdict).toBe('unknown');
  }
});

test.each<[string, unknown, string]>([
  ['secret-missing', [{ type: 'Ready', status: 'True' }], 'fail secret-missing'],
  ['not-ready', [{ type: 'Ready', status: 'False', reason: 'DoesNotExist' }], 'fail not-ready'],
  ['its controller does not know', [{ type: 'Ready', status: 'Unknown' }], 'unknown not-seen'],
  ['its controller has not looked at it', [], 'unknown not-seen'],
])('a Certificate of a cluster: %s', (_name, conditions, expected) => {
  const objects = JSON.parse(managed().replaceAll('---', '')) as Record<string, unknown>;
  const found = judgedBy(certificates, clusterOf([{ ...objects, status: { conditions } }]));
  expect(found).toEqual([`${expected} Certificate/bank/web`]);
});

test.each<[string, string, string, string]>([
  ['it ends soon, and time is left to renew it', brief, '2026-12-01', 'unknown not-seen'],
  ['not-renewed', brief, '2026-12-08', 'fail not-renewed'],
  ['it ended', ended, '2026-11-24', 'fail expired'],
  ['it is valid for long', web, '2026-11-24', 'pass valid'],
])('a Secret of a cluster: %s', (_name, pem, now, expected) => {
  const estate = {
    ...clusterOf(
      secret(pem)
        .replace('stringData', 'data')
        .replace(JSON.stringify(pem), JSON.stringify(base64(pem))),
    ),
    collectedAt: `${now}T12:00:00Z`,
  };
  expect(judgedBy(certificates, estate)).toEqual([`${expected} Secret/bank/web-tls`]);
});

const isReady = { conditions: [{ type: 'Ready', status: 'True' }] };
const certificateOf = (status: Record<string, unknown>): Record<string, unknown> => ({
  ...(JSON.parse(managed().replaceAll('---', '')) as Record<string, unknown>),
  status,
});
const secretOf = (data: Record<string, string>, type = 'kubernetes.io/tls'): Record<string, unknown> => ({
  apiVersion: 'v1',
  kind: 'Secret',
  type,
  metadata: { name: 'web-tls', namespace: 'bank' },
  data: Object.fromEntries(Object.entries(data).map(([key, pem]) => [key, base64(pem)])),
});

test.each<[string, Record<string, unknown>[], string[]]>([
  ['ready', [certificateOf(isReady), secretOf({ 'tls.crt': web })], ['pass ready', 'pass valid']],
  [
    'renewal-missed: its Secret ended, whatever it says',
    [certificateOf(isReady), secretOf({ 'tls.crt': ended })],
    ['fail renewal-missed', 'fail expired'],
  ],
  [
    'renewal-missed: its own end has passed',
    [certificateOf({ ...isReady, notAfter: '2026-11-01T00:00:00Z' }), secretOf({ 'tls.crt': web })],
    ['fail renewal-missed', 'pass valid'],
  ],
  [
    'its own end is to come',
    [certificateOf({ ...isReady, notAfter: '2027-11-01T00:00:00Z' }), secretOf({ 'tls.crt': web })],
    ['pass ready', 'pass valid'],
  ],
  [
    'one that is kept and ends soon is its controller’s to renew in time',
    [certificateOf(isReady), secretOf({ 'tls.crt': brief })],
    ['pass ready', 'notApplicable replaced'],
  ],
  [
    'what it made cannot be read',
    [certificateOf(isReady), secretOf({ 'tls.crt': web.replace(/M[^\n]*\n/, 'AAAA\n') })],
    ['unknown not-seen', 'unknown not-seen'],
  ],
  [
    'what it made cannot be read, whatever authority stands beside it',
    [certificateOf(isReady), secretOf({ 'ca.crt': authority, 'tls.crt': web.replace(/M[^\n]*\n/, 'AAAA\n') })],
    ['unknown not-seen', 'unknown not-seen'],
  ],
  [
    'an authority that ended is not what it made',
    [certificateOf(isReady), secretOf({ 'ca.crt': endedAuthority, 'tls.crt': '' })],
    ['unknown not-seen', 'fail authority-expired'],
  ],
  [
    'nothing is in its Secret',
    [certificateOf(isReady), secretOf({ 'tls.crt': 'hello' })],
    ['fail secret-missing', 'unknown not-seen'],
  ],
  ['an authority before it is not shown', [secretOf({ 'ca.crt': authority, 'tls.crt': web })], ['pass valid']],
  ['authority-expired', [secretOf({ 'ca.crt': endedAuthority, 'tls.crt': web })], ['fail authority-expired']],
  ['authority-expired, alone', [secretOf({ 'ca.crt': endedAuthority }, 'Opaque')], ['fail authority-expired']],
  ['a server’s own in a Secret of no type', [secretOf({ 'tls.crt': ended }, 'Opaque')], ['fail expired']],
])('what lies in a Secret of a cluster: %s', (_name, objects, expected) => {
  const estate = { ...clusterOf(objects), collectedAt: '2026-12-01T12:00:00Z' };
  expect(judgedBy(certificates, estate).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(
    expect.arrayContaining(expected),
  );
  expect(judgedBy(certificates, estate)).toHaveLength(expected.length);
});

test('of a Certificate that is ready it is not known whether its Secret is there, where Secrets may not be listed', () => {
  const estate = clusterOf([certificateOf(isReady)], { forbidden: ['/Secret'] });
  expect(judgedBy(certificates, estate)).toContain('unknown not-seen Certificate/bank/web');
  const ends = clusterOf([certificateOf({ ...isReady, notAfter: '2026-11-01T00:00:00Z' })], { forbidden: ['/Secret'] });
  expect(judgedBy(certificates, ends)).toContain('fail renewal-missed Certificate/bank/web');
});

test('an ended certificate is told, whether or not Certificates may be listed', () => {
  const estate = clusterOf([secretOf({ 'tls.crt': ended })], { forbidden: ['cert-manager.io/Certificate'] });
  expect(judgedBy(certificates, estate)).toContain('fail expired Secret/bank/web-tls');
});
