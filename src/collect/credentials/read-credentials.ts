import type { CredentialCarrier } from '../../estate/credential.ts';
import { groupOf } from '../../estate/identity.ts';
import { writePath } from '../objects/fields.ts';
import type { Head, Subject } from '../objects/object-metadata.ts';
import { mostFound } from './found-credential.ts';
import { mayCarryCredentials } from './may-carry-credentials.ts';
import type { PlacedCredential } from './placed-credential.ts';
import { searchKustomization } from './search-kustomization.ts';
import { type ObjectContent, searchObject } from './search-object.ts';
import { hasSopsBlock } from './sops-block.ts';

/** Looks for credentials that stand in an object in plain text; null for an object that can carry none. */
export function readCredentials(subject: Subject, inFolder: boolean): CredentialCarrier | null {
  const { fields, head } = subject;
  const carries = mayCarryCredentials(head.apiVersion, head.kind);
  if (carries === 'never') return null;
  const isKustomization = groupOf(head.apiVersion) === 'kustomize.config.k8s.io';
  const { found, speaks, plain }: ObjectContent = isKustomization
    ? { ...searchKustomization(fields.raw), plain: [] }
    : searchObject(subject, inFolder);
  if (carries !== 'always' && found.length === 0 && !speaks) return null;
  return {
    ...(isKustomization ? nameByFolder(head) : head),
    noun: 'credentialCarrier',
    inFile: inFolder,
    sealed: head.kind === 'SealedSecret' || hasSopsBlock(fields.raw),
    credentials: writeCredentials(found),
    plainData: plain.map(writePath),
  };
}

/** What was found, as facts. */
export function writeCredentials(found: readonly PlacedCredential[]): CredentialCarrier['credentials'] {
  return found
    .slice(0, mostFound)
    .map(({ steps, form, kind, length, line }) => ({ form, kind, path: writePath(steps), length, line }));
}

/** A kustomization is known by its folder: it is no object of a cluster, and few have a name. */
function nameByFolder(head: Head): Head {
  return { ...head, namespace: '', name: head.places[0] || '.' };
}
