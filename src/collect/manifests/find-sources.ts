import { basename, dirname, sep } from 'node:path';
import type { Part } from '../credentials/read-part-credentials.ts';
import { isRaw } from '../objects/fields.ts';
import type { BrokenDocument } from './note-broken.ts';
import type { FoundFile } from './list-files.ts';
import type { FileReader } from './read-files.ts';
import { type GeneratedObject, isKustomizationName, readKustomization } from './read-kustomization.ts';
import { readDocuments } from './text/read-documents.ts';

/** A kustomization among the files, with what its paths lead to. */
export interface KustomizationSource {
  readonly file: FoundFile;
  readonly isComponent: boolean;
  /** The namespace that all its objects land in that lie in one; null: they keep their own. */
  readonly namespace: string | null;
  /** Its own files whose documents become objects. */
  readonly resources: readonly FoundFile[];
  /** Its own files that are no manifests by themselves: patches, values, the contents of generated ConfigMaps and Secrets. */
  readonly fragments: readonly FoundFile[];
  /** Those of them in which a credential may stand. */
  readonly parts: readonly FoundPart[];
  /** The ConfigMaps and Secrets that it makes of files and literals. */
  readonly generated: readonly GeneratedObject[];
  /** Folders of the kustomizations that it uses. */
  readonly uses: readonly string[];
  /** Whether it brings what cannot be seen in these files: a remote base, a chart, a file that is missing, outside or unreadable. */
  readonly isOpaque: boolean;
  readonly charts: readonly string[];
  /** The folders of the charts that it renders, if all of them lie beside it; else empty. */
  readonly localCharts: readonly string[];
  readonly unreadable: readonly BrokenDocument[];
}

/** A file that belongs to a source, is no manifest by itself, and may hold a credential. */
export interface FoundPart extends Part {
  readonly file: FoundFile;
}

/** The sources of a folder that need rendering, and the files that belong to them. */
export interface FoundSources {
  /** The `Chart.yaml` of each chart that lies in no other. */
  readonly charts: readonly FoundFile[];
  /** Each kustomization that no other one uses, with all that it uses, itself first. */
  readonly kustomizations: readonly (readonly [KustomizationSource, ...KustomizationSource[]])[];
  /** The files that kustomizations take their objects from. */
  readonly resources: readonly FoundFile[];
  /** Components that nothing uses: by themselves they make nothing. */
  readonly unusedComponents: readonly KustomizationSource[];
  /** The patches, values and contents that belong to charts and kustomizations, and what components that nothing uses are made of, each file once. */
  readonly parts: readonly FoundPart[];
  /** Paths of all files of charts and kustomizations. */
  readonly owned: ReadonlySet<string>;
  /** Paths of those of kustomizations that are no manifests by themselves. */
  readonly fragments: ReadonlySet<string>;
  /** Every kustomization by its folder, those in charts too. */
  readonly byFolder: ReadonlyMap<string, KustomizationSource>;
}

/**
 * Finds the charts and kustomizations among some files. A chart owns everything below its folder. A kustomization owns the files that it names; one that
 * another one uses belongs to that one. What lies outside of the files given is never looked at.
 */
export function findSources(files: readonly FoundFile[], reader: FileReader): FoundSources {
  const outermost = outermostCharts(files);
  const chartFolders = outermost.map(({ path }) => dirname(path) + sep);
  const isInChart = ({ path }: FoundFile): boolean => chartFolders.some((folder) => path.startsWith(folder));

  const all = readSources(files, reader);
  const ownSources = new Map([...all].filter(([, { file }]) => !isInChart(file)));
  const roots = findRoots(ownSources, all);
  const reached = new Set(roots.flat());
  // What a kustomization renders is rendered with its values.
  const taken = new Set([...reached].flatMap((source) => source.localCharts));
  const charts = outermost.filter(({ path }) => !taken.has(dirname(path)));
  const sources = [...ownSources.values()];
  const resources = new Set(sources.flatMap((source) => source.resources));
  const fragments = sources.flatMap((source) => source.fragments).filter((file) => !resources.has(file));
  const takenFiles = new Set(roots.flat().flatMap((source) => source.resources));
  const unusedComponents = sources.filter((source) => source.isComponent && !reached.has(source));
  const parts: FoundPart[] = [
    ...[...sources, ...reached].flatMap((source) => source.parts).filter(({ file }) => !resources.has(file)),
    ...unusedComponents
      .flatMap((component) => component.resources)
      .filter((file) => !takenFiles.has(file))
      .map((file) => ({ file, role: 'unused' as const, target: null })),
    ...valuesOfCharts(files).map((file) => ({ file, role: 'values' as const, target: null })),
  ];
  const owned = [...files.filter(isInChart), ...sources.map(({ file }) => file), ...resources, ...fragments];
  return {
    charts,
    kustomizations: roots,
    resources: [...takenFiles],
    parts: [...new Map(parts.map((part) => [part.file, part])).values()],
    unusedComponents,
    owned: new Set(owned.map(({ path }) => path)),
    fragments: new Set(fragments.map(({ path }) => path)),
    byFolder: all,
  };
}

/** Charts in charts have values, too. */
function valuesOfCharts(files: readonly FoundFile[]): FoundFile[] {
  const folders = new Set(files.filter(isChartFile).map(({ path }) => dirname(path)));
  return files.filter(({ path }) => isValuesName(basename(path)) && folders.has(dirname(path)));
}

/** `values.yaml`, `values-prod.yaml`, `prod.values.yml`. */
function isValuesName(name: string): boolean {
  return /^(?:.*[-._])?values(?:[-._].*)?\.ya?ml$/i.test(name);
}

function isChartFile({ path }: FoundFile): boolean {
  return basename(path) === 'Chart.yaml';
}

function outermostCharts(files: readonly FoundFile[]): FoundFile[] {
  const charts = files.filter(isChartFile);
  const folders = new Set(charts.map(({ path }) => dirname(path)));
  return charts.filter(({ path }) => !foldersAbove(dirname(path)).some((folder) => folders.has(folder)));
}

function foldersAbove(folder: string): string[] {
  const above: string[] = [];
  for (let here = dirname(folder); here !== (above.at(-1) ?? folder); here = dirname(here)) above.push(here);
  return above;
}

/** Every kustomization by its folder, those in charts too: others may use them. */
function readSources(files: readonly FoundFile[], reader: FileReader): Map<string, KustomizationSource> {
  const byFolder = Map.groupBy(
    files.filter(({ path }) => isKustomizationName(basename(path))),
    ({ path }) => dirname(path),
  );
  const byPath = new Map(files.map((file) => [file.path, file]));
  const sources = new Map<string, KustomizationSource>();
  for (const [folder, [file, ...twins]] of byFolder) {
    const source = file && readSource(file, twins, { byPath, folders: byFolder, reader });
    if (source) sources.set(folder, source);
  }
  for (const [folder, source] of sources) {
    // A file of that name that is none after all makes a folder that kustomize refuses.
    if (!source.uses.every((used) => sources.has(used))) sources.set(folder, { ...source, isOpaque: true });
  }
  return sources;
}

interface Surroundings {
  readonly byPath: ReadonlyMap<string, FoundFile>;
  /** Folders that hold a kustomization. */
  readonly folders: ReadonlyMap<string, unknown>;
  readonly reader: FileReader;
}

/** Reads a kustomization; null for a file that only bears its name. `twins` are others of its folder, with which kustomize refuses all of them. */
function readSource(
  file: FoundFile,
  twins: readonly FoundFile[],
  { byPath, folders, reader }: Surroundings,
): KustomizationSource | null {
  const { content, isWhole, unreadable } = readContent(file, reader);
  if (!content)
    return {
      file,
      isComponent: false,
      namespace: null,
      resources: [],
      fragments: twins,
      parts: [],
      generated: [],
      uses: [],
      isOpaque: true,
      charts: [],
      localCharts: [],
      unreadable,
    };
  const known = readKustomization(file.path, content);
  if (!known) return null;
  const at = (path: string): readonly FoundFile[] => {
    const found = byPath.get(path);
    return found ? [found] : [];
  };
  const isSeen = (path: string): boolean => byPath.has(path) || folders.has(path);
  return {
    file,
    isComponent: known.isComponent,
    namespace: isWhole && twins.length === 0 ? known.namespace : null,
    resources: known.resources.flatMap(at),
    fragments: [...twins, ...known.others.flatMap(({ path }) => at(path))],
    parts: known.others.flatMap(({ path, part }) => (part ? at(path).map((found) => ({ file: found, ...part })) : [])),
    generated: known.generated,
    uses: known.resources.filter((path) => folders.has(path) && path !== dirname(file.path)),
    isOpaque: !isWhole || twins.length > 0 || known.makesMore || !known.resources.every(isSeen),
    charts: known.charts,
    localCharts: known.localCharts.every((folder) => byPath.has(`${folder}${sep}Chart.yaml`)) ? known.localCharts : [],
    unreadable,
  };
}

interface Content {
  /** null when there is nothing to be read. */
  readonly content: Readonly<Record<string, unknown>> | null;
  /** Whether it is the only document, and nothing of the file was lost. */
  readonly isWhole: boolean;
  readonly unreadable: readonly BrokenDocument[];
}

function readContent({ path, shown, place }: FoundFile, reader: FileReader): Content {
  const read = reader.read({ path, shown });
  if ('leftOut' in read) return { content: null, isWhole: false, unreadable: [] };
  const broken = (problem: { line: number; column: number; message: string }): BrokenDocument => {
    const { line, column, message } = problem;
    return {
      file: shown,
      line,
      column,
      message,
      place,
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
    };
  };
  if ('problem' in read) return { content: null, isWhole: false, unreadable: [broken(read.problem)] };
  const documents = readDocuments(read.text);
  const unreadable = documents.flatMap(({ problem }) => (problem ? [broken(problem)] : []));
  const content = documents.find(({ value }) => isRaw(value))?.value ?? null;
  return {
    content: isRaw(content) ? content : null,
    isWhole: documents.length === 1 && unreadable.length === 0,
    unreadable,
  };
}

/** The kustomizations that no other one uses, each with all that it uses. Of those that use each other in a circle, the first is taken for one. */
function findRoots(
  own: ReadonlyMap<string, KustomizationSource>,
  all: ReadonlyMap<string, KustomizationSource>,
): FoundSources['kustomizations'] {
  const used = new Set([...own.values()].flatMap(({ uses }) => uses));
  const reached = new Set<KustomizationSource>();
  const roots: (readonly [KustomizationSource, ...KustomizationSource[]])[] = [];

  function addRoot(root: KustomizationSource): void {
    const parts = closureOf(root, all);
    for (const part of parts) reached.add(part);
    roots.push(parts);
  }

  for (const [folder, source] of own) if (!used.has(folder) && !source.isComponent) addRoot(source);
  for (const source of own.values()) if (!reached.has(source) && !source.isComponent) addRoot(source);
  return roots;
}

/** A kustomization and all that it uses, each once. */
export function closureOf(
  root: KustomizationSource,
  all: ReadonlyMap<string, KustomizationSource>,
): readonly [KustomizationSource, ...KustomizationSource[]] {
  const parts = new Set([root]);
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const folder of next.uses) {
      const part = all.get(folder);
      if (!part || parts.has(part)) continue;
      parts.add(part);
      waiting.push(part);
    }
  }
  parts.delete(root);
  return [root, ...parts];
}
