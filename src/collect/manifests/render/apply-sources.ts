import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Place } from '../../../estate/place.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import { type Application, applicationsOf, type ChartInstallation } from '../applications.ts';
import { appliedManifests } from '../applied-manifests.ts';
import { withVariables } from '../flux-variables.ts';
import { closureOf, type FoundSources, type KustomizationSource } from '../find-sources.ts';
import { gitopsObjects } from '../gitops-objects.ts';
import { baseOf, type GivenFiles, givenRepository, pathOfPlace } from '../folder-index.ts';
import type { FoundFile } from '../list-files.ts';
import type { OwnRepository } from '../named-repository.ts';
import type { PlacedText } from '../own-repository.ts';
import { plainJson } from '../plain-json.ts';
import { configMaps } from './config-maps.ts';
import type { Rendering } from './rendering.ts';
import { withConfigMaps } from './with-config-maps.ts';

/** What a GitOps object makes of a source that lies in the folder. */
export interface AppliedSource {
  readonly application: Application;
  /** Where the object stands that applies it. */
  readonly by: Place;
  /** `HelmRelease shop applies charts/shop`: in words. */
  readonly what: string;
  readonly isChart: boolean;
  /** The file by which it is known: a Chart.yaml, a kustomization, the first of plain manifests. */
  readonly file: FoundFile;
  /** Where its objects stand: the source's place, or one of its own where the source is applied several times. */
  readonly place: Place;
  /** The files that its objects come from; null for a chart. */
  readonly resources: readonly FoundFile[] | null;
  /** The kustomizations that they come from. */
  readonly parts: readonly KustomizationSource[];
  /** Paths of the sources and of the plain files that are applied in this form, and so in no other. */
  readonly replaces: readonly string[];
  /** Folders of the components that are laid over it. */
  readonly components: readonly string[];
  readonly rendering: Rendering;
}

/** Runs the programs that render. Each is null where it is not there. */
export interface Renderers {
  readonly helm: ((args: readonly string[]) => Promise<Rendering>) | null;
  readonly kustomize:
    | ((folder: string, parts: readonly KustomizationSource[], isWritten: boolean) => Promise<Rendering>)
    | null;
  /** A folder for what is written on the way; links resolved. */
  readonly home: string;
}

/** A folder with its files and sources, and what was rendered of it. */
export interface Repository extends Omit<GivenFiles, 'own'> {
  /** Decides which repository the folder is, by its files and the texts that were rendered. */
  readonly ownBy: (rendered: readonly PlacedText[]) => OwnRepository;
  /** Those of no source in which GitOps objects may stand. */
  readonly applying: readonly FoundFile[];
  readonly sources: FoundSources;
  /** The text of each source that was rendered as it is, by its path. */
  readonly own: ReadonlyMap<string, Rendering>;
}

/** An application of another one's application may go on without end. */
const most = 1000;

/**
 * Renders the sources in a folder as its GitOps objects apply them: a chart with the values of a release, a kustomization with what is laid over it.
 * Objects are looked for in plain files and in all that was rendered, this included. `tell` hears how many are done of those that are known.
 */
export async function applySources(
  repository: Repository,
  renderers: Renderers,
  atOnce: number,
  tell: (done: number, total: number) => void,
): Promise<{ readonly applied: readonly AppliedSource[]; readonly repository: OwnRepository }> {
  const { files, sources, applying, own, textOf } = repository;
  interface Text {
    readonly path: string;
    readonly place: Place;
    readonly read: () => string;
  }
  const inFile = (file: FoundFile): Text => ({ path: file.path, place: file.place, read: () => textOf(file) ?? '' });
  const byPath = new Map(files.map((file) => [file.path, file]));
  const rendered = [...own].flatMap(([path, rendering]): Text[] =>
    'text' in rendering ? [{ path, place: byPath.get(path)?.place ?? '', read: () => rendering.text }] : [],
  );
  const configs = configMaps();
  const plain = files.filter(({ path }) => !sources.owned.has(path));
  for (const { place, read } of [...plain.map(inFile), ...rendered]) configs.add(place, read);
  const complete =
    (place: Place) =>
    (object: Raw): Raw =>
      withConfigMaps(object, configs, place);
  const objectsIn = new Map(
    [...applying.map(inFile), ...rendered].map(({ path, place, read }) => [
      path,
      { place, objects: gitopsObjects(read()).map(complete(place)) },
    ]),
  );

  const applied: Applied[] = [];
  const seen = new Set<string>();
  const repositoryIs = repository.ownBy(rendered.map(({ place, read }) => ({ place, text: read() })));
  const given = givenRepository({ ...repository, own: repositoryIs });
  const folders = folderIndex(repository);
  let finished = 0;
  let waiting: readonly Standing[] = [...objectsIn.values()];
  while (waiting.length > 0) {
    const jobs = waiting
      .flatMap(({ objects, place }) => objects.map((object) => ({ object, place })))
      .flatMap(({ object, place }) => {
        const by = keyOf(object);
        if (seen.has(by) || seen.size > most) return [];
        seen.add(by);
        const applications = applicationsOf(object, given) ?? [];
        return ('untold' in applications ? [] : applications).flatMap((application) => {
          if (repositoryIs.whyNot(application.repository, place) !== null) return [];
          const prepared = prepare(application, folders, renderers);
          return prepared
            ? [
                {
                  by,
                  standsIn: place,
                  application,
                  what: `${whoOf(object, application)} applies ${application.folder}`,
                  ...prepared,
                },
              ]
            : [];
        });
      });
    const done = await inOrder(
      jobs.map((job) => async () => {
        const one = await render(job, folders.base);
        finished += 1;
        tell(finished, applied.length + jobs.length);
        return one;
      }),
      atOnce,
    );
    for (const { source } of done) {
      const { place, rendering } = source;
      if ('text' in rendering) configs.add(place, () => rendering.text);
    }
    const whole = done.map((one) => ({ ...one, objects: one.objects.map(complete(one.source.place)) }));
    applied.push(...whole);
    waiting = whole.map(({ source, objects }) => ({ place: source.place, objects }));
  }
  return { applied: withOwnPlaces(prune(applied, objectsIn)), repository: repositoryIs };
}

/** GitOps objects, and the place in which they stand. */
interface Standing {
  readonly place: Place;
  readonly objects: readonly Raw[];
}

interface Applied {
  readonly source: AppliedSource;
  /** The GitOps objects that it brings. */
  readonly objects: readonly Raw[];
  /** The key of the object that applies it. */
  readonly by: string;
}

interface Job extends Prepared {
  readonly by: string;
  readonly standsIn: Place;
  readonly what: string;
  readonly application: Application;
}

function whoOf({ kind, metadata }: Raw, { name }: Application): string {
  if (kind !== 'ApplicationSet') return `${String(kind)} ${name}`;
  return `Application ${name} of ApplicationSet ${isRaw(metadata) ? String(metadata['name']) : ''}`;
}

async function render({ by, standsIn, application, run, ...about }: Job, base: string): Promise<Applied> {
  const { problem, variables } = application;
  const came = problem === null ? await run() : content(problem);
  // Paths count from the folder of what was written for this.
  const named = base.replace(/^\/*/, '').replace(/\/*$/, '/');
  const rendering =
    'problem' in came
      ? {
          ...came,
          problem: came.problem
            .replaceAll(/(?:\.\.\/)+/g, (up, at: number, all: string) =>
              all.startsWith(named, at + up.length) ? '' : up,
            )
            .replaceAll(named, ''),
        }
      : came;
  const done = 'text' in rendering ? { ...rendering, text: withVariables(rendering.text, variables) } : rendering;
  return {
    source: { application, by: standsIn, ...about, rendering: done },
    objects: 'text' in done ? gitopsObjects(done.text) : [],
    by,
  };
}

/** Runs so many at once, and gives what came of them in their order. */
async function inOrder<T>(jobs: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = [];
  const waiting = [...jobs.entries()];
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await next[1]();
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

/** What tells a GitOps object from all others, with all that it says. */
function keyOf({ kind, metadata, spec }: Raw): string {
  return plainJson([kind, isRaw(metadata) ? [metadata['namespace'], metadata['name']] : null, spec]);
}

/** Leaves those whose GitOps object stands in what is left: one may be changed by the source that brings it. */
function prune(all: readonly Applied[], objectsIn: ReadonlyMap<string, Standing>): readonly AppliedSource[] {
  let left = all;
  for (;;) {
    const replaced = new Set(left.flatMap(({ source }) => source.replaces));
    const objects = [
      ...[...objectsIn].filter(([path]) => !replaced.has(path)).flatMap(([, one]) => one.objects),
      ...left.flatMap((one) => one.objects),
    ];
    const keys = new Set(objects.map(keyOf));
    const next = left.filter(({ by }) => keys.has(by));
    if (next.length === left.length) return left.map(({ source }) => source);
    left = next;
  }
}

/** A source that is applied several times stands in as many places. */
function withOwnPlaces(all: readonly AppliedSource[]): readonly AppliedSource[] {
  const used = new Set<Place>();
  const times = Map.groupBy(all, ({ file }) => file.path);
  return all.map((one) => {
    if (times.get(one.file.path)?.length === 1) return one;
    const wanted = `${one.place === '' ? '' : `${one.place}/`}${one.application.name}`;
    let place = wanted;
    for (let number = 2; used.has(place); number += 1) place = `${wanted}-${number}`;
    used.add(place);
    return { ...one, place };
  });
}

interface Folders {
  readonly repository: Repository;
  /** The folder that all places are relative to. */
  readonly base: string;
  /** The absolute path of a folder of the repository; null where it is not, or not only, in what was given. */
  readonly at: (place: Place) => string | null;
  readonly charts: ReadonlyMap<string, FoundFile>;
  readonly roots: ReadonlySet<string>;
  readonly byPath: ReadonlyMap<string, FoundFile>;
}

function folderIndex(repository: Repository): Folders {
  const { files, sources } = repository;
  return {
    repository,
    base: baseOf(files) || sep,
    at: (place) => pathOfPlace(place, repository),
    charts: new Map(
      files.filter(({ path }) => basename(path) === 'Chart.yaml').map((file) => [dirname(file.path), file]),
    ),
    roots: new Set(sources.kustomizations.map(([{ file }]) => file.path)),
    byPath: new Map(files.map((file) => [file.path, file])),
  };
}

interface Prepared extends Pick<
  AppliedSource,
  'isChart' | 'file' | 'place' | 'resources' | 'parts' | 'replaces' | 'components'
> {
  readonly run: () => Promise<Rendering>;
}

/** How an application is rendered; null where its folder is not there, is applied as it is, or no program is there. */
function prepare(application: Application, folders: Folders, renderers: Renderers): Prepared | null {
  const folder = folders.at(application.folder);
  if (folder === null) return null;
  const chart = folders.charts.get(folder);
  if (chart && application.chart) {
    if (renderers.helm === null) return null;
    const installation = application.chart;
    return {
      isChart: true,
      file: chart,
      place: chart.place,
      resources: null,
      parts: [],
      replaces: [chart.path],
      components: [],
      run: () => install({ installation, application, folder, folders }, renderers),
    };
  }
  return prepareManifests(application, folder, folders, renderers);
}

function prepareManifests(
  application: Application,
  folder: string,
  folders: Folders,
  { kustomize, home }: Renderers,
): Prepared | null {
  const { repository, roots, at } = folders;
  const { sources } = repository;
  const isChanged = application.overlay !== null || Object.keys(application.variables.known).length > 0;
  if (kustomize === null) return null;
  const components = componentsOf(application).flatMap((one) => at(one) ?? []);
  const ofComponents = components.flatMap((one) => {
    const component = sources.byFolder.get(one);
    return component ? closureOf(component, sources.byFolder) : [];
  });
  const { source, plain, inside, parts: own } = appliedManifests(folder, application.isDeep, repository);
  const parts = [...own, ...ofComponents];
  if (source) {
    if (!isChanged && application.problem === null && roots.has(source.file.path)) return null;
    return {
      isChart: false,
      file: source.file,
      place: source.file.place,
      resources: parts.flatMap((part) => part.resources),
      parts,
      replaces: [source.file.path],
      components,
      run: () => kustomize(isChanged ? layOver([folder], application, at, home) : folder, parts, isChanged),
    };
  }
  if (!isChanged && application.problem === null) return null;
  const [first] = [...plain, ...own.map(({ file }) => file)];
  if (!first) return null;
  return {
    isChart: false,
    file: first,
    place: relative(folders.base, folder).split(sep).join('/'),
    resources: [...plain, ...parts.flatMap((part) => part.resources)],
    parts,
    replaces: [
      ...plain.map(({ path }) => path),
      ...inside.flatMap((one) => sources.byFolder.get(one)?.file.path ?? []),
    ],
    components,
    run: () => kustomize(layOver([...plain.map(({ path }) => path), ...inside], application, at, home), parts, true),
  };
}

function componentsOf({ overlay }: Application): readonly string[] {
  return (overlay?.['components'] ?? []) as readonly string[];
}

let written = 0;

/** Writes a kustomization that takes `resources` and changes them; its folder. */
function layOver(resources: readonly string[], application: Application, at: Folders['at'], home: string): string {
  const folder = join(home, `overlay-${(written += 1)}`);
  mkdirSync(folder);
  const from = (path: string): string => relative(folder, path);
  const components = componentsOf(application);
  const content = {
    ...application.overlay,
    resources: resources.map(from),
    // A component that lies elsewhere is refused by kustomize, which says so.
    ...(components.length > 0 ? { components: components.map((one) => from(at(one) ?? join(folder, one))) } : {}),
  };
  writeFileSync(join(folder, 'kustomization.yaml'), plainJson(content));
  return folder;
}

interface Installed {
  readonly installation: ChartInstallation;
  readonly application: Application;
  readonly folder: string;
  readonly folders: Folders;
}

/** The namespace of a release that states none is read as a placeholder: its objects state none. */
const noNamespace = '${RELEASE_NAMESPACE}';

async function install(
  { installation, application, folder, folders }: Installed,
  { helm, kustomize, home }: Renderers,
): Promise<Rendering> {
  const { release, valuesFiles, replacesValues, toleratesMissing, values, parameters, crds, changes } = installation;
  if (helm === null) return { problem: 'helm is not on the PATH', missing: 'tool' };
  if (!/^[a-z0-9][a-z0-9.-]{0,52}$/.test(release)) return content(`no release may be called ${release}`);
  const found = valuesFiles.map((file) => ({ file, path: folders.byPath.get(folders.at(file) ?? '')?.path ?? null }));
  const missing = found.find(({ path }) => path === null);
  if (missing && !toleratesMissing) return content(`it takes values from ${missing.file}, which is not there`);
  const paths = found.flatMap(({ path }) => path ?? []);
  const work = join(home, `release-${(written += 1)}`);
  mkdirSync(work);
  let chart = folder;
  // Flux puts the first of these files in the place of the chart's own values.
  const [own, ...others] = replacesValues ? paths : [];
  if (own !== undefined) {
    chart = join(work, basename(folder));
    cpSync(folder, chart, { recursive: true, dereference: false });
    cpSync(own, join(chart, 'values.yaml'));
  }
  const inline = join(work, 'values.yaml');
  if (values !== null) writeFileSync(inline, typeof values === 'string' ? values : plainJson(values));
  const namespace = application.namespace;
  let rendering = await helm([
    release,
    chart,
    '--namespace',
    namespace && /^[a-z0-9-]+$/.test(namespace) ? namespace : noNamespace,
    ...(crds ? ['--include-crds'] : []),
    '--skip-tests',
    ...(own === undefined ? paths : others).flatMap((path) => ['--values', path]),
    ...(values === null ? [] : ['--values', inline]),
    ...parameters.flatMap(({ set, isText }) => [isText ? '--set-string' : '--set', set]),
  ]);
  for (const change of changes) {
    if ('problem' in rendering) return rendering;
    if (kustomize === null) return { problem: 'neither kubectl nor kustomize is on the PATH', missing: 'tool' };
    const changed = join(home, `change-${(written += 1)}`);
    mkdirSync(changed);
    writeFileSync(join(changed, 'all.yaml'), rendering.text);
    writeFileSync(join(changed, 'kustomization.yaml'), plainJson({ ...change, resources: ['all.yaml'] }));
    rendering = await kustomize(changed, [], true);
  }
  return rendering;
}

function content(problem: string): Rendering {
  return { problem, missing: 'content' };
}
