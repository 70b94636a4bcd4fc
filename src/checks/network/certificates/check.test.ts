import { expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { publicCertificates } from '../../../../test/support/public-certificates.ts';
import { certificates } from './check.ts';

const { web, ended, soon, future, nameless, authority, endedAuthority, weak, forgeable } = publicCertificates;

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

test('best effort is asked for certificates that have not ended, and no more', () => {
  expect(said(secret(soon), 'best-effort')).toEqual(['pass valid']);
  expect(said(secret(ended), 'best-effort')).toEqual(['fail expired']);
});

test.each<[string, string]>([
  ['base64 of nothing', secret(web.replace(/M[^\n]*\n/, 'AAAA\n'))],
  ['an end is missing', secret(web.slice(0, 200))],
  ['a TLS Secret of words', secret('this certificate was lost when we moved to the new data centre')],
  ['a webhook of words', webhook(base64('this certificate was lost when we moved to the new data centre'))],
])('what is no certificate is a named gap: %s', (_name, yaml) => {
  const findings = findingsBy(certificates, bank('important') + yaml);
  expect(findings.map(({ verdict }) => verdict)).toEqual(['unknown']);
  expect(findings[0]?.because).toMatch(/^(Secret|ValidatingWebhookConfiguration)\/\S+: \S+ holds no certificate/);
});

test.each(['<your-certificate>', '${CERTIFICATE}', '{{ .Values.crt }}', '', 'ENC[AES256_GCM,data:x]', 'changeme'])(
  'what is filled in later is no gap: %s',
  (text) => expect(said(secret(text))).toEqual([]),
);

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
