import type { CredentialCarrier } from '../../estate/credential.ts';
import { parseJson } from '../manifests/text/parse-json.ts';
import { defaultReadLimits } from '../manifests/text/read-limits.ts';
import { Fields, isRaw, MalformedField, writePath } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { mostFound } from './found-credential.ts';
import { mayCarryCredentials } from './may-carry-credentials.ts';
import type { PlacedCredential } from './placed-credential.ts';
import { type Literals, readLiterals } from './read-literals.ts';
import { readSecret } from './read-secret.ts';
import { hasSopsBlock, holdsEncrypted } from './sops-block.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Parts of an object that are looked into by other means, or hold nothing of its author's. */
const apart = new Set(['apiVersion', 'kind', 'metadata', 'status', 'sops']);

/** Looks for credentials that stand in an object in plain text; null for an object that can carry none. */
export function readCredentials({ fields, metadata, head }: Subject, inFolder: boolean): CredentialCarrier | null {
  const carries = mayCarryCredentials(head.apiVersion, head.kind);
  if (carries === 'never') return null;
  const isSecret = head.kind === 'Secret' && head.apiVersion === 'v1';
  const content = isSecret ? readSecret(fields) : null;
  const parts = isSecret || carries === 'in-annotations' ? nothing : readParts(fields, head.kind);
  const annotations = readAnnotations(metadata.object('annotations'), isSecret && !inFolder);
  const found = [...(inFolder && content ? content.credentials : []), ...parts.found, ...annotations.found];
  if (carries !== 'always' && found.length === 0 && !parts.speaks && !annotations.speaks) return null;
  return {
    ...head,
    noun: 'credentialCarrier',
    inFile: inFolder,
    sealed: head.kind === 'SealedSecret' || hasSopsBlock(fields.raw),
    credentials: found
      .slice(0, mostFound)
      .map(({ steps, form, kind, length, line }) => ({ form, kind, path: writePath(steps), length, line })),
    plainData: inFolder && content ? content.plain.map(writePath) : [],
  };
}

const nothing: Literals = { found: [], speaks: false };

function together(all: readonly Literals[]): Literals {
  return { found: all.flatMap(({ found }) => found), speaks: all.some(({ speaks }) => speaks) };
}

/** Everything but its metadata. */
function readParts({ raw }: Fields, kind: string): Literals {
  if (hasSopsBlock(raw) && !holdsEncrypted(raw)) {
    const form = 'sealed-badly';
    return { found: [{ form, kind: 'no encrypted value', steps: ['sops'], length: 0, line: null }], speaks: true };
  }
  const where = kind === 'ConfigMap' ? 'setting' : 'field';
  return together(Object.keys(raw).flatMap((key) => (apart.has(key) ? [] : [readLiterals(raw[key], [key], where)])));
}

function readAnnotations(annotations: Fields | null, withoutSecretData: boolean): Literals {
  if (!annotations) return nothing;
  return together(
    Object.keys(annotations.raw).map((key) => {
      // A digest that makes pods roll: `checksum/secret`.
      if (/^checksum\b/.test(key)) return nothing;
      const steps = ['metadata', 'annotations', key];
      const value = annotations.raw[key];
      const copy = key === lastApplied && typeof value === 'string' ? parseObject(value) : null;
      if (copy)
        return {
          found: readCopy(copy, withoutSecretData).map((one) => ({ ...one, steps, line: null })),
          speaks: false,
        };
      const { found, speaks } = readLiterals(
        { [key.slice(key.lastIndexOf('/') + 1)]: value },
        steps.slice(0, 2),
        'field',
      );
      return { found: found.map((one) => ({ ...one, steps })), speaks };
    }),
  );
}

/** The object as it was applied, which kubectl keeps in an annotation: a Secret's data too. */
function readCopy(copy: Fields, withoutSecretData: boolean): readonly PlacedCredential[] {
  const { kind } = copy.raw;
  if (kind !== 'Secret') return readParts(copy, typeof kind === 'string' ? kind : '').found;
  if (withoutSecretData) return [];
  try {
    return readSecret(copy).credentials;
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return [];
  }
}

function parseObject(text: string): Fields | null {
  // What is no JSON, or nests deeper than kubectl would have read it, is not what kubectl wrote: it is searched as any other text.
  const value = parseJson(text, defaultReadLimits.maxDepth)?.value;
  return isRaw(value) ? new Fields(value) : null;
}
