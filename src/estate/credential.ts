import type { Identified } from './identity.ts';

/** A credential that stands in an object in plain text: where, of what kind and how long it is. Never the value, never a digest of it. */
export interface Credential {
  /** How it stands there; the reasons of secrets/secrets-in-git. */
  readonly form: 'plain-secret' | 'literal-credential' | 'credential-in-url' | 'sealed-badly';
  /** What it looks like: `GitHub token`, `password`, `private key`, … */
  readonly kind: string;
  /** Path of the field in the object. */
  readonly path: string;
  /** Length in characters, once decoded. */
  readonly length: number;
}

/** An object that can carry a credential in a file of the folder. */
export interface CredentialCarrier extends Identified {
  readonly noun: 'credentialCarrier';
  readonly credentials: readonly Credential[];
  /** Paths of a Secret's data that is no credential: plain configuration kept in a Secret. */
  readonly plainData: readonly string[];
}
