import { posix } from 'node:path';
import { groupOf } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { expandApplicationSet } from './application-sets/expand-application-set.ts';
import type { Untold } from './application-sets/set-parameters.ts';
import { clusterOfArgo, clusterOfFlux } from './destination-cluster.ts';
import type { GivenRepository } from './folder-index.ts';
import { type FluxVariables, variablesOf } from './flux-variables.ts';
import type { FilePatterns } from './matches-files.ts';
import { type NamedRepository, repositoryOfArgo, repositoryOfFlux } from './named-repository.ts';
import { plainJson } from './plain-json.ts';
import { valuesOfRelease } from './release-values.ts';

/** How a folder that holds a chart is installed. */
export interface ChartInstallation {
  readonly release: string;
  /** Files of values, from the root of the repository, in their order. */
  readonly valuesFiles: readonly string[];
  /** Whether these files stand for the chart's own values, which then count for nothing. */
  readonly replacesValues: boolean;
  /** Whether a file that is not there is passed over. */
  readonly toleratesMissing: boolean;
  readonly values: Raw | string | null;
  /** `name=value`, as helm takes them; `isText`: whatever it looks like. */
  readonly parameters: readonly { readonly set: string; readonly isText: boolean }[];
  readonly crds: boolean;
  /** What changes its objects after that, one after the other, as the fields of kustomizations. */
  readonly changes: readonly Raw[];
}

/** A folder of a repository that a GitOps object applies, and how. */
export interface Application {
  /** Tells it from others: of the object, of the element of a set. */
  readonly name: string;
  /** Its path in the repository, without `./`; never the root. */
  readonly folder: Place;
  /** The repository that it is a folder of. */
  readonly repository: NamedRepository;
  /** Whether what lies below is applied too, where the folder is no kustomization. */
  readonly isDeep: boolean;
  /** Which files of the folder are taken, where it is no kustomization, by their paths in it; null: all. */
  readonly takes: FilePatterns | null;
  /** The namespace that it fills; null: none is said. */
  readonly namespace: string | null;
  /** The cluster that it fills; null: not known. */
  readonly cluster: string | null;
  /** How it is installed where the folder holds a chart; null where it is applied as it is in any case. */
  readonly chart: ChartInstallation | null;
  /** What is laid over a folder of manifests, as the fields of a kustomization; null for nothing. */
  readonly overlay: Raw | null;
  /** What `${name}` stands for in what is rendered. */
  readonly variables: FluxVariables;
  /** Why what it brings cannot be told here, although the folder is; completes "it is not rendered: …". */
  readonly problem: string | null;
}

/**
 * The folders that a GitOps object applies, of a repository of which so much was given; null where not all of them can be told, or where something else
 * is brought as well. Of a set the reason is told.
 */
export function applicationsOf(raw: Raw, repository: GivenRepository): readonly Application[] | Untold | null {
  const { apiVersion, kind } = raw;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  try {
    const object = new Fields(raw);
    switch (`${groupOf(apiVersion)}/${kind}`) {
      case 'helm.toolkit.fluxcd.io/HelmRelease':
        return toldOf([ofHelmRelease(object)]);
      case 'kustomize.toolkit.fluxcd.io/Kustomization':
        return toldOf([ofFlux(object)]);
      case 'argoproj.io/Application':
        return toldOf(ofArgo(object.objectOrEmpty('spec'), nameOf(object), repository));
      case 'argoproj.io/ApplicationSet': {
        const expanded = expandApplicationSet(object.objectOrEmpty('spec').raw, repository);
        if ('untold' in expanded) return expanded;
        return toldOf(
          expanded.flatMap((template) => {
            const application = new Fields(template);
            return ofArgo(application.objectOrEmpty('spec'), nameOf(application), repository);
          }),
        );
      }
      default:
        return null;
    }
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return null;
  }
}

/** Whether each names a folder: no template, not the root of its repository (that of any is called so), and nothing that leads out of it. */
function toldOf(all: readonly (Application | null)[]): readonly Application[] | null {
  const isTold = (one: Application | null): one is Application =>
    one !== null && one.folder !== '' && !/\{\{|\$\{/.test(one.folder) && !one.folder.startsWith('..');
  return all.length > 0 && all.every(isTold) ? all : null;
}

const asItIs = {
  isDeep: false,
  takes: null,
  chart: null,
  overlay: null,
  variables: { known: {}, isWhole: true },
  problem: null,
} as const;

/** A release whose chart lies in a repository of manifests; null for one from a registry of charts. */
function ofHelmRelease(object: Fields): Application | null {
  const spec = object.objectOrEmpty('spec');
  const source = spec.objectOrEmpty('chart').objectOrEmpty('spec');
  const path = source.text('chart');
  if (path === null || !['GitRepository', 'Bucket'].includes(source.objectOrEmpty('sourceRef').text('kind') ?? ''))
    return null;
  const metadata = object.objectOrEmpty('metadata');
  const target = spec.text('targetNamespace');
  const name = nameOf(object);
  const told = valuesOfRelease(spec);
  const changes = changesOf(spec.objects('postRenderers'));
  const old = source.text('valuesFile');
  const files = [...source.texts('valuesFiles'), ...(old === null ? [] : [old])];
  return {
    ...asItIs,
    name,
    folder: placeOfPath(path),
    repository: repositoryOfFlux(object, source.objectOrEmpty('sourceRef')),
    namespace: target ?? metadata.text('namespace'),
    cluster: clusterOfFlux(object),
    chart: {
      release: spec.text('releaseName') ?? (target === null ? name : `${target}-${name}`),
      valuesFiles: files.map(placeOfPath),
      replacesValues: files.length > 0,
      toleratesMissing: source.boolean('ignoreMissingValuesFiles') === true,
      values: 'values' in told ? told.values : null,
      parameters: [],
      crds: spec.objectOrEmpty('install').text('crds') !== 'Skip',
      changes: changes ?? [],
    },
    problem:
      'problem' in told
        ? told.problem
        : changes === null
          ? 'what it renders is changed after that (postRenderers) in a way that is not understood here'
          : null,
  };
}

/** What post-renderers do, as kustomizations; null where one of them is no kustomization. */
function changesOf(renderers: readonly Fields[]): readonly Raw[] | null {
  const changes: Raw[] = [];
  for (const one of renderers) {
    const kustomize = one.object('kustomize');
    const isKnown =
      Object.keys(one.raw).every((key) => key === 'kustomize') &&
      Object.keys(kustomize?.raw ?? {}).every((key) => ofPostRenderers.has(key));
    if (!isKnown) return null;
    const change = kustomize && filled({ patches: patchesOf(kustomize), images: kustomize.list('images') });
    if (change) changes.push(change);
  }
  return changes;
}

const ofPostRenderers = new Set(['patches', 'patchesStrategicMerge', 'patchesJson6902', 'images']);

/** Patches in all forms that Flux takes, in the one that kustomize still has. */
function patchesOf(fields: Fields): readonly unknown[] {
  return [
    ...fields.list('patches'),
    ...fields.list('patchesStrategicMerge').map((patch) => ({ patch: plainJson(patch) })),
    ...fields.objects('patchesJson6902').map((one) => ({
      patch: plainJson(one.list('patch')),
      target: one.value('target'),
    })),
  ];
}

function ofFlux(object: Fields): Application | null {
  const spec = object.objectOrEmpty('spec');
  const path = spec.text('path');
  // An artifact that is put together has paths of its own.
  if (path === null || spec.objectOrEmpty('sourceRef').text('kind') === 'ExternalArtifact') return null;
  const folder = placeOfPath(path);
  const target = spec.text('targetNamespace');
  const common = spec.objectOrEmpty('commonMetadata');
  const labels = common.value('labels');
  const annotations = common.value('annotations');
  const overlay = filled({
    namespace: target,
    namePrefix: spec.text('namePrefix'),
    nameSuffix: spec.text('nameSuffix'),
    images: spec.list('images'),
    components: spec.texts('components').map((one) => posix.join(folder, one)),
    patches: patchesOf(spec),
    labels: isRaw(labels) ? [{ pairs: labels, includeSelectors: false }] : null,
    commonAnnotations: isRaw(annotations) ? annotations : null,
  });
  return {
    ...asItIs,
    name: nameOf(object),
    folder,
    repository: repositoryOfFlux(object, spec.objectOrEmpty('sourceRef')),
    // Where there is no kustomization.yaml, Flux writes one for all below the path.
    isDeep: true,
    namespace: target,
    cluster: clusterOfFlux(object),
    overlay,
    variables: variablesOf(spec),
  };
}

/** The folders of an Application; of several sources each brings its own. */
function ofArgo(spec: Fields, name: string, { own }: GivenRepository): (Application | null)[] {
  const sources = spec.has('sources') ? spec.objects('sources') : [spec.objectOrEmpty('source')];
  const referred = new Map(
    sources.flatMap((source) => {
      const ref = source.text('ref');
      return ref === null ? [] : [[ref, own.whyNot(repositoryOfArgo(source.raw))] as const];
    }),
  );
  const bringing = sources.filter((source) => source.has('path') || source.has('chart') || !source.has('ref'));
  const namespace = spec.objectOrEmpty('destination').text('namespace');
  const cluster = clusterOfArgo(spec);
  return bringing.map((source) => {
    const path = source.text('path');
    if (path === null || source.has('chart')) return null;
    const folder = placeOfPath(path);
    const { overlay, problem } = overlayOf(source.objectOrEmpty('kustomize'), folder);
    const chart = chartOfArgo(source.objectOrEmpty('helm'), { folder, referred, name });
    return {
      ...asItIs,
      name,
      folder,
      repository: repositoryOfArgo(source.raw),
      isDeep: source.objectOrEmpty('directory').boolean('recurse') === true,
      takes: takenOf(source.objectOrEmpty('directory')),
      namespace: source.objectOrEmpty('helm').text('namespace') ?? namespace,
      cluster,
      ...chart,
      overlay,
      problem:
        chart.problem ??
        problem ??
        (source.has('plugin') ? 'a plugin of Argo CD renders it' : null) ??
        (source.objectOrEmpty('directory').has('jsonnet') ? 'Argo CD renders it with jsonnet' : null),
    };
  });
}

function takenOf(directory: Fields): FilePatterns | null {
  const include = directory.text('include') || null;
  const exclude = directory.text('exclude') || null;
  return include === null && exclude === null ? null : { include, exclude };
}

interface ArgoSource {
  readonly folder: Place;
  /** The sources that files are taken from, by their names: why what comes from there is not in the folder, or null where it is. */
  readonly referred: ReadonlyMap<string, string | null>;
  readonly name: string;
}

function chartOfArgo(helm: Fields, { folder, referred, name }: ArgoSource): Pick<Application, 'chart' | 'problem'> {
  const files = helm.texts('valueFiles').map((file) => valuesFile(file, folder, referred));
  const strange = files.find((file) => file.problem !== null)?.problem ?? null;
  const fileParameter = helm.objects('fileParameters')[0];
  const object = helm.object('valuesObject');
  return {
    chart: {
      release: helm.text('releaseName') || name,
      valuesFiles: files.map(({ path }) => path),
      replacesValues: false,
      toleratesMissing: helm.boolean('ignoreMissingValueFiles') === true,
      // Argo CD takes the text only where there is no object.
      values: object ? object.raw : helm.text('values') || null,
      parameters: helm.objects('parameters').map((one) => ({
        // A comma would begin the next parameter (Argo CD escapes it, too).
        set: `${one.text('name')}=${(one.text('value') ?? '').replaceAll(/(?<!\\),/g, String.raw`\,`)}`,
        isText: one.boolean('forceString') === true,
      })),
      crds: helm.boolean('skipCrds') !== true,
      changes: [],
    },
    problem: strange ?? (fileParameter ? `it takes ${fileParameter.text('name')} from a file` : null),
  };
}

function valuesFile(
  file: string,
  folder: Place,
  referred: ArgoSource['referred'],
): { readonly path: string; readonly problem: string | null } {
  const [, ref, rest] = /^\$([^/]+)\/(.+)$/.exec(file) ?? [];
  if (ref !== undefined) {
    const whyNot = referred.get(ref);
    if (whyNot === undefined)
      return { path: '', problem: `it takes values from ${file}, and none of its sources is called so` };
    return whyNot === null
      ? { path: placeOfPath(rest as string), problem: null }
      : { path: '', problem: `it takes values from ${file}, which comes from ${whyNot}` };
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(file))
    return { path: '', problem: 'it takes values from an address, and nothing is fetched' };
  // What starts with a slash counts from the root of the repository.
  return { path: file.startsWith('/') ? placeOfPath(file) : posix.join(folder, file), problem: null };
}

/** Settings of Argo CD for a kustomization that change no object. */
const harmless = new Set(['version', 'kubeVersion', 'apiVersions', 'labelIncludeTemplates', 'ignoreMissingComponents']);

function overlayOf(settings: Fields, folder: Place): Pick<Application, 'overlay' | 'problem'> {
  const known = {
    namespace: settings.text('namespace'),
    namePrefix: settings.text('namePrefix'),
    nameSuffix: settings.text('nameSuffix'),
    images: settings.texts('images').map(imageOf),
    replicas: settings.list('replicas').map(withCount),
    components: settings.texts('components').map((one) => posix.join(folder, one)),
    patches: settings.list('patches'),
    commonAnnotations: settings.value('commonAnnotations'),
    labels: isRaw(settings.value('commonLabels'))
      ? [
          {
            pairs: settings.value('commonLabels'),
            includeSelectors: settings.boolean('labelWithoutSelector') !== true,
          },
        ]
      : null,
  };
  const read = new Set([...Object.keys(known), 'commonLabels', 'labelWithoutSelector', 'forceCommonLabels']);
  const strange = Object.keys(settings.raw).find(
    (key) => !read.has(key) && !harmless.has(key) && settings.value(key) !== false,
  );
  return {
    overlay: filled(known),
    problem: strange === undefined ? null : `Argo CD changes it by ${strange}, which is not understood here`,
  };
}

/** Argo CD takes a count as text, too, where kustomize takes a number alone. */
function withCount(one: unknown): unknown {
  const count = isRaw(one) ? one['count'] : null;
  return typeof count === 'string' && /^\d{1,9}$/.test(count) ? { ...(one as Raw), count: Number(count) } : one;
}

/** `old=new:tag@digest`, as `kustomize edit set image` takes it. */
function imageOf(text: string): Raw {
  const [before, after = before] = text.includes('=') ? text.split('=', 2) : [text, text];
  const [, newName = '', newTag, digest] = /^(.*?)(?::([\w.-]+))?(?:@(sha256:\w+))?$/.exec(after ?? '') ?? [];
  const name = text.includes('=') ? before : newName;
  return { name, newName, ...(newTag === undefined ? {} : { newTag }), ...(digest === undefined ? {} : { digest }) };
}

/** The fields that say anything; null when none does. */
function filled(fields: Readonly<Record<string, unknown>>): Raw | null {
  const entries = Object.entries(fields).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** A path as a place: `./apps/web/` → `apps/web`; one that leads out of its repository starts with `..`. */
function placeOfPath(path: string): Place {
  const place = posix.normalize(path.replace(/^\/+/, '')).replace(/\/+$/, '');
  return place === '.' ? '' : place;
}

function nameOf(object: Fields): string {
  return object.objectOrEmpty('metadata').text('name') ?? '';
}
