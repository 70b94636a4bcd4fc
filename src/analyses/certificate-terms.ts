import type { CertificateHolder, PublicCertificate } from '../estate/certificate-holder.ts';
import { parseInstant } from '../estate/instant.ts';
import { listsOf, neverHolds, worstOf } from './worst-certificates.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Where the certificates of an object stand in their terms on a day; those that never hold are left out of it. */
export interface CertificateTerms {
  readonly ended: readonly PublicCertificate[];
  /** They end within so many days. */
  readonly ending: readonly PublicCertificate[];
  /** They do so in a cluster, and than a tenth of their time is left, so that whatever renews them there may not have come to it yet. */
  readonly maybeRenewed: readonly PublicCertificate[];
  readonly notBegun: readonly PublicCertificate[];
  /** Authorities that ended, and beside them one that did not, so that they do no harm. */
  readonly endedBesideGood: readonly PublicCertificate[];
  /** The one that ends first of all. */
  readonly nearest: PublicCertificate | null;
}

/** The terms of an object's certificates at an RFC 3339 time, `days` being how many before its end one is soon to end. */
export function termsAt(holder: CertificateHolder, time: string, days: number): CertificateTerms {
  const { purpose } = holder;
  const lists = listsOf(holder);
  const now = parseInstant(time) ?? 0;
  const soon = now + days * dayMs;
  const isLive = holder.origin.api !== undefined;
  const isEarly = (one: PublicCertificate): boolean =>
    isLive && endOf(one) - now > (endOf(one) - (parseInstant(one.validFrom) ?? 0)) / 10;
  const isEnding = (one: PublicCertificate): boolean => !hasEnded(one) && endOf(one) < soon && !neverHolds(one);
  const hasEnded = (one: PublicCertificate): boolean => endOf(one) <= now && !neverHolds(one);
  return {
    ended: worstOf(lists, purpose, hasEnded),
    ending: worstOf(lists, purpose, (one) => isEnding(one) && !isEarly(one)),
    maybeRenewed: worstOf(lists, purpose, (one) => isEnding(one) && isEarly(one)),
    notBegun: worstOf(lists, purpose, (one) => (parseInstant(one.validFrom) ?? 0) > now && !neverHolds(one)),
    endedBesideGood: lists
      .filter((list) => purpose === 'trusted' && !list.every(hasEnded))
      .flatMap((list) => list.filter(hasEnded)),
    nearest: holder.certificates.toSorted((a, b) => endOf(a) - endOf(b))[0] ?? null,
  };
}

function endOf({ validUntil }: PublicCertificate): number {
  return parseInstant(validUntil) ?? 0;
}
