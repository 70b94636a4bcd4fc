import { basename, dirname, join, posix } from 'node:path';
import type { Place } from '../../estate/place.ts';
import type { FoundFile } from './list-files.ts';
import type { OwnRepository } from './named-repository.ts';

/** What was given of a repository; all paths count from its root. */
export interface GivenRepository {
  readonly folders: Iterable<Place>;
  readonly files: readonly string[];
  /** null where a file cannot be read. */
  readonly textOf: (file: string) => string | null;
  /** Tells what of other repositories is named. */
  readonly own: OwnRepository;
}

/** The files that were given of a repository. */
export interface GivenFiles {
  readonly files: readonly FoundFile[];
  /** The path in its repository of what was given. */
  readonly repositoryPath: string;
  readonly textOf: (file: FoundFile) => string | null;
  readonly own: OwnRepository;
}

/** The folder that all places are relative to; empty for the root of the machine. */
export function baseOf([first]: readonly FoundFile[]): string {
  if (!first) return '';
  const folder = dirname(first.path);
  return folder.slice(0, folder.length - first.place.length).replace(/\/$/, '');
}

/** The absolute path of a folder of the repository; null where it is not, or not only, in what was given. */
export function pathOfPlace(
  place: Place,
  { files, repositoryPath }: Omit<GivenFiles, 'textOf' | 'own'>,
): string | null {
  const base = baseOf(files);
  if (repositoryPath === '') return join(base, place);
  if (place === repositoryPath) return base;
  return place.startsWith(`${repositoryPath}/`) ? join(base, place.slice(repositoryPath.length + 1)) : null;
}

/** The folders and files of the repository, as far as they were given. */
export function givenRepository({ files, repositoryPath, textOf, own }: GivenFiles): GivenRepository {
  const prefix = repositoryPath === '' ? '' : `${repositoryPath}/`;
  const folders = new Set<Place>();
  const byPath = new Map<string, FoundFile>();
  for (const file of files) {
    const place = `${prefix}${file.place}`;
    const steps = place.split('/');
    for (let count = steps.length; count > 0; count -= 1) folders.add(steps.slice(0, count).join('/'));
    byPath.set(posix.join(place, basename(file.path)), file);
  }
  return {
    own,
    folders,
    files: [...byPath.keys()],
    textOf(path) {
      const file = byPath.get(path);
      return file ? textOf(file) : null;
    },
  };
}
