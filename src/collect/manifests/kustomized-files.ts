import { isRaw } from '../objects/fields.ts';
import { closureOf, type FoundSources, type KustomizationSource } from './find-sources.ts';
import type { FoundFile } from './list-files.ts';
import { readDocuments } from './text/read-documents.ts';
import type { Kustomized } from './where.ts';

/** Tells what kustomizations make of a file; null for one that none takes. What a kustomization sets holds for all that it uses, whatever that sets. */
export function kustomizedFiles(
  { kustomizations, byFolder }: FoundSources,
  textOf: (file: FoundFile) => string | null,
): (file: FoundFile) => Kustomized | null {
  const made = new Map<FoundFile, { namespaces: Set<string | null>; roots: Set<KustomizationSource> }>();

  function visit(
    root: KustomizationSource,
    source: KustomizationSource,
    given: string | null,
    seen: Set<string>,
  ): void {
    const namespace = given ?? source.namespace;
    const step = JSON.stringify([source.file.path, namespace]);
    if (seen.has(step)) return;
    seen.add(step);
    for (const file of source.resources) {
      const known = made.get(file) ?? { namespaces: new Set(), roots: new Set() };
      made.set(file, known);
      known.namespaces.add(namespace);
      known.roots.add(root);
    }
    for (const folder of source.uses) {
      const used = byFolder.get(folder);
      if (used) visit(root, used, namespace, seen);
    }
  }

  for (const [root] of kustomizations) visit(root, root, null, new Set());

  return (file) => {
    const known = made.get(file);
    if (!known) return null;
    const { namespaces, roots } = known;
    const taken = (root: KustomizationSource): FoundFile[] =>
      closureOf(root, byFolder).flatMap(({ resources }) => resources);
    return {
      namespaces,
      holdsAccount: (name) => [...roots].every((root) => taken(root).some((one) => holdsAccount(textOf(one), name))),
    };
  };
}

function holdsAccount(text: string | null, name: string): boolean {
  if (text === null || !text.includes('ServiceAccount')) return false;
  return readDocuments(text).some(
    ({ value }) =>
      isRaw(value) &&
      value['kind'] === 'ServiceAccount' &&
      isRaw(value['metadata']) &&
      value['metadata']['name'] === name,
  );
}
