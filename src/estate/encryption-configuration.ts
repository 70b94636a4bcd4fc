import type { Identified } from './identity.ts';

/** One way to encrypt what the API server stores. `identity` leaves it as it is. */
export type EncryptionProvider = 'identity' | 'aescbc' | 'aesgcm' | 'secretbox' | 'kms-v1' | 'kms-v2';

/** One entry: some resources, and the providers for them. */
export interface EncryptionRule {
  /** As written: `secrets`, `deployments.apps`, `*.` for the core group, `*.apps` for a group, `*.*` for all. */
  readonly resources: readonly string[];
  /** The first one writes; each one reads what it once wrote. */
  readonly providers: readonly EncryptionProvider[];
}

/** Which resources the API server encrypts before it stores them, and how. Keys are never kept. */
export interface EncryptionConfiguration extends Identified {
  readonly noun: 'encryptionConfiguration';
  readonly rules: readonly EncryptionRule[];
  /** The field that holds all of it, where it is part of another object; null where it is a document of its own. */
  readonly within: string | null;
}
