import { expect, test } from 'vitest';
import type { CertificateHolder, PublicCertificate } from '../estate/certificate-holder.ts';
import type { ManagedCertificate } from '../estate/managed-certificate.ts';
import type { Running } from '../estate/running.ts';
import type { KeptCertificate } from './kept-certificate.ts';
import { renewalFault } from './renewal-fault.ts';

const now = '2026-11-24T12:00:00Z';
const past = '2026-11-01T00:00:00Z';
const future = '2027-01-01T00:00:00Z';
const holder = { kind: 'Secret', name: 'web-tls' } as CertificateHolder;

function certificate(endsAt?: string, works: boolean | null = true): ManagedCertificate {
  const running = { works } as Running;
  return {
    kind: 'Certificate',
    name: 'web',
    secretName: 'web-tls',
    running,
    ...(endsAt && { endsAt }),
  } as ManagedCertificate;
}

function kept(validUntil: string | null, isMissing = false): KeptCertificate {
  const own = validUntil === null ? null : ({ path: 'data["tls.crt"]', validUntil } as PublicCertificate);
  return { holder: isMissing ? null : holder, own, isMissing, hidden: null };
}

test.each<[string, ManagedCertificate, KeptCertificate | null, string | null]>([
  ['of a file', certificate(past), null, null],
  ['that is valid', certificate(future), kept(future), null],
  ['of which nothing tells when it ends', certificate(), kept(null), null],
  ['whose Secret ended', certificate(future), kept(past), 'Secret the one in Secret web-tls ended on 2026-11-01'],
  ['that ends this very second', certificate(), kept(now), 'Secret the one in Secret web-tls ended on 2026-11-24'],
  ['that ends in a second', certificate(), kept('2026-11-24T12:00:01Z'), null],
  [
    'whose own end has passed',
    certificate(past),
    kept(future),
    'Certificate by its own state the one that it has ended on 2026-11-01',
  ],
  [
    'whose own end has passed, and nothing is seen of its Secret',
    certificate(past),
    { holder: null, own: null, isMissing: false, hidden: 'certificateHolders' },
    'Certificate by its own state the one that it has ended on 2026-11-01',
  ],
  [
    'of which both ended: the Secret is what is shown',
    certificate(past),
    kept(past),
    'Secret the one in Secret web-tls ended on 2026-11-01',
  ],
  [
    'whose Secret is gone, though it says that it is ready',
    certificate(future),
    kept(null, true),
    'Certificate there is none in Secret web-tls, whatever its state says',
  ],
  ['whose Secret is gone, as its own state tells', certificate(future, false), kept(null, true), null],
  ['whose Secret is gone, and which says nothing of itself', certificate(future, null), kept(null, true), null],
  ['of which a date cannot be read', certificate('soon'), kept('soon'), null],
])('a certificate %s', (_name, given, held, expected) => {
  const fault = renewalFault(given, held, now);
  expect(fault && `${fault.where.kind} ${fault.says}`).toBe(expected);
});

test('it says where that is seen', () => {
  expect(renewalFault(certificate(), kept(past), now)).toMatchObject({ path: 'data["tls.crt"]', endedAt: past });
  expect(renewalFault(certificate(past), kept(null), now)).toMatchObject({ path: 'status.notAfter', endedAt: past });
  expect(renewalFault(certificate(), kept(null, true), now)).toMatchObject({ path: 'spec.secretName', endedAt: null });
});

test('at a time that cannot be read nothing has ended', () => {
  expect(renewalFault(certificate(past), kept(past), 'now')).toBe(null);
});
