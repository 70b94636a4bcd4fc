import { dirname, sep } from 'node:path';
import { closureOf, type FoundSources, type KustomizationSource } from './find-sources.ts';
import type { FoundFile } from './list-files.ts';

/** The manifests that are applied with a folder. */
export interface AppliedManifests {
  /** The kustomization of the folder itself; null where it has none. */
  readonly source: KustomizationSource | null;
  /** Files that belong to no kustomization. */
  readonly plain: readonly FoundFile[];
  /** Folders below it that hold kustomizations, which are applied as such. */
  readonly inside: readonly string[];
  /** All kustomizations that are taken. */
  readonly parts: readonly KustomizationSource[];
}

/** What is applied with a folder (its absolute path): its kustomization, or else its files, and with `isDeep` what lies below it. */
export function appliedManifests(
  folder: string,
  isDeep: boolean,
  { files, sources }: { readonly files: readonly FoundFile[]; readonly sources: Pick<FoundSources, 'byFolder'> },
): AppliedManifests {
  const { byFolder } = sources;
  const partsOf = (path: string): KustomizationSource[] => {
    const part = byFolder.get(path);
    return part ? [...closureOf(part, byFolder)] : [];
  };
  const source = byFolder.get(folder) ?? null;
  if (source) return { source, plain: [], inside: [], parts: partsOf(folder) };
  const below = files.filter(({ path }) => path.startsWith(folder + sep) && (isDeep || dirname(path) === folder));
  // Of a folder with a kustomization only that is taken, and not what lies below it.
  const isBelow = (path: string, above: string): boolean => path.startsWith(above + sep);
  const held = below.flatMap(({ path }) => (byFolder.get(dirname(path))?.file.path === path ? [dirname(path)] : []));
  const inside = held.filter((one) => !held.some((above) => isBelow(one, above)));
  const plain = below.filter(({ path }) => !inside.some((above) => isBelow(path, above)));
  return { source, plain, inside, parts: inside.flatMap(partsOf) };
}
