import type { Identified } from './identity.ts';

/** A certificate that a controller of the platform asks for, keeps in a Secret of the same namespace and renews. */
export interface ManagedCertificate extends Identified {
  readonly noun: 'managedCertificate';
  readonly secretName: string;
  /** Host names that it is for; `*.bank.example` for those one label below. */
  readonly dnsNames: readonly string[];
  /** Whether it names anything else: an address, a URI. */
  readonly namesOthers: boolean;
  /** For how long it is valid; 90 days where nothing is said. */
  readonly durationMs: number;
  /** How long before its end it is renewed; a third of the duration where nothing is said. */
  readonly renewBeforeMs: number;
  /** Whether it may sign others. */
  readonly authority: boolean;
  readonly issuer: { readonly kind: string; readonly name: string };
  /** What its key is made with; null where the controller's default holds, which is RSA of 2048 bits. */
  readonly key: { readonly algorithm: string; readonly bits: number | null } | null;
  /** When the certificate that it last had ends, as its controller says, RFC 3339; left out for what stands in a file, and where it does not say. */
  readonly endsAt?: string;
  /** Whether each renewal makes a new key; null where nothing is said. */
  readonly renewsKey: boolean | null;
}
