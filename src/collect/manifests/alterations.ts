import type { Alteration, Altering } from './alteration.ts';
import type { Change, GivenSources } from './change.ts';
import { changesByGitops } from './changes-by-gitops.ts';
import { changesByKustomizations } from './changes-by-kustomizations.ts';
import type { Touches } from './altering-fields.ts';
import { givenRepository } from './folder-index.ts';
import type { FoundFile } from './list-files.ts';

/** What changes what is read as it is. */
export interface Alterations {
  /** Tells what changes the objects of a file; null for nothing. */
  readonly at: (file: FoundFile) => Altering | null;
  /** Those that also bring what stands in no file that they apply. */
  readonly bringing: readonly Change[];
}

/**
 * Looks for what changes the objects of files that are read as they are: kustomizations that take them, and GitOps objects in the files of `applying`
 * whose folders were not rendered as they apply them (`taken`).
 */
export function alterations(
  given: GivenSources,
  applying: readonly FoundFile[],
  taken: ReadonlySet<string>,
): Alterations {
  const repository = givenRepository(given);
  const changes = [
    ...(given.readsAll ? changesByKustomizations(given) : []),
    ...applying.flatMap((file) => changesByGitops(file, given, repository, taken)),
  ];
  const found = new Map<string, { readonly alteration: Alteration; readonly touches: Touches }[]>();
  for (const { files, file, who, fields } of changes) {
    const all = fields.map(({ field, touches }) => ({ alteration: { file: file.shown, who, by: field }, touches }));
    for (const { path } of files) found.set(path, [...(found.get(path) ?? []), ...all]);
  }
  return {
    bringing: changes.filter(({ brings }) => brings !== null),
    at(file) {
      const own = found.get(file.path);
      return own ? (raw) => own.filter(({ touches }) => touches(raw)).map(({ alteration }) => alteration) : null;
    },
  };
}
