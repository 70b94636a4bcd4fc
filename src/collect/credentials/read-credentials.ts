import type { CredentialCarrier } from '../../estate/credential.ts';
import type { Subject } from '../objects/object-metadata.ts';

/** Looks for credentials that stand in an object in plain text; null for an object that can carry none. */
export function readCredentials(_subject: Subject, _inFolder: boolean): CredentialCarrier | null {
  return null;
}
