import type { Identified } from './identity.ts';

/** A certificate: what everyone may know of it. */
export interface PublicCertificate {
  /** Where it stands in the object. Those of one path are one list: the chain of a server, or authorities of which one is enough. */
  readonly path: string;
  /** Its common name, or its whole subject. */
  readonly subject: string;
  readonly hostNames: readonly string[];
  /** RFC 3339. */
  readonly validFrom: string;
  readonly validUntil: string;
  readonly key: { readonly algorithm: string; readonly bits: number | null };
  /** The algorithm of the signature; null where it could not be told. */
  readonly signature: string | null;
  /** Whether it may sign others. */
  readonly authority: boolean;
  /** Whether it names itself as its issuer, as a root does: nobody checks its signature. */
  readonly selfSigned: boolean;
}

/** An object that holds certificates in plain sight. */
export interface CertificateHolder extends Identified {
  readonly noun: 'certificateHolder';
  /** `shown`: a server proves by it who it is; `trusted`: others are checked by it. */
  readonly purpose: 'shown' | 'trusted';
  readonly certificates: readonly PublicCertificate[];
  /** Places where a certificate belongs or begins, and none can be read. */
  readonly unreadable: readonly string[];
  /** It surely holds none: nothing in it so much as begins as a certificate. */
  readonly isBare?: true;
}
