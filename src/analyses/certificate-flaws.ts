import type { CertificateHolder, PublicCertificate } from '../estate/certificate-holder.ts';
import type { Gap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { unreadableCertificate } from './unreadable-certificate.ts';
import { listsOf, neverHolds, ownOf, worstOf } from './worst-certificates.ts';

/** What is wrong with the certificates of an object, whatever day it is. */
export interface CertificateFlaws {
  /** The certificate of the server itself; null for authorities that are trusted. */
  readonly own: PublicCertificate | null;
  /** The authority that stands before it, so that the server does not start; null when it is first. */
  readonly before: PublicCertificate | null;
  /** There is no day on which they hold. */
  readonly neverHolding: readonly PublicCertificate[];
  /** Their keys can be broken. */
  readonly weak: readonly PublicCertificate[];
  /** Their signatures can be forged. */
  readonly forgeable: readonly PublicCertificate[];
  /** The places where one belongs, and none can be read. */
  readonly unreadable: readonly Gap[];
}

/** What is wrong with the certificates of an object: their keys, their signatures, their order. What hangs on the day is termsAt's. */
export const certificateFlaws: Analysis<'certificateHolder', CertificateFlaws> = defineAnalysis({
  needs: [],
  per: 'certificateHolder',
  compute: () => (holder) => {
    const { purpose } = holder;
    const lists = listsOf(holder);
    const [shown = []] = purpose === 'shown' ? lists : [];
    const [first = null] = shown;
    const own = ownOf(shown);
    return {
      own,
      before: own === first ? null : first,
      neverHolding: worstOf(lists, purpose, neverHolds),
      weak: worstOf(lists, purpose, isWeak),
      forgeable: worstOf(lists, purpose, (one) => isForgeable(one, purpose)),
      unreadable: holder.unreadable.map((path) => unreadableCertificate(holder, path)),
    };
  },
});

/** NIST SP 800-57 Part 1, table 2: less than 112 bits of strength. */
const fewestBits: Readonly<Record<string, number>> = { 'RSA': 2048, 'RSA-PSS': 2048, 'DSA': 2048, 'EC': 224 };

/** Whether the key can be broken. */
function isWeak({ key: { algorithm, bits } }: PublicCertificate): boolean {
  return bits !== null && bits < (fewestBits[algorithm] ?? 0);
}

/** Whether the signature can be forged. Nobody checks that of an authority that is trusted as such, or that signed itself. */
function isForgeable(
  { signature, authority, selfSigned }: PublicCertificate,
  purpose: CertificateHolder['purpose'],
): boolean {
  const isChecked = !authority || (purpose === 'shown' && !selfSigned);
  return isChecked && signature !== null && /md[245]|sha-?1(?![0-9])/i.test(signature);
}
