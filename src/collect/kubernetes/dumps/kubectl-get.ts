import type { Dump, DumpFiles, DumpFormat } from './dump.ts';
import { listsOfSingle, objectsIn } from './single-objects.ts';
import { documentsOfFile, textAt } from './value-of-file.ts';

/**
 * What `kubectl get -o json` or `-o yaml` writes, in one file or many: objects with all that the API server says of them. Nobody can tell whether it was asked
 * for all namespaces, or for those with a label: no list of it is whole.
 */
export const kubectlGet: DumpFormat = {
  title: 'what `kubectl get` wrote',
  // Whether the objects are those of a cluster, only reading tells.
  root: (paths) => (paths.some((path) => /\.(?:json|ya?ml)$/.test(path) || paths.length === 1) ? '' : null),
  read,
};

function read(files: DumpFiles): Dump {
  const unreadable: string[] = [];
  const objects = [...files]
    .flatMap(([path, file]) => {
      const documents = documentsOfFile(file);
      if (documents === null) unreadable.push(path);
      return documents ?? [];
    })
    .flatMap(objectsIn);
  const { yes: told = [], no: cleaned = [] } = Object.groupBy(objects, (one) =>
    textAt(one, 'metadata', 'uid') === null ? 'no' : 'yes',
  );
  return {
    version: null,
    namespaces: null,
    unreadable,
    // What made what is told by uids, and nobody can tell a manifest from an object that lost its own.
    cleaned: listsOfSingle(cleaned, () => 'lacks their uids'),
    lists: listsOfSingle(
      told,
      (resource) => `may hold only some of the ${resource}: whether all were asked for, it does not say`,
    ),
  };
}
