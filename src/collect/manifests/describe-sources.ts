import { basename, dirname, relative, sep } from 'node:path';
import { factNames, type FactName } from '../../estate/facts.ts';
import { isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import type { Change } from './change.ts';
import type { BrokenDocument } from './note-broken.ts';
import type { UnrenderedSource } from './note-source.ts';
import type { FoundSources, KustomizationSource } from './find-sources.ts';
import { chartMayHold, gitopsSourceOf } from './gitops-sources.ts';
import type { FoundFile } from './list-files.ts';
import { otherPolicySignOf } from './other-policy-sign.ts';
import type { FileReader } from './read-files.ts';
import type { AppliedSource } from './render/apply-sources.ts';
import type { Renderings } from './render/render-sources.ts';
import type { Rendering } from './render/rendering.ts';
import { isKustomizationName } from './read-kustomization.ts';
import { type Document, readDocuments } from './text/read-documents.ts';
import { touchedBy } from './touched-by.ts';
import { unfoldList } from './unfold-list.ts';

/** What the sources of a folder may hold, and what of their files cannot be read. */
export interface DescribedSources {
  readonly unrendered: readonly UnrenderedSource[];
  readonly unreadable: readonly BrokenDocument[];
}

/** Is shown each text that was read, with its documents. */
export type SeeText = (file: FoundFile, text: string, documents: readonly Document[]) => void;

/**
 * Says of each chart and kustomization what it may hold, as long as nothing renders it. Rendering changes objects, not their kinds, so the files that a
 * kustomization takes its objects from tell which facts they may become; of one that also takes them from elsewhere nothing is known. Yields each of
 * these files before it is read, so that whoever waits can be interrupted.
 */
export function* describeSources(
  { charts, kustomizations, resources, unusedComponents }: FoundSources,
  reader: FileReader,
  see: SeeText,
  { own, applied }: Renderings,
): Generator<FoundFile, DescribedSources> {
  const unreadable: BrokenDocument[] = [];
  const factsOf = new Map<FoundFile, readonly FactName[]>();
  for (const file of new Set([...resources, ...applied.flatMap((one) => one.resources ?? [])])) {
    yield file;
    const documents = readText(file, reader, unreadable, see);
    factsOf.set(file, documents ? factsOfDocuments(documents) : factNames);
  }

  const replaced = new Set(applied.flatMap(({ replaces }) => replaces));
  const laidOver = new Set(applied.flatMap(({ components }) => components));
  const isLeft = ({ path }: FoundFile): boolean => !replaced.has(path) && !('text' in (own.get(path) ?? notTried));
  const whyNot = ({ path }: FoundFile): Unrendered => {
    const rendering = own.get(path) ?? notTried;
    return 'text' in rendering ? notTried : rendering;
  };
  const unrendered = [
    ...charts.filter(isLeft).map((file) => describeChart(file, readText(file, reader, unreadable), whyNot(file))),
    ...kustomizations
      .filter(([{ file }]) => isLeft(file))
      .map((parts) => describeKustomization(parts, factsOf, whyNot(parts[0].file))),
    ...unusedComponents.filter(({ file }) => !laidOver.has(dirname(file.path))).map(describeUnused),
    ...applied.flatMap((one) => describeApplied(one)),
  ];
  const parts = new Set([...kustomizations.flat(), ...unusedComponents]);
  return { unrendered, unreadable: [...[...parts].flatMap((part) => part.unreadable), ...unreadable] };
}

/** A source that a GitOps object of the folder applies, as it would be applied, which could not be rendered. */
function describeApplied({ application, what, isChart, file, rendering }: AppliedSource): UnrenderedSource[] {
  if ('text' in rendering) return [];
  const { namespace, folder, name } = application;
  return [
    {
      file: file.shown,
      type: isChart ? 'chart' : 'kustomization',
      place: file.place,
      message: `${what}, which is not rendered: ${rendering.problem}`,
      mayHold: isChart ? chartMayHold : factNames,
      namespace,
      elsewhere: false,
      isChart,
      names: [basename(folder), name],
    },
  ];
}

/** A GitOps object that brings more than stands in the files that it applies, which are read as they are. */
export function describeBringing({ file, who, brings }: Change): UnrenderedSource {
  return {
    file: file.shown,
    type: 'kustomization',
    place: file.place,
    message: `${who} applies ${brings?.what}, and what comes of it is not seen here`,
    mayHold: factNames,
    namespace: brings?.namespace ?? null,
    elsewhere: false,
    isChart: false,
    names: [],
  };
}

type Unrendered = Exclude<Rendering, { readonly text: string }>;

const notTried: Unrendered = { problem: 'nothing was asked to render it', missing: 'tool' };

/** What the files of sources do not say, read as they are. */
export interface DescribedRaw {
  /** The sources that bring what lies in no file that was given. */
  readonly incomplete: readonly UnrenderedSource[];
  /** The names of all charts, and of those that they depend on. */
  readonly names: readonly string[];
}

/**
 * Says of each chart and kustomization, whose files are read as they are, what these do not tell. What of them cannot be read is listed as any other file
 * that cannot, and hides everything.
 */
export function describeRaw({ charts, kustomizations }: FoundSources, reader: FileReader): DescribedRaw {
  const read = charts.map((file) => ({ file, ...readChart(file, readText(file, reader, [])) }));
  const parts = [...new Set(kustomizations.flat())];
  return {
    names: read.flatMap(({ names }) => names),
    incomplete: [
      ...read
        .filter(({ dependsOnMore }) => dependsOnMore)
        .map(({ file, name, names }) => ({
          ...chartAt(file, names),
          message: `the chart ${name} depends on charts that its files do not hold`,
        })),
      ...parts
        .filter(({ isOpaque, unreadable }) => isOpaque && unreadable.length === 0)
        .map((part) => ({
          ...describe(part),
          ...landingOf(part, kustomizations, reader),
          message:
            'a kustomization takes what cannot be seen here: a remote base, a chart, a generator, or a file that is missing or outside',
          mayHold: factNames,
          names: part.charts,
        })),
    ],
  };
}

/**
 * Where the objects of a part land: in the namespace of each kustomization that uses it, if each states one. Files are read as they are, so theirs stay
 * where they say.
 */
function landingOf(
  part: KustomizationSource,
  kustomizations: FoundSources['kustomizations'],
  reader: FileReader,
): Pick<UnrenderedSource, 'landing'> {
  const using = kustomizations.filter((parts) => parts.includes(part));
  const namespaces = using.flatMap(([root]) => root.namespace ?? []);
  if (namespaces.length < using.length) return {};
  const files = new Set(using.flatMap((parts) => parts.flatMap(({ resources }) => resources)));
  const stated = [...files].flatMap((file) => objectsOf(readText(file, reader, []) ?? []).flatMap(namespaceOf));
  return { landing: [...new Set([...namespaces, ...stated])] };
}

function namespaceOf({ metadata }: Raw): string[] {
  return isRaw(metadata) && typeof metadata['namespace'] === 'string' ? [metadata['namespace']] : [];
}

interface Chart {
  /** Its own, else that of its folder. */
  readonly name: string;
  readonly names: readonly string[];
  readonly isLibrary: boolean;
  readonly dependsOnMore: boolean;
}

function readChart(file: FoundFile, documents: readonly Document[] | null): Chart {
  const content = objectsOf(documents ?? [])[0] ?? {};
  const dependencies = Array.isArray(content['dependencies']) ? content['dependencies'].filter(isRaw) : [];
  const folder = basename(dirname(file.path));
  const name = typeof content['name'] === 'string' ? content['name'] : folder;
  const names = [name, ...dependencies.map((one) => one['name'])].filter(
    (one): one is string => typeof one === 'string',
  );
  return { name, names, isLibrary: content['type'] === 'library', dependsOnMore: dependencies.length > 0 };
}

function describeChart(
  file: FoundFile,
  documents: readonly Document[] | null,
  { problem, missing }: Unrendered,
): UnrenderedSource {
  const { name, names, isLibrary } = readChart(file, documents);
  return {
    ...chartAt(file, names),
    message: `the chart ${name} is not rendered: ${problem}${missing === 'tool' ? '; `helm template` writes manifests that can be read' : ''}`,
    // A library chart makes nothing by itself.
    ...(isLibrary ? { mayHold: [] } : {}),
  };
}

function chartAt({ shown, place }: FoundFile, names: readonly string[]): Omit<UnrenderedSource, 'message'> {
  return {
    file: shown,
    type: 'chart',
    place,
    mayHold: chartMayHold,
    namespace: null,
    elsewhere: false,
    isChart: true,
    names,
  };
}

function describeKustomization(
  [root, ...others]: readonly [KustomizationSource, ...KustomizationSource[]],
  factsOf: ReadonlyMap<FoundFile, readonly FactName[]>,
  { problem, missing }: Unrendered,
): UnrenderedSource {
  const parts = [root, ...others];
  const files = [...new Set(parts.flatMap((part) => [...part.resources, ...part.fragments]))];
  const facts = new Set([
    ...always,
    ...parts.flatMap((part) => part.resources.flatMap((file) => factsOf.get(file) ?? factNames)),
  ]);
  const isOpaque = parts.some((part) => part.isOpaque);
  const more = isOpaque ? ', which also takes what cannot be seen here,' : '';
  return {
    ...describe(root),
    ...(root.namespace === null ? {} : { landing: [root.namespace] }),
    message: `a kustomization ${nameFiles(files, root.file)}${more} is not rendered: ${problem}; ${missing === 'tool' ? '`kustomize build` writes manifests that can be read, and ' : ''}--raw reads its files as they are`,
    mayHold: isOpaque ? factNames : factNames.filter((name) => facts.has(name)),
    names: [...new Set([basename(dirname(root.file.path)), ...parts.flatMap(({ charts }) => charts)])],
  };
}

/** A kustomization may make Secrets and give its objects to another namespace, whatever its files hold. */
const always: readonly FactName[] = ['credentialCarriers', 'namespaces'];

function describeUnused(component: KustomizationSource): UnrenderedSource {
  return {
    ...describe(component),
    type: 'component',
    message: `a component ${nameFiles([...component.resources, ...component.fragments], component.file)}, which no kustomization here uses`,
    mayHold: [],
    names: [],
  };
}

function describe({ file }: KustomizationSource): Omit<UnrenderedSource, 'message' | 'mayHold' | 'names'> {
  return {
    file: file.shown,
    type: 'kustomization',
    place: file.place,
    namespace: null,
    elsewhere: false,
    isChart: false,
  };
}

function nameFiles(files: readonly FoundFile[], { path: root }: FoundFile): string {
  const names = files.map(({ path }) => relative(dirname(root), path).split(sep).join('/'));
  const own = names.filter((name) => !isKustomizationName(basename(name)));
  if (own.length === 0) return 'without files of its own';
  const some = `of ${own.slice(0, 2).join(', ')}`;
  return own.length <= 2 ? some : `${some} and ${own.length - 2} more files`;
}

/** The facts that some documents may become. */
function factsOfDocuments(documents: readonly Document[]): readonly FactName[] {
  return [...new Set(objectsOf(documents).flatMap(factsOfObject))];
}

function factsOfObject(raw: Raw): readonly FactName[] {
  const { apiVersion, kind } = raw;
  if (typeof kind !== 'string') return [];
  if (typeof apiVersion !== 'string') return touchedBy(kind, null);
  try {
    const gitops = gitopsSourceOf(raw);
    if (gitops) return gitops.mayHold;
    const touched = touchedBy(kind, apiVersion).filter((fact) => fact !== 'otherNetworkPolicies');
    return otherPolicySignOf(raw) === null ? touched : [...touched, 'otherNetworkPolicies'];
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return touchedBy(kind, apiVersion);
  }
}

/** Objects among documents, lists unfolded. */
function objectsOf(documents: readonly Document[]): Raw[] {
  return documents.flatMap(({ value }) => (unfoldList(value)?.map((item) => item.value) ?? [value]).filter(isRaw));
}

/** The documents of a file; null when not even their number is known. What cannot be read of it is put among the unreadable. */
function readText(
  file: FoundFile,
  reader: FileReader,
  unreadable: BrokenDocument[],
  see?: SeeText,
): readonly Document[] | null {
  const read = reader.read(file);
  if ('leftOut' in read) return null;
  const { shown, place } = file;
  if ('problem' in read) {
    unreadable.push({ file: shown, ...read.problem, place, apiVersion: null, kind: null });
    return null;
  }
  const documents = readDocuments(read.text);
  for (const { problem } of documents) {
    if (!problem) continue;
    const { line, column, message, apiVersion, kind, name } = problem;
    unreadable.push({ file: shown, line, column, message, place, apiVersion, kind, name });
  }
  see?.(file, read.text, documents);
  return documents;
}
