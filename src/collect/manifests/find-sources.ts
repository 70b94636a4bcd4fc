import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { factNames, type FactName } from '../../estate/facts.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { factsOfKind } from '../objects/kinds.ts';
import type { UnrenderedSource } from './estate-builder.ts';
import type { FoundFile } from './list-files.ts';
import { readDocuments } from './text/read-documents.ts';

/** The sources of a folder that need rendering, and the files that belong to them and are therefore not read as they are. */
export interface FoundSources {
  readonly unrendered: readonly UnrenderedSource[];
  readonly owned: ReadonlySet<string>;
}

const kustomizationNames = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** Whether a file of this name makes its folder a kustomization. */
export function isKustomizationName(name: string): boolean {
  return kustomizationNames.has(name);
}

/**
 * Finds the charts and kustomizations among some files. A chart owns everything below its folder. A kustomization owns the files that it names; one that
 * another one uses belongs to that one, and a component that nothing uses is left out. What lies outside of the files given is never looked at.
 */
export function findSources(files: readonly FoundFile[]): FoundSources {
  const charts = outermost(files.filter(({ path }) => basename(path) === 'Chart.yaml').map((file) => ({ file, folder: dirname(file.path) })));
  const inChart = (path: string): boolean => charts.some(({ folder }) => path.startsWith(folder + sep));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const kustomizations = new Map(
    files.filter(({ path }) => isKustomizationName(basename(path)) && !inChart(path)).map((file) => [dirname(file.path), readKustomization(file, byPath)]),
  );
  const used = new Set([...kustomizations.values()].flatMap(({ folders }) => folders));
  const owned = new Set([...files.filter(({ path }) => inChart(path)).map(({ path }) => path), ...[...kustomizations.values()].flatMap((one) => one.files)]);
  const roots = [...kustomizations].filter(([folder, { component }]) => !used.has(folder) && !component);
  return {
    unrendered: [...charts.map(({ file }) => chartSource(file)), ...roots.map(([folder]) => kustomizationSource(folder, kustomizations, byPath))],
    owned,
  };
}

function outermost(charts: readonly { file: FoundFile; folder: string }[]): { file: FoundFile; folder: string }[] {
  return charts.filter(({ folder }) => !charts.some((other) => other.folder !== folder && folder.startsWith(other.folder + sep)));
}

function chartSource(file: FoundFile): UnrenderedSource {
  const name = basename(dirname(file.path));
  return {
    file: file.shown,
    line: 1,
    type: 'chart',
    message: `the chart ${name} is not rendered by this version; \`helm template\` writes manifests that it can read`,
    place: file.place,
    // Taken for granted, and printed: a chart holds companions of its own pods only.
    mayHold: ['workloads', 'credentialCarriers', 'podMakers'],
    namespace: null,
    elsewhere: false,
    names: [name],
  };
}

interface Kustomization {
  readonly file: FoundFile;
  readonly component: boolean;
  /** Paths of the files that it owns, its own among them. */
  readonly files: readonly string[];
  /** Paths of the folders whose kustomizations it uses. */
  readonly folders: readonly string[];
  /** Whether it brings what cannot be seen in these files: a remote base, a chart, a file that is missing or cannot be read. */
  readonly opaque: boolean;
}

function readKustomization(file: FoundFile, byPath: ReadonlyMap<string, FoundFile>): Kustomization {
  const folder = dirname(file.path);
  const [document] = readDocuments(readFileSync(file.path, 'utf8'));
  const content = document && isRaw(document.value) ? document.value : null;
  const references = content ? referencesOf(content) : [];
  const files: string[] = [file.path];
  const folders: string[] = [];
  let opaque = content === null || ['helmCharts', 'helmChartInflationGenerator', 'generators'].some((key) => key in content);
  for (const { path, resource } of references) {
    const target = join(folder, path);
    if (byPath.has(target)) files.push(target);
    else if (existsSync(target) && statSync(target).isDirectory() && [...kustomizationNames].some((name) => byPath.has(join(target, name)))) folders.push(target);
    else if (resource) opaque = true;
  }
  return { file, component: content?.['kind'] === 'Component', files, folders, opaque };
}

/** What a kustomization names, as paths; `resource` where objects come from it. */
function referencesOf(content: Raw): { path: string; resource: boolean }[] {
  const texts = (key: string): string[] => listOf(content[key]).filter((one): one is string => typeof one === 'string');
  const field = (key: string, name: string): string[] => listOf(content[key]).flatMap((one) => (isRaw(one) && typeof one[name] === 'string' ? [one[name]] : []));
  const generated = ['configMapGenerator', 'secretGenerator'].flatMap((key) =>
    listOf(content[key]).flatMap((one) => (isRaw(one) ? [...listOf(one['files']), ...listOf(one['envs']), one['env']] : [])),
  );
  const resources = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'].flatMap(texts);
  const others = [
    ...['crds', 'configurations', 'patchesStrategicMerge'].flatMap(texts),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap((key) => field(key, 'path')),
    ...field('helmCharts', 'valuesFile'),
    ...generated.filter((one): one is string => typeof one === 'string').map((one) => one.slice(one.indexOf('=') + 1)),
  ].filter((one) => !one.includes('\n'));
  return [...resources.map((path) => ({ path, resource: true })), ...others.map((path) => ({ path, resource: false }))];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function kustomizationSource(folder: string, kustomizations: ReadonlyMap<string, Kustomization>, byPath: ReadonlyMap<string, FoundFile>): UnrenderedSource {
  const parts = closure(folder, kustomizations);
  const files = [...new Set(parts.flatMap((part) => part.files))].flatMap((path) => byPath.get(path) ?? []);
  const { file } = kustomizations.get(folder) as Kustomization;
  return {
    file: file.shown,
    line: 1,
    type: 'kustomization',
    message: `a kustomization of ${describeFiles(files, folder)} is not rendered by this version; \`kustomize build\` writes manifests that it can read, and --raw reads its files as they are`,
    place: file.place,
    mayHold: parts.some(({ opaque }) => opaque) ? factNames : factsIn(files),
    namespace: null,
    elsewhere: false,
    names: [basename(folder)],
  };
}

/** A kustomization and all that it uses, each once. */
function closure(folder: string, kustomizations: ReadonlyMap<string, Kustomization>): Kustomization[] {
  const parts = new Map<string, Kustomization>();
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const part = kustomizations.get(next);
    if (!part || parts.has(next)) continue;
    parts.set(next, part);
    waiting.push(...part.folders);
  }
  return [...parts.values()];
}

function describeFiles(files: readonly FoundFile[], folder: string): string {
  const names = files.map(({ path }) => relative(folder, path).split(sep).join('/'));
  const own = names.filter((name) => !isKustomizationName(basename(name)));
  if (own.length === 0) return 'no file of its own';
  const some = own.slice(0, 2).join(', ');
  return own.length <= 2 ? some : `${some} and ${own.length - 2} more files`;
}

/** The facts that documents of these files may become once rendered, by their `kind:` lines: rendering changes objects, not their kinds. */
function factsIn(files: readonly FoundFile[]): FactName[] {
  const facts = new Set<FactName>(['credentialCarriers', 'namespaces']);
  for (const { path } of files) {
    for (const [, kind] of readFileSync(path, 'utf8').matchAll(/^[ \t-]*["']?kind["']?:[ \t]*["']?(\w+)/gm)) {
      const known = factsOfKind(kind as string);
      for (const fact of known.length > 0 ? known : (['podMakers'] as const)) facts.add(fact);
    }
  }
  return factNames.filter((name) => facts.has(name));
}
