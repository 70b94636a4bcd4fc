import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';

function certificate(rest: object): string {
  const spec = { secretName: 'web-tls', dnsNames: ['web.bank.example'], issuerRef: { name: 'public' }, ...rest };
  const metadata = { name: 'web', namespace: 'bank' };
  return JSON.stringify({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata, spec });
}

describe('what the webhook of cert-manager refuses is a named gap', () => {
  test.each<[string, object, string]>([
    ['a duration below an hour', { duration: '30m' }, 'spec.duration: a certificate is for an hour or longer'],
    ['a negative duration', { duration: '-2160h' }, 'spec.duration: a certificate is for an hour or longer'],
    ['a duration in days', { duration: '90d' }, 'spec.duration: expected a duration, such as 2160h, found text "90d"'],
    [
      'a renewal before the start',
      { duration: '24h', renewBefore: '24h' },
      'spec.renewBefore: it is as long as the certificate is valid, or longer',
    ],
    [
      'a renewal before the start of one of 90 days',
      { renewBefore: '2161h' },
      'spec.renewBefore: it is as long as the certificate is valid, or longer',
    ],
    [
      'a renewal at the last moment',
      { renewBefore: '1m' },
      'spec.renewBefore: a certificate is renewed five minutes before its end or earlier',
    ],
    [
      'both ways to say when',
      { renewBefore: '720h', renewBeforePercentage: 30 },
      'spec.renewBeforePercentage: renewBefore stands beside it, and only one of them may',
    ],
    [
      'a percentage of all',
      { renewBeforePercentage: 100 },
      'spec.renewBeforePercentage: it is a percentage between 0 and 100',
    ],
    ['a short key of RSA', { privateKey: { size: 1024 } }, 'spec.privateKey.size: a key of RSA has 2048 to 8192 bits'],
    [
      'a key of RSA with the size of a curve',
      { privateKey: { algorithm: 'RSA', size: 256 } },
      'spec.privateKey.size: a key of RSA has 2048 to 8192 bits',
    ],
    [
      'a curve with the size of RSA',
      { privateKey: { algorithm: 'ECDSA', size: 2048 } },
      'spec.privateKey.size: a key of ECDSA has 256, 384 or 521 bits',
    ],
    [
      'an algorithm that is none',
      { privateKey: { algorithm: 'rsa' } },
      'spec.privateKey.algorithm: an algorithm is RSA, ECDSA or Ed25519',
    ],
    [
      'a signature of another algorithm',
      { privateKey: { algorithm: 'ECDSA' }, signatureAlgorithm: 'SHA256WithRSA' },
      'spec.signatureAlgorithm: a key of ECDSA makes no such signature',
    ],
    [
      'an address of the web for a host',
      { dnsNames: ['web.bank.example', 'https://web.bank.example'] },
      'spec.dnsNames[1]: this is no host name, and no authority signs it',
    ],
    [
      'a host with a space',
      { dnsNames: ['web bank'] },
      'spec.dnsNames[0]: this is no host name, and no authority signs it',
    ],
    [
      'a star in the middle',
      { dnsNames: ['a.*.bank.example'] },
      'spec.dnsNames[0]: this is no host name, and no authority signs it',
    ],
    ['a host that is empty', { dnsNames: [''] }, 'spec.dnsNames[0]: this is no host name, and no authority signs it'],
    ['no name at all', { dnsNames: [] }, 'spec.dnsNames: it names nothing: no host, no address and no common name'],
    [
      'a long common name',
      { commonName: `${'a'.repeat(64)}.bank.example` },
      'spec.commonName: a common name has at most 64 characters; host names belong to dnsNames',
    ],
    ['no issuer', { issuerRef: {} }, 'spec.issuerRef.name: expected the name of an issuer, found nothing'],
  ])('%s', (_name, rest, message) => {
    const { unreadable, facts } = estateOf(certificate(rest));
    expect(unreadable.map((one) => one.message)).toEqual([`Certificate: ${message}`]);
    expect(facts.managedCertificates.items).toEqual([]);
    expect(facts.managedCertificates.seen.in['bank']).toMatchObject({
      gaps: [{ gap: 'malformed', keptIn: 'web-tls' }],
    });
  });
});

describe('what it takes is read', () => {
  test.each<[string, object, object]>([
    ['the defaults', {}, { durationMs: 7_776_000_000, renewBeforeMs: 2_592_000_000, key: null }],
    ['a percentage that is left', { duration: '100h', renewBeforePercentage: 25 }, { renewBeforeMs: 90_000_000 }],
    ['an hour', { duration: '1h', renewBefore: '5m' }, { durationMs: 3_600_000, renewBeforeMs: 300_000 }],
    [
      'a curve',
      { privateKey: { algorithm: 'ECDSA', size: 384 }, signatureAlgorithm: 'ECDSAWithSHA384' },
      { key: { algorithm: 'ECDSA', bits: 384 } },
    ],
    ['a size of 0, which is the default', { privateKey: { size: 0 } }, { key: { algorithm: 'RSA', bits: null } }],
    ['a size of Ed25519, which is ignored', { privateKey: { algorithm: 'Ed25519', size: 1 } }, {}],
    ['names with _, of one label, a star, and to be filled in', { dnsNames: ['_a.b', 'c', '*.d', '${HOST}'] }, {}],
    ['an address alone', { dnsNames: [], ipAddresses: ['10.0.0.1'] }, { namesOthers: true }],
    ['a common name alone', { dnsNames: [], commonName: 'root of the bank' }, { dnsNames: [] }],
    ['a literal subject alone', { dnsNames: [], literalSubject: 'CN=a' }, { dnsNames: [] }],
  ])('%s', (_name, rest, expected) => {
    const { unreadable, facts } = estateOf(certificate(rest));
    expect(unreadable).toEqual([]);
    expect(facts.managedCertificates.items).toMatchObject([expected]);
  });
});
