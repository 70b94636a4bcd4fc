import { dirname } from 'node:path';
import { isRaw, type Raw } from '../objects/fields.ts';
import { type AlteringField, alteringFields } from './altering-fields.ts';
import type { Change, GivenSources } from './change.ts';
import { closureOf, type KustomizationSource } from './find-sources.ts';
import type { FoundFile } from './list-files.ts';
import { onlyDocument } from './text/only-document.ts';

/** What kustomizations change in the files that they take, whose objects are read as they are. */
export function changesByKustomizations(given: GivenSources): Change[] {
  const { sources, textOf } = given;
  const { kustomizations, byFolder } = sources;
  const all = [...new Set(kustomizations.flat())];
  const areRenamed = all.some((one) => isRenaming(one, textOf));

  /** A component changes what those hold that use it. */
  function takenBy(source: KustomizationSource, seen: readonly KustomizationSource[] = []): FoundFile[] {
    if (seen.includes(source)) return [];
    if (!source.isComponent) return closureOf(source, byFolder).flatMap(({ resources }) => resources);
    const folder = dirname(source.file.path);
    return all.filter(({ uses }) => uses.includes(folder)).flatMap((one) => takenBy(one, [...seen, source]));
  }

  return all.flatMap((source) => {
    const fields = fieldsIn(source, given, areRenamed);
    if (fields.length === 0) return [];
    return [{ file: source.file, who: 'a kustomization', files: [...new Set(takenBy(source))], fields, brings: null }];
  });
}

/** The fields of a kustomization that change single objects. */
export function fieldsIn(
  source: KustomizationSource,
  { files, textOf }: GivenSources,
  areRenamed: boolean,
): readonly AlteringField[] {
  return alteringFields(contentOf(source, textOf), {
    path: source.file.path,
    areRenamed,
    textOf(path) {
      const file = files.find((one) => one.path === path);
      return file ? textOf(file) : null;
    },
  });
}

/** Whether a kustomization gives its objects other names than they have in their files. */
export function isRenaming(source: KustomizationSource, textOf: GivenSources['textOf']): boolean {
  const { namePrefix, nameSuffix } = contentOf(source, textOf);
  return Boolean(namePrefix) || Boolean(nameSuffix);
}

function contentOf({ file }: KustomizationSource, textOf: GivenSources['textOf']): Raw {
  const text = textOf(file);
  const content = text === null ? null : onlyDocument(text);
  return isRaw(content) ? content : {};
}
