import { parseInstant } from '../estate/instant.ts';
import type { Identified } from '../estate/identity.ts';
import type { ManagedCertificate } from '../estate/managed-certificate.ts';
import type { KeptCertificate } from './kept-certificate.ts';

/** That a certificate which a controller keeps has ended, or is not there: where that is seen, in words, and when it ended. */
export interface RenewalFault {
  readonly where: Identified;
  readonly path: string;
  readonly value: string;
  /** In words that follow what the certificate is called, such as `the one in Secret web-tls ended on 2026-11-01`. */
  readonly says: string;
  /** null: it is not there. */
  readonly endedAt: string | null;
}

/**
 * What refutes the good state of a certificate at an RFC 3339 time; null: nothing does. A controller that is gone leaves the last state behind, and a date goes on.
 */
export function renewalFault(
  certificate: ManagedCertificate,
  kept: KeptCertificate | null,
  time: string,
): RenewalFault | null {
  if (kept === null) return null;
  const { secretName, endsAt = null, running } = certificate;
  const now = parseInstant(time);
  const hasEnded = (at: string | null): at is string => {
    const end = at === null ? null : parseInstant(at);
    return end !== null && now !== null && end <= now;
  };
  const { holder, own, isMissing } = kept;
  if (holder && own && hasEnded(own.validUntil)) {
    const says = `the one in Secret ${secretName} ended on ${own.validUntil.slice(0, 10)}`;
    return { where: holder, path: own.path, value: `valid until ${own.validUntil}`, says, endedAt: own.validUntil };
  }
  if (hasEnded(endsAt)) {
    const says = `by its own state the one that it has ended on ${endsAt.slice(0, 10)}`;
    return { where: certificate, path: 'status.notAfter', value: endsAt, says, endedAt: endsAt };
  }
  // Where it does not say that it works, its own state tells of it.
  if (!isMissing || running?.works !== true) return null;
  const says = `there is none in Secret ${secretName}, whatever its state says`;
  return { where: certificate, path: 'spec.secretName', value: secretName, says, endedAt: null };
}
