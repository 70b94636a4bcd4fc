import type { CredentialCarrier } from '../../estate/credential.ts';
import { Fields, isRaw, MalformedField, writePath } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { mostFound } from './found-credential.ts';
import { mayCarryCredentials } from './may-carry-credentials.ts';
import type { PlacedCredential } from './placed-credential.ts';
import { readLiterals } from './read-literals.ts';
import { readSecret } from './read-secret.ts';
import { hasSopsBlock, holdsEncrypted } from './sops-block.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Parts of an object that are looked into by other means, or hold nothing of its author's. */
const apart = new Set(['apiVersion', 'kind', 'metadata', 'status', 'sops']);

/** Looks for credentials that stand in an object in plain text; null for an object that can carry none. */
export function readCredentials({ fields, metadata, head }: Subject, inFolder: boolean): CredentialCarrier | null {
  const carries = mayCarryCredentials(head.apiVersion, head.kind);
  const annotations = metadata.object('annotations');
  if (carries === 'nowhere' || (carries === 'annotations' && !annotations)) return null;

  const isSecret = head.kind === 'Secret' && head.apiVersion === 'v1';
  const content = isSecret
    ? readSecret(fields)
    : { credentials: carries === 'anywhere' ? readParts(fields, head.kind) : [], plain: [] };
  const credentials = [
    ...(isSecret && !inFolder ? [] : content.credentials),
    ...(annotations ? readAnnotations(annotations, isSecret && !inFolder) : []),
  ];
  return {
    ...head,
    noun: 'credentialCarrier',
    inFile: inFolder,
    sealed: head.kind === 'SealedSecret' || hasSopsBlock(fields.raw),
    credentials: credentials
      .slice(0, mostFound)
      .map(({ steps, form, kind, length, line }) => ({ form, kind, path: writePath(steps), length, line })),
    plainData: isSecret && inFolder ? content.plain.map(writePath) : [],
  };
}

/** Everything but its metadata. */
function readParts({ raw }: Fields, kind: string): PlacedCredential[] {
  if (hasSopsBlock(raw) && !holdsEncrypted(raw)) {
    return [{ form: 'sealed-badly', kind: 'no encrypted value', steps: ['sops'], length: 0, line: null }];
  }
  const where = kind === 'ConfigMap' ? 'setting' : 'field';
  return Object.keys(raw).flatMap((key) => (apart.has(key) ? [] : readLiterals(raw[key], [key], where)));
}

function readAnnotations(annotations: Fields, withoutSecretData: boolean): PlacedCredential[] {
  return Object.keys(annotations.raw).flatMap((key) => {
    // A digest that makes pods roll: `checksum/secret`.
    if (/^checksum\b/.test(key)) return [];
    const steps = ['metadata', 'annotations', key];
    const value = annotations.raw[key];
    const copy = key === lastApplied && typeof value === 'string' ? parseObject(value) : null;
    if (!copy)
      return readLiterals({ [key.slice(key.lastIndexOf('/') + 1)]: value }, steps.slice(0, 2), 'field').map((one) => ({
        ...one,
        steps,
      }));
    return readCopy(copy, withoutSecretData).map((one) => ({ ...one, steps, line: null }));
  });
}

/** The object as it was applied, which kubectl keeps in an annotation: a Secret's data too. */
function readCopy(copy: Fields, withoutSecretData: boolean): PlacedCredential[] {
  if (copy.raw['kind'] !== 'Secret') return readParts(copy, String(copy.raw['kind']));
  if (withoutSecretData) return [];
  try {
    return [...readSecret(copy).credentials];
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return [];
  }
}

function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRaw(value) ? new Fields(value) : null;
  } catch {
    // Not what kubectl wrote: it is searched as any other text.
    return null;
  }
}
