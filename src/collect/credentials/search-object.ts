import { parseJson } from '../manifests/text/parse-json.ts';
import { defaultReadLimits } from '../manifests/text/read-limits.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { mayCarryCredentials, speaksOfCredentials } from './may-carry-credentials.ts';
import type { PlacedCredential, Steps } from './placed-credential.ts';
import { type Literals, nothing, readLiterals, together } from './read-literals.ts';
import { readSecret } from './read-secret.ts';
import { hasSopsBlock, holdsEncrypted } from './sops-block.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Parts of an object that are looked into by other means, or hold nothing of its author's. */
const apart = new Set(['apiVersion', 'kind', 'metadata', 'status', 'sops']);

/** What was found in an object. */
export interface ObjectContent extends Literals {
  /** The fields of a Secret's data that hold no credential that is known here. */
  readonly plain: readonly Steps[];
}

/**
 * Finds the credentials in an object: in its data where it is a Secret in a file, else wherever its kind has room for them, and in its annotations.
 * MalformedField where it is a Secret that the API server would refuse.
 */
export function searchObject({ fields, metadata, head }: Subject, inFolder: boolean): ObjectContent {
  const isSecret = head.kind === 'Secret' && head.apiVersion === 'v1';
  const content = isSecret ? readSecret(fields) : null;
  const hasRoom = !isSecret && mayCarryCredentials(head.apiVersion, head.kind) !== 'in-annotations';
  const parts = hasRoom ? searchParts(fields, head.kind) : nothing;
  const annotations = searchAnnotations(metadata.object('annotations'), isSecret && !inFolder);
  return {
    found: [...(inFolder && content ? content.credentials : []), ...parts.found, ...annotations.found],
    speaks: parts.speaks || annotations.speaks,
    plain: inFolder && content ? content.plain : [],
  };
}

/** Everything but its metadata. */
function searchParts({ raw }: Fields, kind: string): Literals {
  const where = kind === 'ConfigMap' ? 'setting' : 'field';
  return (
    searchSealedBadly(raw) ??
    together(
      Object.keys(raw).map((key) => {
        if (apart.has(key)) return nothing;
        const { found, speaks } = readLiterals(raw[key], [key], where);
        return { found, speaks: speaks || speaksOfCredentials(key) };
      }),
    )
  );
}

/** A SOPS block around values none of which is encrypted; null without one. */
export function searchSealedBadly(raw: Raw): Literals | null {
  if (!hasSopsBlock(raw) || holdsEncrypted(raw)) return null;
  const form = 'sealed-badly';
  return { found: [{ form, kind: 'no encrypted value', steps: ['sops'], length: 0, line: null }], speaks: true };
}

function searchAnnotations(annotations: Fields | null, withoutSecretData: boolean): Literals {
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
          found: searchCopy(copy, withoutSecretData).map((one) => ({ ...one, steps, line: null })),
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
function searchCopy(copy: Fields, withoutSecretData: boolean): readonly PlacedCredential[] {
  const { kind } = copy.raw;
  if (kind !== 'Secret') return searchParts(copy, typeof kind === 'string' ? kind : '').found;
  if (withoutSecretData) return [];
  try {
    return readSecret(copy).credentials;
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    // kubectl wrote no such copy, yet it stands there.
    return readLiterals(copy.raw, [], 'field').found;
  }
}

function parseObject(text: string): Fields | null {
  // What is no JSON, or nests deeper than kubectl would have read it, is not what kubectl wrote: it is searched as any other text.
  const value = parseJson(text, defaultReadLimits.maxDepth)?.value;
  return isRaw(value) ? new Fields(value) : null;
}
