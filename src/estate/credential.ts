import type { Identified } from './identity.ts';

/** A credential that stands in an object in plain text: where, of what kind and how long it is. Never the value, never a digest of it. */
export interface Credential {
  /** How it stands there; the reasons of secrets/secrets-in-git. */
  readonly form: 'plain-secret' | 'literal-credential' | 'credential-in-url' | 'sealed-badly';
  /** What it looks like: `GitHub token`, `password`, `private key`, … */
  readonly kind: string;
  /** Path of the field in the object; '' where it stands in a file that is no manifest and has no fields. */
  readonly path: string;
  /** Length in characters, once decoded. */
  readonly length: number;
  /** The line in the field's text on which it stands, from 1; null when the field is the credential, or has one line. */
  readonly line: number | null;
}

/**
 * An object that can carry a credential; or a file that belongs to a source and is no object (a kustomization, a patch, the values of a chart), which is
 * named by its path.
 */
export interface CredentialCarrier extends Identified {
  readonly noun: 'credentialCarrier';
  /** Whether it stands in a file of the folder: not on standard input, not rendered. */
  readonly inFile: boolean;
  /** Whether its values are encrypted for Git. */
  readonly sealed: boolean;
  readonly credentials: readonly Credential[];
  /** Paths of a Secret's data that is no credential: plain configuration kept in a Secret. */
  readonly plainData: readonly string[];
}
