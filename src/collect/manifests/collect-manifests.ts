import { basename, dirname, posix, sep } from 'node:path';
import type { Estate } from '../../estate/estate.ts';
import { factNames } from '../../estate/facts.ts';
import type { Place } from '../../estate/place.ts';
import { addAsserted } from './add-asserted.ts';
import { assertedFiles } from './asserted-files.ts';
import type { Altering } from './alteration.ts';
import { alterations } from './alterations.ts';
import { buildEstate, type EstateBuilder } from './estate-builder.ts';
import { describeBringing, describeRaw, describeSources } from './describe-sources.ts';
import type { FoundSources } from './find-sources.ts';
import { isOwnOutput } from './is-own-output.ts';
import { saysKubeconfig } from './is-kubeconfig-name.ts';
import { kustomizedFiles } from './kustomized-files.ts';
import type { FoundFile } from './list-files.ts';
import type { ReadText } from './locate-evidence.ts';
import { defaultMaxFileBytes, definitions, openInput, type OpenInput } from './open-input.ts';
import { factsOfFile } from './other-documents.ts';
import { ownRepositoryOf } from './own-repository.ts';
import { type FileReader, readFiles } from './read-files.ts';
import { isKustomizationName } from './read-kustomization.ts';
import { addRendered, type RenderedSource } from './render/add-rendered.ts';
import { nothingRendered } from './render/render-manifests.ts';
import type { Renderings } from './render/render-sources.ts';
import { unrenderedObjects } from './render/unrendered-objects.ts';
import { filesOfKustomizations, searchKustomizations, searchParts } from './search-sources.ts';
import { checksum } from './text/checksum.ts';
import { isPlainlyOther } from './text/is-plainly-other.ts';
import { locatePaths, toFilePosition } from './text/locate.ts';
import { readDocuments } from './text/read-documents.ts';
import { defaultReadLimits } from './text/read-limits.ts';
import type { Authority } from './visibility.ts';
import type { Kustomized } from './where.ts';

/** How manifests are to be collected. */
export interface CollectOptions {
  readonly authority: Authority;
  /** Reads the files of kustomizations and charts as they are, instead of leaving them as named gaps. */
  readonly raw: boolean;
  /** RFC 3339; becomes the time at which everything was seen. */
  readonly now: string;
  /** The largest file that is read, in bytes. */
  readonly maxFileBytes: number;
  /** How much is read of all files together, in bytes; see defaultMaxTotalBytes. */
  readonly maxTotalBytes?: number;
  /** The text of standard input, where `-` is among the paths. */
  readonly stdin: string | null;
  /** What kustomizations and charts were rendered to, and why not; see renderManifests. Left out, all of them are named gaps. */
  readonly renderings?: Renderings;
  /** The address of the repository that the folder is, where it is declared. */
  readonly repository?: string | null;
  /** Takes up what was read, so that fields can be located in it again. */
  readonly texts?: Map<string, ReadText>;
}

/** How far collecting is, in files. */
export interface CollectProgress {
  readonly done: number;
  readonly total: number;
}

/** What becomes of the objects of a file before they are applied. */
type Treated = Pick<NamedText, 'kustomized' | 'altering'>;

type TextOptions = Pick<CollectOptions, 'maxFileBytes' | 'texts'>;

/** A text that is read as a file would be. */
export interface NamedText {
  readonly file: string;
  readonly place: Place;
  readonly text: string;
  /** What kustomizations make of its objects; null, or left out: it is none of theirs. */
  readonly kustomized?: Kustomized | null;
  /** Tells what changes its objects before they are applied; null, or left out: nothing. */
  readonly altering?: Altering | null;
}

/** Reads folders, files and standard input into an estate. UserError for a path that does not exist or cannot be read. */
export function collectManifests(paths: readonly string[], options: CollectOptions): Estate {
  const steps = collectInSteps(openInput(paths, options), options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As collectManifests, file by file, so that whoever waits can show how far it is and be interrupted. */
export function* collectInSteps(input: OpenInput, options: CollectOptions): Generator<CollectProgress, Estate> {
  const { files, gaps, ignored, repositoryPath, sources } = input;
  const reader = readFiles(input.limits);
  const byPlace = new Map(files.map((file) => [posix.join(file.place, basename(file.path)), file]));
  const own = options.renderings?.repository ?? ownRepositoryOf(input, [], options.repository ?? null);
  const builder = buildEstate(options.authority, {
    own,
    repositoryPath,
    files: [...byPlace.keys()],
    textOf: (path) => {
      const file = byPlace.get(path);
      return file ? input.textOf(file) : null;
    },
  });
  builder.noteIgnored(ignored);
  for (const assumption of own.assumptions) builder.addAssumption(assumption);
  for (const gap of gaps) builder.addGap(gap);
  if (options.stdin !== null) addText(builder, { file: '-', place: '', text: options.stdin }, options, null);
  const { applied } = options.renderings ?? nothingRendered;
  // Plain files are rendered where something is laid over them.
  const taken = new Set(applied.flatMap(({ replaces }) => replaces));
  const plain = files.filter(
    ({ path }) => !(options.raw ? sources.fragments : sources.owned).has(path) && (options.raw || !taken.has(path)),
  );
  const inSources = options.raw ? [] : [...sources.resources, ...filesOfKustomizations(sources)];
  // What nothing applies is read with the rest where all files are read as they are.
  const parts = sources.parts.filter(({ role }) => !(options.raw && role === 'unused'));
  const total = plain.length + parts.length + inSources.length;
  let done = 0;
  // What defines a kind comes before the objects of that kind, whatever the files are called.
  const ofKustomizations = kustomizedFiles(sources, (file) => input.textOf(file));
  const kustomizedAt = options.raw ? ofKustomizations : () => null;
  const { at: alteringAt, bringing } = alterations(
    { files, repositoryPath, sources, textOf: (file) => input.textOf(file), own, readsAll: options.raw },
    plain.filter((file) => input.marksOf(file).appliesSources),
    taken,
  );
  for (const one of bringing) builder.addSource(describeBringing(one));
  const treatedAt = (file: FoundFile): Treated => ({ kustomized: kustomizedAt(file), altering: alteringAt(file) });
  const asserted = assertedFiles(plain, (file) => input.textOf(file));
  const isAsserted = (file: FoundFile): boolean => asserted.has(file.path) && kustomizedAt(file) === null;
  const defining = new Set(plain.filter((file) => input.marksOf(file).definesKinds && !isAsserted(file)));
  for (const file of defining) {
    yield { done: done++, total };
    addFile(builder, reader, file, options, treatedAt(file));
  }
  if (options.raw) noteRaw(sources, builder, reader);
  const beside = [
    ...(options.raw ? [] : [leaveSources(sources, builder, reader, options, ofKustomizations)]),
    searchParts(parts, { builder, reader, texts: options.texts }),
  ];
  for (const steps of beside) while (steps.next().done !== true) yield { done: done++, total };
  for (const file of plain) {
    if (defining.has(file)) continue;
    yield { done: done++, total };
    if (isAsserted(file)) addAsserted(file, { builder, reader, texts: options.texts });
    else addFile(builder, reader, file, options, treatedAt(file));
  }
  builder.addCertificateFiles(input.certificates, reader);
  const leftOut = reader.leftOut();
  if (leftOut) builder.addGap(leftOut);
  return builder.finish(options.now);
}

/**
 * Makes charts and kustomizations named gaps, file by file of those that say what they may hold. These files stand in Git as they are, so credentials
 * are looked for in them.
 */
function* leaveSources(
  sources: FoundSources,
  builder: EstateBuilder,
  reader: FileReader,
  { texts, renderings = nothingRendered }: CollectOptions,
  kustomizedAt: ReturnType<typeof kustomizedFiles>,
): Generator<FoundFile> {
  const objects = unrenderedObjects(kustomizedAt);
  const { unrendered, unreadable } = yield* describeSources(
    sources,
    reader,
    (found, text, documents) => {
      const { shown: file, path, place } = found;
      texts?.set(file, { path, text: null, checksum: checksum(text) });
      objects.note(found, documents);
      for (const { value, line, index } of documents)
        if (value !== undefined)
          builder.search(value, { place, origin: { file, line, document: index }, inFolder: true });
    },
    renderings,
  );
  for (const source of unrendered) builder.addSource(source);
  const rendered = renderedOf(sources, renderings).toSorted((a, b) => Number(defines(b)) - Number(defines(a)));
  for (const source of rendered) addRendered(source, objects, builder, texts);
  for (const { application, by, file, place, resources, parts, rendering } of renderings.applied) {
    builder.land(place, { ...application, by });
    if ('text' in rendering)
      addRendered({ file: { ...file, place }, text: rendering.text, resources, parts }, objects, builder, texts);
  }
  const alsoRendered = renderings.applied.filter(({ rendering }) => 'text' in rendering);
  builder.addFiles(filesRendered(sources, [...rendered, ...alsoRendered]));
  // Whoever installs a chart may give it others, which add and leave out objects.
  const charts = rendered.filter(({ resources }) => resources === null);
  if (charts.length > 0) builder.addAssumption(`charts are installed with their own values${sayEmpty(charts)}`);
  for (const broken of unreadable) builder.addBroken(broken);
  yield* searchKustomizations(sources, { builder, reader, texts });
}

function defines({ text }: RenderedSource): boolean {
  return definitions.some((kind) => text.includes(kind));
}

/** That some charts make nothing as they are: what they hold when their values are others, nobody saw. */
function sayEmpty(charts: readonly RenderedSource[]): string {
  const empty = charts.filter(({ text }) => !/^[^\s#-]/m.test(text)).length;
  return empty === 0 ? '' : `, with which ${empty} of ${charts.length} ${empty === 1 ? 'makes' : 'make'} no object`;
}

function renderedOf({ charts, kustomizations }: FoundSources, { own, applied }: Renderings): RenderedSource[] {
  const replaced = new Set(applied.flatMap(({ replaces }) => replaces));
  const all = [
    ...charts.map((file) => ({ file, resources: null, parts: [] })),
    ...kustomizations.map((parts) => ({
      file: parts[0].file,
      resources: parts.flatMap((part) => part.resources),
      parts,
    })),
  ];
  return all.flatMap(({ file, resources, parts }) => {
    const rendering = replaced.has(file.path) ? undefined : own.get(file.path);
    return rendering && 'text' in rendering ? [{ file, resources, parts, text: rendering.text }] : [];
  });
}

/** How many files the sources that were rendered are made of. */
function filesRendered(
  { owned, kustomizations }: FoundSources,
  rendered: readonly Pick<RenderedSource, 'file' | 'resources'>[],
): number {
  const roots = new Set(rendered.map(({ file }) => file));
  const parts = kustomizations.filter(([root]) => roots.has(root.file)).flat();
  const charts = rendered.filter(({ resources }) => resources === null).map(({ file }) => dirname(file.path) + sep);
  return new Set([
    ...rendered.flatMap(({ resources }) => resources ?? []).map(({ path }) => path),
    ...parts.flatMap(({ file, resources, fragments }) => [file, ...resources, ...fragments]).map(({ path }) => path),
    ...[...owned].filter((path) => charts.some((folder) => path.startsWith(folder))),
  ]).size;
}

/**
 * Says that sources are read as they are, all but what is only a part of one (a patch looks like an object, and is none), and which of them bring what
 * stands in no file.
 */
function noteRaw(sources: FoundSources, builder: EstateBuilder, reader: FileReader): void {
  const { charts, kustomizations, unusedComponents } = sources;
  if (charts.length + kustomizations.length + unusedComponents.length === 0) return;
  builder.addAssumption(
    'the files of kustomizations and charts are read as they are, in the namespace that is set for them, and patches are left out (--raw)',
  );
  const { incomplete, names } = describeRaw(sources, reader);
  for (const source of incomplete) builder.addSource(source);
  builder.addNames('chart', names);
}

/** Reads texts into an estate, as collectManifests reads files: for tests and for the examples of checks. */
export function collectTexts(texts: readonly NamedText[], options: Pick<CollectOptions, 'authority' | 'now'>): Estate {
  const builder = buildEstate(options.authority);
  for (const text of texts)
    addText(builder, text, { maxFileBytes: defaultMaxFileBytes }, text.file === '-' ? null : text.file);
  return builder.finish(options.now);
}

function addFile(
  builder: EstateBuilder,
  reader: FileReader,
  file: FoundFile,
  options: CollectOptions,
  treated: Treated,
): void {
  const read = reader.read(file);
  if ('leftOut' in read) return;
  const { shown, path, place, onlyKubeconfig } = file;
  if ('problem' in read) {
    const known = factsOfFile(shown) ?? undefined;
    builder.addBroken({ file: shown, ...read.problem, place, apiVersion: null, kind: null }, known);
  } else if (onlyKubeconfig && !saysKubeconfig(read.text)) return;
  else addText(builder, { file: shown, place, text: read.text, ...treated }, options, path);
}

/** Reads the documents of a text; `path` is the file that it stands in, null for standard input. */
function addText(
  builder: EstateBuilder,
  { file, place, text, kustomized = null, altering = null }: NamedText,
  { maxFileBytes, texts }: TextOptions,
  path: string | null,
): void {
  builder.addFiles(1);
  texts?.set(file, { path, text: path === null ? text : null, checksum: checksum(text) });
  // Who raises the limit of a file means the documents in it, too.
  const limits = {
    ...defaultReadLimits,
    maxDocumentLength: Math.max(
      defaultReadLimits.maxDocumentLength,
      maxFileBytes > defaultMaxFileBytes ? maxFileBytes : 0,
    ),
  };
  // kustomize knows its own file by its name, whatever it says of itself.
  const isKustomization = isKustomizationName(basename(file));
  for (const document of readDocuments(text, limits)) {
    const { line, index, offset, end } = document;
    if ('problem' in document) {
      const { line: at, column, message, reason, apiVersion, kind, name } = document.problem;
      // What cannot be parsed may have held anything, a template that makes a whole object among it.
      const known = factsOfFile(file);
      if (known) builder.addBroken({ file, line: at, column, message, place, apiVersion, kind, name }, known);
      else if (!isKustomization && isPlainlyOther(text.slice(offset, end), reason)) builder.addOther();
      // A kustomization may bring anything, whatever can still be read of it.
      else
        builder.addBroken(
          { file, line: at, column, message, place, apiVersion, kind, name },
          isKustomization ? factNames : undefined,
        );
      continue;
    }
    const origin = { file, line, document: index };
    const where = {
      place,
      origin,
      inFolder: path !== null,
      ...(kustomized ? { kustomized } : {}),
      ...(altering ? { altering } : {}),
    };
    if (isOwnOutput(document.value)) builder.addFiles(-1);
    else if (!builder.add(document.value, where)) builder.addOther();
    builder.placeRefused((paths) =>
      locatePaths(text.slice(offset, end), paths).map((at) => toFilePosition(document, at)),
    );
  }
}
