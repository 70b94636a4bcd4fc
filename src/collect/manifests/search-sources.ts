import type { FoundPart, FoundSources } from './find-sources.ts';
import type { EstateBuilder } from './estate-builder.ts';
import type { Where } from './where.ts';
import type { FoundFile } from './list-files.ts';
import type { ReadText } from './locate-evidence.ts';
import type { FileReader } from './read-files.ts';
import type { EncodingProblem } from './text/decode-text.ts';
import { checksum } from './text/checksum.ts';
import { type DocumentProblem, readDocuments } from './text/read-documents.ts';

/** What files are searched with. */
interface Tools {
  readonly builder: EstateBuilder;
  readonly reader: FileReader;
  readonly texts?: Map<string, ReadText> | undefined;
}

/**
 * Looks for credentials in what belongs to sources and is no manifest by itself, such as patches and values: it stands in Git as it is. Yields each
 * file before it is read, so that whoever waits can be interrupted.
 */
export function* searchParts(parts: readonly FoundPart[], tools: Tools): Generator<FoundFile> {
  const { builder } = tools;
  for (const { file, ...part } of parts) {
    yield file;
    const text = readText(file, tools);
    if (text === null) continue;
    if (typeof text !== 'string') noteUnread(text, file, tools);
    // What a ConfigMap or a Secret is made of may have any syntax.
    else if (part.role === 'config-file' || part.role === 'secret-file')
      builder.searchPart({ text }, part, startOf(file));
    else
      for (const document of readDocuments(text)) {
        if (document.problem) noteUnread(document.problem, file, tools);
        const { offset, end, problem, value } = document;
        builder.searchPart(problem ? { text: text.slice(offset, end) } : { value }, part, startOf(file, document));
      }
  }
}

/** Looks for credentials in kustomizations themselves. What cannot be read of one was listed when it was found. */
export function* searchKustomizations(sources: FoundSources, tools: Tools): Generator<FoundFile> {
  for (const file of filesOfKustomizations(sources)) {
    yield file;
    const text = readText(file, tools);
    if (typeof text !== 'string') continue;
    for (const { value, line, index } of readDocuments(text))
      tools.builder.search(value, startOf(file, { line, index }));
  }
}

/** The kustomizations of a folder, each once. */
export function filesOfKustomizations({ kustomizations, unusedComponents }: FoundSources): ReadonlySet<FoundFile> {
  return new Set([...kustomizations.flat(), ...unusedComponents].map(({ file }) => file));
}

type Problem = EncodingProblem & Partial<DocumentProblem>;

/** The text of a file, or why there is none; null where it is left out, which the reader tells. */
function readText(file: FoundFile, { reader, texts }: Tools): string | Problem | null {
  const read = reader.read(file);
  if ('leftOut' in read) return null;
  if ('problem' in read) return read.problem;
  const { shown, path } = file;
  texts?.set(shown, { path, text: null, checksum: checksum(read.text) });
  return read.text;
}

/** Whatever it holds is no object, or one that nothing applies: all that is not known is whether a credential stands in it. */
function noteUnread(problem: Problem, { shown, place }: FoundFile, { builder }: Tools): void {
  const { line, column, message, apiVersion = null, kind = null } = problem;
  builder.addBroken({ file: shown, line, column, message, place, apiVersion, kind }, ['credentialCarriers']);
}

function startOf({ shown, place }: FoundFile, { line, index }: { line: number; index: number } = first): Where {
  return { place, origin: { file: shown, line, document: index }, inFolder: true };
}

const first = { line: 1, index: 0 };
