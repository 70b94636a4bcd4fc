import type { Origin } from '../../../estate/identity.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import type { FoundFile } from '../list-files.ts';
import type { Document } from '../text/read-documents.ts';
import { unfoldList } from '../unfold-list.ts';
import type { Kustomized } from '../where.ts';

/** The objects in the files of kustomizations, as they are before they are rendered. */
export interface UnrenderedObjects {
  /** Takes up the objects of a file. */
  note(file: FoundFile, documents: readonly Document[]): void;
  /** Where the object stood that became this one; null when that cannot be told. kustomize may have given it a prefix and a suffix, and a Namespace another name. */
  find(rendered: Raw, files: readonly FoundFile[]): Origin | null;
}

interface Noted {
  readonly kind: unknown;
  readonly name: string;
  /** Of a Namespace: the names that it has once it is rendered. */
  readonly becomes: ReadonlySet<string>;
  readonly origin: Origin;
}

/**
 * Keeps where objects stand, by their files. `kustomizedAt` tells what kustomizations make of a file: kustomize gives a Namespace the name of the namespace
 * that is set for it, and no prefix (sigs.k8s.io/kustomize api/filters/namespace, api/internal/builtins PrefixTransformer).
 */
export function unrenderedObjects(
  kustomizedAt: (file: FoundFile) => Pick<Kustomized, 'namespaces'> | null,
): UnrenderedObjects {
  const byFile = new Map<string, Noted[]>();
  return {
    note(file, documents) {
      const { path, shown } = file;
      const given = [...(kustomizedAt(file)?.namespaces ?? [null])];
      const noted = documents.flatMap(({ value, line, index }) =>
        (unfoldList(value) ?? [{ value, path: [] }]).flatMap(({ value: object, path: within }) => {
          if (!isRaw(object)) return [];
          const origin = { file: shown, line, document: index, ...(within.length > 0 ? { within } : {}) };
          const name = nameOf(object);
          return [{ kind: object['kind'], name, becomes: new Set(given.map((one) => one ?? name)), origin }];
        }),
      );
      byFile.set(path, noted);
    },
    find(rendered, files) {
      const name = nameOf(rendered);
      const same = files
        .flatMap(({ path }) => byFile.get(path) ?? [])
        .filter(({ kind, name: before, becomes }) => {
          if (kind !== rendered['kind'] || before === '') return false;
          return kind === 'Namespace' ? becomes.has(name) : name.includes(before);
        });
      const longest = Math.max(0, ...same.map(({ name: before }) => before.length));
      const [first, ...others] = same.filter(({ name: before }) => before.length === longest);
      return first && others.length === 0 ? first.origin : null;
    },
  };
}

function nameOf(object: Raw): string {
  const { metadata } = object;
  return isRaw(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : '';
}
