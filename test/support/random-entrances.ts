import fc from 'fast-check';
import { publicCertificates } from './public-certificates.ts';
import { type Json, metadata, namespaceName } from './random-parts.ts';

const host = fc.constantFrom('ledger.bank.example', 'web.bank.example', 'ledger.bank.svc', undefined);
const annotations = fc.constantFrom<Json>(
  {},
  { 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' },
  { 'alb.ingress.kubernetes.io/ssl-policy': 'ELBSecurityPolicy-2016-08' },
  { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:one' },
  { 'traefik.ingress.kubernetes.io/router.tls': 'true' },
);
const tls = fc.constantFrom<unknown[]>(
  [],
  [{ hosts: ['ledger.bank.example'], secretName: 'ledger-tls' }],
  [{ hosts: ['web.bank.example'], secretName: 'web-tls' }],
  [{ secretName: 'ledger-tls' }],
);

const ingress = fc
  .record({
    head: metadata(fc.constantFrom('ledger', 'web')),
    annotations,
    className: fc.constantFrom('nginx', 'nginx', 'traefik', 'alb', undefined),
    hosts: fc.array(host, { minLength: 1, maxLength: 2 }),
    tls,
  })
  .map(({ head, annotations: notes, className, hosts, tls: entries }): Json => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { ...head, annotations: notes },
    spec: {
      ...(className ? { ingressClassName: className } : {}),
      rules: hosts.map((one) => (one === undefined ? {} : { host: one })),
      tls: entries,
    },
  }));

const listeners = fc.constantFrom<unknown[]>(
  [{ name: 'http', port: 80, protocol: 'HTTP' }],
  [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'ledger-tls' }] } },
  ],
  [
    {
      name: 'https',
      hostname: 'ledger.bank.example',
      port: 443,
      protocol: 'HTTPS',
      tls: { certificateRefs: [{ name: 'ledger-tls' }] },
    },
  ],
);
const gateway = fc
  .record({
    head: metadata(fc.constantFrom('public', 'inner')),
    listeners,
    className: fc.constantFrom('one', 'internal'),
  })
  .map(({ head, listeners: doors, className }): Json => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: head,
    spec: { gatewayClassName: className, listeners: doors },
  }));

const route = fc
  .record({
    head: metadata(fc.constantFrom('ledger', 'web')),
    parent: fc.record({
      name: fc.constantFrom('public', 'inner'),
      namespace: fc.option(namespaceName, { nil: undefined }),
      sectionName: fc.constantFrom('http', 'https', undefined),
    }),
    hostnames: fc.constantFrom<string[]>([], ['ledger.bank.example'], ['ledger.bank.svc']),
    rule: fc.constantFrom<Json>(
      { backendRefs: [{ name: 'ledger' }] },
      { backendRefs: [{ name: 'ledger' }] },
      { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] },
    ),
  })
  .map(({ head, parent, hostnames, rule }): Json => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: head,
    spec: { parentRefs: [JSON.parse(JSON.stringify(parent)) as Json], hostnames, rules: [rule] },
  }));

const service = fc
  .record({
    head: metadata(fc.constantFrom('ledger', 'web')),
    spec: fc.constantFrom<Json>(
      { type: 'LoadBalancer', ports: [{ port: 80 }] },
      { type: 'LoadBalancer', ports: [{ port: 80 }, { name: 'https', port: 443 }] },
      { type: 'NodePort', ports: [{ port: 80 }] },
      { externalIPs: ['203.0.113.7'], ports: [{ port: 80 }] },
    ),
  })
  .map(({ head, spec }): Json => ({ apiVersion: 'v1', kind: 'Service', metadata: head, spec }));

const certificate = fc
  .record({
    head: metadata(fc.constantFrom('ledger', 'web')),
    secretName: fc.constantFrom('ledger-tls', 'web-tls'),
    renewBefore: fc.constantFrom('24h', '720h'),
    dnsNames: fc.constantFrom(['ledger.bank.example'], ['*.bank.example'], ['other.bank.example']),
  })
  .map(({ head, secretName, renewBefore, dnsNames }): Json => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: head,
    spec: { secretName, renewBefore, dnsNames, issuerRef: { kind: 'ClusterIssuer', name: 'public' } },
  }));

const shown = fc
  .record({
    head: metadata(fc.constantFrom('ledger-tls', 'web-tls')),
    certificate: fc.constantFrom(
      ...Object.values(publicCertificates),
      `${publicCertificates.root}\n${publicCertificates.signed}`,
      '-----BEGIN CERTIFICATE-----\nAAAA',
    ),
  })
  .map(({ head, certificate: pem }): Json => ({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: head,
    stringData: { 'tls.crt': pem },
  }));

const { authority, endedAuthority } = publicCertificates;
const trusted = fc
  .record({
    head: metadata(fc.constantFrom('bundle', 'other')),
    bundle: fc.constantFrom(authority, endedAuthority, `${authority}\n${endedAuthority}`),
  })
  .map(({ head, bundle }): Json => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: head,
    data: { 'ca.crt': bundle },
  }));

/** An object through which traffic comes into a platform, or a certificate for one. */
export const entranceObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: ingress },
  { weight: 3, arbitrary: gateway },
  { weight: 3, arbitrary: route },
  { weight: 1, arbitrary: service },
  { weight: 3, arbitrary: certificate },
  { weight: 3, arbitrary: shown },
  { weight: 1, arbitrary: trusted },
);
