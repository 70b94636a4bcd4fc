import type { CertificateHolder, PublicCertificate } from '../estate/certificate-holder.ts';
import { parseInstant } from '../estate/instant.ts';

/** The certificates of an object by the places they stand in: the chain of a server, or authorities that are trusted. */
export function listsOf({ certificates }: CertificateHolder): readonly (readonly PublicCertificate[])[] {
  return [...Map.groupBy(certificates, ({ path }) => path).values()];
}

/**
 * The list of those that a server shows: of a Secret that which stands under tls.crt, whatever stands beside it; else the first. An API server gives ca.crt before it.
 * Where tls.crt cannot be read, nothing beside it is shown in its place.
 */
export function shownListOf(holder: CertificateHolder): readonly PublicCertificate[] {
  const lists = listsOf(holder);
  const own = lists.find(([one]) => one?.path.includes('tls.crt'));
  return own ?? (holder.unreadable.some((path) => path.includes('tls.crt')) ? [] : (lists[0] ?? []));
}

/**
 * The server's own certificate among those that it shows. Servers take the first for it, with their key, and do not start when it is that of an authority
 * with the server's own behind it (RFC 8446, section 4.4.2; crypto/tls.X509KeyPair).
 */
export function ownOf(list: readonly PublicCertificate[]): PublicCertificate | null {
  return list.find(({ authority }) => !authority) ?? list[0] ?? null;
}

/** Those of each list of which something holds and that count: a server's chain is as weak as its weakest part; of authorities that are trusted one good one is enough. */
export function worstOf(
  lists: readonly (readonly PublicCertificate[])[],
  purpose: CertificateHolder['purpose'],
  is: (one: PublicCertificate) => boolean,
): readonly PublicCertificate[] {
  return lists.flatMap((list) => worstOfList(list, purpose, is));
}

function worstOfList(
  list: readonly PublicCertificate[],
  purpose: CertificateHolder['purpose'],
  is: (one: PublicCertificate) => boolean,
): readonly PublicCertificate[] {
  if (purpose === 'trusted') return list.every(is) ? list : [];
  // Clients know the root of a chain themselves.
  return list.filter((one, place) => is(one) && (place === 0 || !one.authority || place < list.length - 1));
}

/** Whether it ends before it begins, so that there is no day on which it holds. */
export function neverHolds({ validFrom, validUntil }: PublicCertificate): boolean {
  return (parseInstant(validUntil) ?? 0) <= (parseInstant(validFrom) ?? 0);
}
