import type { CredentialCarrier } from '../../estate/credential.ts';
import type { Origin } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { writeCredentials } from './read-credentials.ts';
import { nothing, readLiterals } from './read-literals.ts';

/**
 * Looks for credentials in an object that the API server would refuse: it becomes no fact, yet it stands in Git as it is. null where none was found.
 * Where it would land is not known, so it is of no namespace.
 */
export function readRefusedCredentials(
  object: Raw,
  { place, origin, inFolder }: { readonly place: Place; readonly origin: Origin; readonly inFolder: boolean },
): CredentialCarrier | null {
  const { apiVersion, kind, metadata } = object;
  // What is piped in does not tell how a Secret is kept.
  const { found } =
    typeof kind === 'string' && kind.toLowerCase() === 'secret' && !inFolder
      ? nothing
      : readLiterals(object, [], 'field');
  if (found.length === 0) return null;
  const name = isRaw(metadata) ? metadata['name'] : null;
  return {
    noun: 'credentialCarrier',
    apiVersion: typeof apiVersion === 'string' ? apiVersion : '',
    kind: typeof kind === 'string' ? kind : '',
    namespace: '',
    name: typeof name === 'string' && name !== '' ? name : origin.file,
    places: [place],
    origin,
    inFile: inFolder,
    sealed: false,
    credentials: writeCredentials(found),
    plainData: [],
  };
}
