import { type FileList, type FoundFile, listFiles } from './list-files.ts';
import { findSources, type FoundSources } from './find-sources.ts';
import { gitopsMarks } from './gitops-sources.ts';
import { readFiles, type SizeLimits } from './read-files.ts';

/** Largest file that is read unless the user says otherwise, in bytes. */
export const defaultMaxFileBytes: number = 64 * 1024 * 1024;

/** How much is read of all files together unless the user says otherwise, in bytes. */
export const defaultMaxTotalBytes: number = 2 * 1024 * 1024 * 1024;

/** How much is read of an input; see defaultMaxFileBytes and defaultMaxTotalBytes. */
export type InputLimits = Pick<SizeLimits, 'maxFileBytes'> & Partial<SizeLimits>;

/** What a file may hold, by the words that stand in it. */
export interface FileMarks {
  /** An object that applies a folder or a chart. */
  readonly appliesSources: boolean;
  readonly definesKinds: boolean;
}

/** The files that were named, and what is known of them before the first is parsed. */
export interface OpenInput extends FileList {
  readonly limits: SizeLimits;
  readonly sources: FoundSources;
  /** Looked for once for each file, when it is first asked for. */
  marksOf(file: FoundFile): FileMarks;
  /** The text of a file; null when it cannot be read. */
  textOf(file: FoundFile): string | null;
}

/** The kinds of what says which objects of a kind there can be. */
export const definitions = ['CustomResourceDefinition', 'MutatingWebhookConfiguration'];

/** Lists the files at or below some paths; `-` is standard input, and no file. UserError as of listFiles. */
export function openInput(
  paths: readonly string[],
  { maxFileBytes, maxTotalBytes = defaultMaxTotalBytes }: InputLimits,
): OpenInput {
  const limits = { maxFileBytes, maxTotalBytes };
  const list = listFiles(paths.filter((path) => path !== '-'));
  const reader = readFiles(limits);
  const marks = new Map<string, FileMarks>();

  function marksOf(file: FoundFile): FileMarks {
    const known = marks.get(file.path);
    if (known) return known;
    const [appliesSources = false, definesKinds = false] = reader.mentions(file, [gitopsMarks, definitions]);
    const found = { appliesSources, definesKinds };
    marks.set(file.path, found);
    return found;
  }

  function textOf(file: FoundFile): string | null {
    const read = reader.read(file);
    return 'text' in read ? read.text : null;
  }

  return { ...list, limits, sources: findSources(list.files, reader), marksOf, textOf };
}
