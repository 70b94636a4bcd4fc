import type { CertificateHolder, PublicCertificate } from '../estate/certificate-holder.ts';
import { parseInstant } from '../estate/instant.ts';

/** Those of a list of which something holds and that count: a server's chain is as weak as its weakest part; of authorities that are trusted one good one is enough. */
export function worstOf(
  list: readonly PublicCertificate[],
  purpose: CertificateHolder['purpose'],
  is: (one: PublicCertificate) => boolean,
): readonly PublicCertificate[] {
  if (purpose === 'trusted') return list.every(is) ? list : [];
  // Clients know the root of a chain themselves.
  return list.filter((one, place) => is(one) && (place === 0 || !one.authority || place < list.length - 1));
}

/** NIST SP 800-57 Part 1, table 2: less than 112 bits of strength. */
const fewestBits: Readonly<Record<string, number>> = { 'RSA': 2048, 'RSA-PSS': 2048, 'DSA': 2048, 'EC': 224 };

/** Whether the key can be broken. */
export function isWeak({ key: { algorithm, bits } }: PublicCertificate): boolean {
  return bits !== null && bits < (fewestBits[algorithm] ?? 0);
}

/** Whether the signature can be forged. Nobody checks that of an authority that is trusted as such, or that signed itself. */
export function isForgeable(
  { signature, authority, selfSigned }: PublicCertificate,
  purpose: CertificateHolder['purpose'],
): boolean {
  const isChecked = !authority || (purpose === 'shown' && !selfSigned);
  return isChecked && signature !== null && /md[245]|sha-?1(?![0-9])/i.test(signature);
}

/** Whether it ends before it begins, so that there is no day on which it holds. */
export function neverHolds({ validFrom, validUntil }: PublicCertificate): boolean {
  return (parseInstant(validUntil) ?? 0) <= (parseInstant(validFrom) ?? 0);
}

/**
 * The server's own certificate among those that it shows. Servers take the first for it, with their key, and do not start when it is that of an authority
 * with the server's own behind it (RFC 8446, section 4.4.2; crypto/tls.X509KeyPair).
 */
export function ownOf(list: readonly PublicCertificate[]): {
  readonly own: PublicCertificate | undefined;
  readonly isFirst: boolean;
} {
  const own = list.find(({ authority }) => !authority) ?? list[0];
  return { own, isFirst: own === list[0] };
}

/** When it ends, in milliseconds since 1970. */
export function endOf({ validUntil }: PublicCertificate): number {
  return parseInstant(validUntil) ?? 0;
}
