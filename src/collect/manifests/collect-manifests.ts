import { readFileSync } from 'node:fs';
import type { Estate } from '../../estate/estate.ts';
import type { Place } from '../../estate/place.ts';
import { buildEstate, type EstateBuilder } from './estate-builder.ts';
import { findSources } from './find-sources.ts';
import { type FoundFile, listFiles } from './list-files.ts';
import type { ReadText } from './locate-evidence.ts';
import { decodeText } from './text/decode-text.ts';
import { locatePaths, toFilePosition } from './text/locate.ts';
import { readDocuments } from './text/read-documents.ts';
import { defaultReadLimits } from './text/read-limits.ts';
import type { Authority } from './visibility.ts';

/** How manifests are to be collected. */
export interface CollectOptions {
  readonly authority: Authority;
  /** Reads the files of kustomizations and charts as they are, instead of leaving them as named gaps. */
  readonly raw: boolean;
  /** RFC 3339; becomes the time at which everything was seen. */
  readonly now: string;
  /** The largest file that is read, in bytes. */
  readonly maxFileBytes: number;
  /** The text of standard input, where `-` is among the paths. */
  readonly stdin: string | null;
  /** Takes up what was read, so that fields can be located in it again. */
  readonly texts?: Map<string, ReadText>;
}

/** How far collecting is, in files. */
export interface CollectProgress {
  readonly done: number;
  readonly total: number;
}

type TextOptions = Pick<CollectOptions, 'maxFileBytes' | 'texts'>;

/** A text that is read as a file would be. */
export interface NamedText {
  readonly file: string;
  readonly place: Place;
  readonly text: string;
}

/** Largest file that is read unless the user says otherwise, in bytes. */
export const defaultMaxFileBytes: number = 64 * 1024 * 1024;

/** Reads folders, files and standard input into an estate. UserError for a path that does not exist or cannot be read. */
export function collectManifests(paths: readonly string[], options: CollectOptions): Estate {
  const steps = collectInSteps(paths, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As collectManifests, file by file, so that whoever waits can show how far it is and be interrupted. */
export function* collectInSteps(paths: readonly string[], options: CollectOptions): Generator<CollectProgress, Estate> {
  const builder = buildEstate(options.authority);
  const { files, gaps } = listFiles(paths.filter((path) => path !== '-'));
  for (const gap of gaps) builder.addGap(gap);
  if (options.stdin !== null) addText(builder, { file: '-', place: '', text: options.stdin }, options, null);
  const sources = findSources(files);
  if (options.raw && sources.unrendered.length > 0)
    builder.addAssumption('the files of kustomizations and charts are read as they are (--raw)');
  if (!options.raw) for (const source of sources.unrendered) builder.addSource(source);
  const plain = options.raw ? files : files.filter(({ path }) => !sources.owned.has(path));
  for (const [index, file] of plain.entries()) {
    yield { done: index, total: plain.length };
    addFile(builder, file, options);
  }
  return builder.finish(options.now);
}

/** Reads texts into an estate, as collectManifests reads files: for tests and for the examples of checks. */
export function collectTexts(texts: readonly NamedText[], options: Pick<CollectOptions, 'authority' | 'now'>): Estate {
  const builder = buildEstate(options.authority);
  for (const text of texts)
    addText(builder, text, { maxFileBytes: defaultMaxFileBytes }, text.file === '-' ? null : text.file);
  return builder.finish(options.now);
}

function addFile(builder: EstateBuilder, file: FoundFile, options: CollectOptions): void {
  const { maxFileBytes } = options;
  if (file.size > maxFileBytes) {
    const limit =
      maxFileBytes < 1024 * 1024 ? `${maxFileBytes} bytes` : `${Math.floor(maxFileBytes / 1024 / 1024)} MiB`;
    const message = `the file is larger than ${limit} (--max-file-size raises the limit)`;
    builder.addBroken({ file: file.shown, line: 1, column: 1, message, place: file.place, kind: null });
    return;
  }
  const bytes = bytesOf(file, builder);
  if (bytes === null) return;
  const decoded = decodeText(bytes);
  if ('problem' in decoded) {
    builder.addBroken({ file: file.shown, ...decoded.problem, place: file.place, kind: null });
    return;
  }
  addText(builder, { file: file.shown, place: file.place, text: decoded.text }, options, file.path);
}

function bytesOf(file: FoundFile, builder: EstateBuilder): Uint8Array | null {
  try {
    return readFileSync(file.path);
  } catch (error) {
    const message = `the file cannot be read (${(error as NodeJS.ErrnoException).code})`;
    builder.addBroken({ file: file.shown, line: 1, column: 1, message, place: file.place, kind: null });
    return null;
  }
}

/** Reads the documents of a text; `path` is the file that it stands in, null for standard input. */
function addText(
  builder: EstateBuilder,
  { file, place, text }: NamedText,
  { maxFileBytes, texts }: TextOptions,
  path: string | null,
): void {
  const digest = builder.addFile(file, text);
  texts?.set(file, { path, text: path === null ? text : null, digest });
  // Who raises the limit of a file means the documents in it, too.
  const limits = {
    ...defaultReadLimits,
    maxDocumentLength: Math.max(
      defaultReadLimits.maxDocumentLength,
      maxFileBytes > defaultMaxFileBytes ? maxFileBytes : 0,
    ),
  };
  for (const document of readDocuments(text, limits)) {
    const { line, index, offset, end } = document;
    if ('problem' in document) {
      const { problem } = document;
      if (/\b(apiVersion|kind)\b/.test(text))
        builder.addBroken({
          file,
          line: problem.line,
          column: problem.column,
          message: problem.message,
          place,
          kind: problem.kind,
        });
      else builder.addOther();
      continue;
    }
    const where = { place, origin: { file, line, document: index }, inFolder: path !== null };
    if (!builder.add(document.value, where)) builder.addOther();
    builder.placeRefused((paths) =>
      locatePaths(text.slice(offset, end), paths).map((at) => toFilePosition(document, at)),
    );
  }
}
