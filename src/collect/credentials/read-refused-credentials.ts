import type { CredentialCarrier } from '../../estate/credential.ts';
import type { Origin } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { writeCredentials } from './read-credentials.ts';
import type { PlacedCredential } from './placed-credential.ts';
import { readLiterals } from './read-literals.ts';
import { readSecret } from './read-secret.ts';

/**
 * Looks for credentials in an object that the API server would refuse: it becomes no fact, yet it stands in Git as it is. null where none was found.
 * Where it would land is not known, so it is of no namespace.
 */
export function readRefusedCredentials(
  object: Raw,
  { place, origin, inFolder }: { readonly place: Place; readonly origin: Origin; readonly inFolder: boolean },
): CredentialCarrier | null {
  const { apiVersion, kind, metadata } = object;
  const found = searchRefused(object, inFolder);
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

/** As far as it can still be told what the parts of an object mean. */
function searchRefused(object: Raw, inFolder: boolean): readonly PlacedCredential[] {
  const kind = String(object['kind']).toLowerCase();
  // What is piped in does not tell how a Secret is kept.
  if (kind === 'secret' && !inFolder) return [];
  const { data, ...rest } = object;
  if (kind === 'configmap')
    return [...readLiterals(data, ['data'], 'setting').found, ...readLiterals(rest, [], 'field').found];
  if (kind !== 'secret') return readLiterals(object, [], 'field').found;
  try {
    const { stringData: _plain, ...around } = rest;
    return [...readSecret(new Fields(object)).credentials, ...readLiterals(around, [], 'field').found];
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return readLiterals(object, [], 'field').found;
  }
}
