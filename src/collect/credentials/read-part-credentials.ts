import { basename } from 'node:path';
import type { CredentialCarrier } from '../../estate/credential.ts';
import type { Origin } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { Fields, isRaw } from '../objects/fields.ts';
import { placeIn } from './placed-credential.ts';
import { writeCredentials } from './read-credentials.ts';
import { type Literals, readLiterals } from './read-literals.ts';
import { readSecret } from './read-secret.ts';
import { searchSealedBadly } from './search-object.ts';
import { searchPatch } from './search-patch.ts';
import { searchText } from './search-text.ts';
import { hasSopsBlock } from './sops-block.ts';

/**
 * What a file is to the source that it belongs to: a patch, objects that nothing applies, the values of a chart, or the content of a ConfigMap or a Secret
 * that a kustomization makes of it; or what a file that is called as certificates are may hold beside one.
 */
type PartRole = 'patch' | 'unused' | 'values' | 'config-file' | 'secret-file' | 'certificate-file';

/** Such a file, and the kind of what it changes where it is a patch and that is known. */
export interface Part {
  readonly role: PartRole;
  readonly target: string | null;
}

/** What of such a file is looked into: a document of it, or text, where it has no documents or they cannot be read. */
export type PartContent = { readonly value: unknown } | { readonly text: string };

const kinds: Readonly<Record<PartRole, string>> = {
  'patch': 'KustomizePatch',
  'unused': 'KustomizeFile',
  'values': 'HelmValues',
  'config-file': 'KustomizeFile',
  'secret-file': 'KustomizeFile',
  'certificate-file': 'CertificateFile',
};

/** Looks for credentials in a part of a source, which is no object and is known by its file; null where none was found. */
export function readPartCredentials(
  content: PartContent,
  { role, target }: Part,
  { place, origin }: { readonly place: Place; readonly origin: Origin },
): CredentialCarrier | null {
  const { found } =
    'text' in content ? searchFile(content.text, role, origin) : searchDocument(content.value, role, target);
  if (found.length === 0) return null;
  const file = `${place === '' ? '' : `${place}/`}${basename(origin.file)}`;
  return {
    noun: 'credentialCarrier',
    apiVersion: '',
    kind: kinds[role],
    namespace: '',
    name: `${file}${'value' in content && role !== 'values' ? nameObject(content.value) : ''}`,
    places: [place],
    origin,
    inFile: true,
    sealed: 'value' in content && isRaw(content.value) && hasSopsBlock(content.value),
    credentials: writeCredentials(found),
    plainData: [],
  };
}

/** Several of them may stand in one file. */
function nameObject(object: unknown): string {
  if (!isRaw(object) || typeof object['kind'] !== 'string') return '';
  const { kind, metadata } = object;
  return isRaw(metadata) && typeof metadata['name'] === 'string' ? ` (${kind} ${metadata['name']})` : ` (${kind})`;
}

function searchDocument(value: unknown, role: PartRole, target: string | null): Literals {
  if (role !== 'values') return searchPatch(value, target);
  return (isRaw(value) ? searchSealedBadly(value) : null) ?? readLiterals(value, [], 'field');
}

/** The whole text is the field, so there are no steps to it. */
function searchFile(text: string, role: PartRole, { file }: Origin): Literals {
  if (role !== 'secret-file') return { found: placeIn([], text, searchText(text), null), speaks: false };
  const { credentials } = readSecret(new Fields({ stringData: { [basename(file)]: text } }));
  return {
    found: credentials.map((one) => ({
      ...one,
      steps: [],
      form: one.form === 'plain-secret' ? 'literal-credential' : one.form,
    })),
    speaks: true,
  };
}
