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

/** Whether the signature can be forged. Nobody checks the signature of an authority that is trusted as such. */
export function isForgeable({ signature, authority }: PublicCertificate): boolean {
  return !authority && signature !== null && /md[245]|sha-?1(?![0-9])/i.test(signature);
}

/** When it ends, in milliseconds since 1970. */
export function endOf({ validUntil }: PublicCertificate): number {
  return parseInstant(validUntil) ?? 0;
}
