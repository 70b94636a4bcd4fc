import { locatePaths, toFilePosition } from '../manifests/text/locate.ts';
import { readDocuments } from '../manifests/text/read-documents.ts';
import { Fields, isRaw, type Raw } from '../objects/fields.ts';
import { speaksOfCredentials } from './may-carry-credentials.ts';
import { placeIn, type PlacedCredential, type Steps } from './placed-credential.ts';
import { type Literals, nothing, readLiterals, together } from './read-literals.ts';
import { readSecret } from './read-secret.ts';
import { searchSealedBadly } from './search-object.ts';
import { searchPatch } from './search-patch.ts';
import { searchText } from './search-text.ts';

/** Fields that are looked into by other means. */
const apart = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'sops',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'secretGenerator',
  'configMapGenerator',
]);

/**
 * Finds the credentials that stand in a kustomization itself: in its inline patches, in the literals that it makes Secrets and ConfigMaps of, in the
 * values that it gives to charts, in the addresses of what it uses. Fields of a wrong type are passed over: kustomize refuses them.
 */
export function searchKustomization(kustomization: Raw): Literals {
  const each = (key: string): readonly (readonly [unknown, Steps])[] =>
    listOf(kustomization[key]).map((one, index) => [one, [key, index]] as const);
  return (
    searchSealedBadly(kustomization) ??
    together([
      ...Object.keys(kustomization).map((key): Literals => {
        const { found, speaks } = apart.has(key) ? nothing : readLiterals(kustomization[key], [key], 'field');
        return { found, speaks: speaks || speaksOfCredentials(key) };
      }),
      ...[...each('patches'), ...each('patchesJson6902')].map(([one, steps]) => searchEntry(one, steps)),
      ...each('patchesStrategicMerge').map(([one, steps]) => searchInline(one, steps, null)),
      ...each('secretGenerator').map(([one, steps]) => searchGenerator(one, steps, searchSecretLiteral)),
      ...each('configMapGenerator').map(([one, steps]) => searchGenerator(one, steps, searchSetting)),
    ])
  );
}

function searchEntry(entry: unknown, steps: Steps): Literals {
  if (!isRaw(entry)) return searchInline(entry, steps, null);
  const { patch, target } = entry;
  const kind = isRaw(target) && typeof target['kind'] === 'string' ? target['kind'] : null;
  return searchInline(patch, [...steps, 'patch'], kind);
}

/** A patch that is written into the kustomization: as text, mostly of several lines, or as what that text would say. The name of a file is none. */
function searchInline(patch: unknown, steps: Steps, target: string | null): Literals {
  if (typeof patch !== 'string') {
    const { found, speaks } = searchPatch(patch, target);
    return { speaks, found: found.map((one) => ({ ...one, steps: [...steps, ...one.steps] })) };
  }
  return together(
    readDocuments(patch).map((document): Literals => {
      const text = patch.slice(document.offset, document.end);
      if (document.problem) {
        const inside = searchText(text).map((one) => ({ ...one, start: one.start + document.offset }));
        return { found: placeIn(steps, patch, inside, null), speaks: false };
      }
      const { found, speaks } = searchPatch(document.value, target);
      if (found.length === 0) return { found, speaks };
      const positions = locatePaths(
        text,
        found.map((one) => one.steps),
      );
      const isOneLine = !patch.trimEnd().includes('\n');
      return {
        speaks,
        found: found.map((one, index): PlacedCredential => {
          const at = positions[index] ?? { line: 1, column: 1 };
          return { ...one, steps, line: isOneLine ? null : toFilePosition(document, at).line };
        }),
      };
    }),
  );
}

type SearchLiteral = (name: string, value: string) => Literals;

function searchGenerator(generator: unknown, steps: Steps, search: SearchLiteral): Literals {
  if (!isRaw(generator)) return nothing;
  return together(
    listOf(generator['literals']).map((literal, index): Literals => {
      if (typeof literal !== 'string') return nothing;
      const [name, value] = splitLiteral(literal);
      const { found, speaks } = search(name, value);
      return { speaks, found: found.map((one) => ({ ...one, steps: [...steps, 'literals', index] })) };
    }),
  );
}

/** `name=value`; quotes around the value are taken off, as kustomize does. */
function splitLiteral(literal: string): [name: string, value: string] {
  const equals = literal.indexOf('=');
  if (equals < 0) return ['', literal];
  const value = literal.slice(equals + 1);
  const quoted = /^"(.*)"$|^'(.*)'$/s.exec(value);
  return [literal.slice(0, equals), quoted ? (quoted[1] ?? quoted[2] ?? '') : value];
}

function searchSecretLiteral(name: string, value: string): Literals {
  const { credentials } = readSecret(new Fields({ stringData: { [name]: value } }));
  return {
    found: credentials.map((one) => (one.form === 'plain-secret' ? { ...one, form: 'literal-credential' } : one)),
    speaks: true,
  };
}

function searchSetting(name: string, value: string): Literals {
  return readLiterals({ [name]: value }, [], 'setting');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
