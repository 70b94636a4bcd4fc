import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { readHead } from '../objects/object-metadata.ts';
import { mayCarryCredentials } from './may-carry-credentials.ts';
import type { Steps } from './placed-credential.ts';
import { type Literals, nothing, readLiterals, together } from './read-literals.ts';
import { readSecret } from './read-secret.ts';
import { searchObject } from './search-object.ts';

/**
 * Finds the credentials in a patch: in a part of an object that is merged into the whole one, or in a list of operations (JSON patch, RFC 6902).
 * `target` is the kind of what is patched, where the patch itself does not tell.
 */
export function searchPatch(patch: unknown, target: string | null): Literals {
  if (Array.isArray(patch)) return together(patch.map((one, index) => searchOperation(one, index, target)));
  return isRaw(patch) ? literal(searchMerged(patch, target)) : nothing;
}

/** A patch is no Secret in a file, whatever it is merged into: what stands in it are literals. */
function literal({ found, speaks }: Literals): Literals {
  return {
    speaks,
    found: found.map((one) => (one.form === 'plain-secret' ? { ...one, form: 'literal-credential' } : one)),
  };
}

function searchMerged(patch: Raw, target: string | null): Literals {
  const { apiVersion = 'v1', kind = target } = patch;
  // kustomize takes a patch that does not say what it is for one of its target. Which group that is of does not matter but for a Secret.
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    (patch['apiVersion'] === undefined && kind !== 'Secret')
  )
    return readLiterals(patch, [], 'field');
  if (mayCarryCredentials(apiVersion, kind) === 'never') return nothing;
  try {
    return searchObject(
      readHead(new Fields({ ...patch, apiVersion, kind }), '', [], { file: '', line: 1, document: 0 }),
      true,
    );
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    // It does not become a part of any object, yet it stands there.
    return readLiterals(patch, [], 'field');
  }
}

function searchOperation(operation: unknown, index: number, target: string | null): Literals {
  if (!isRaw(operation)) return nothing;
  const { path, value } = operation;
  if (typeof path !== 'string' || value === undefined) return nothing;
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const steps: Steps = [index, 'value'];
  const [map, key] = keys;
  if (target === 'Secret' && (map === 'data' || map === 'stringData')) {
    if (keys.length === 1 && isRaw(value)) return placeBelow(steps, 1, searchData({ [map]: value }));
    if (keys.length === 2 && key !== undefined) return placeBelow(steps, 2, searchData({ [map]: { [key]: value } }));
  }
  // The number of an item, or the end of a list: what stands there has its name beside it, if any.
  const name = keys.findLast((one) => !/^(?:\d+|-)$/.test(one)) ?? '';
  const isNamed = name === keys.at(-1);
  const where = target === 'ConfigMap' ? 'setting' : 'field';
  return isNamed ? placeBelow(steps, 1, readLiterals({ [name]: value }, [], where)) : readLiterals(value, steps, where);
}

function searchData(raw: Raw): Literals {
  try {
    return literal({ found: readSecret(new Fields(raw)).credentials, speaks: true });
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return readLiterals(raw, [], 'field');
  }
}

/** Puts steps in the place of the first few. */
function placeBelow(steps: Steps, instead: number, { found, speaks }: Literals): Literals {
  return { speaks, found: found.map((one) => ({ ...one, steps: [...steps, ...one.steps.slice(instead)] })) };
}
