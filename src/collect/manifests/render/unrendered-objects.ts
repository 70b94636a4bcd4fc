import type { Origin } from '../../../estate/identity.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import type { FoundFile } from '../list-files.ts';
import type { Document } from '../text/read-documents.ts';
import { unfoldList } from '../unfold-list.ts';

/** The objects in the files of kustomizations, as they are before they are rendered. */
export interface UnrenderedObjects {
  /** Takes up the objects of a file. */
  note(file: FoundFile, documents: readonly Document[]): void;
  /** Where the object stood that became this one; null when that cannot be told. kustomize may have given it a prefix and a suffix. */
  find(rendered: Raw, files: readonly FoundFile[]): Origin | null;
}

interface Noted {
  readonly kind: unknown;
  readonly name: string;
  readonly origin: Origin;
}

/** Keeps where objects stand, by their files. */
export function unrenderedObjects(): UnrenderedObjects {
  const byFile = new Map<string, Noted[]>();
  return {
    note({ path, shown }, documents) {
      const noted = documents.flatMap(({ value, line, index }) =>
        (unfoldList(value) ?? [{ value, path: [] }]).flatMap(({ value: object, path: within }) => {
          if (!isRaw(object)) return [];
          const origin = { file: shown, line, document: index, ...(within.length > 0 ? { within } : {}) };
          return [{ kind: object['kind'], name: nameOf(object), origin }];
        }),
      );
      byFile.set(path, noted);
    },
    find(rendered, files) {
      const name = nameOf(rendered);
      const same = files
        .flatMap(({ path }) => byFile.get(path) ?? [])
        .filter(({ kind, name: before }) => kind === rendered['kind'] && before !== '' && name.includes(before));
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
