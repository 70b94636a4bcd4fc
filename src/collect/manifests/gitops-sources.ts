import { factNames, type FactName } from '../../estate/facts.ts';
import { groupOf, notStated } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { withoutUrlCredentials } from '../credentials/without-url-credentials.ts';
import { Fields, isRaw, type Raw } from '../objects/fields.ts';
import { clusterOfArgo, clusterOfFlux, clustersChosenBy } from './destination-cluster.ts';
import type { FilePatterns } from './matches-files.ts';
import { type NamedRepository, repositoryOfArgo, repositoryOfFlux } from './named-repository.ts';

/** What a GitOps object brings into a cluster. */
export interface GitopsSource {
  /** `Application ledger applies apps/ledger`: who applies what. */
  readonly what: string;
  /** The namespace that it fills; null: any. */
  readonly namespace: string | null;
  /** The cluster that it fills, as `clusterOfArgo` and `clusterOfFlux` write it; null where that is not known. */
  readonly cluster: string | null;
  /** The folders of its repository that it applies; null when it applies something else as well, or does not say where from. */
  readonly folders: readonly AppliedFolder[] | null;
  /** The repositories that these are folders of. */
  readonly repositories: readonly NamedRepository[];
  readonly mayHold: readonly FactName[];
  /** Whether all that it brings comes from charts. */
  readonly isChart: boolean;
  /** Names of what it installs, and its own. */
  readonly names: readonly string[];
  /** Where the chart that it installs can be had; null where that is not said, or it installs something else. */
  readonly chart: ChartAddress | null;
}

/** Where a chart can be had. */
export interface ChartAddress {
  readonly release: string;
  /** null: the repository is the chart. */
  readonly chart: string | null;
  readonly version: string | null;
  /** Its address, or the object that holds it: `HelmRepository/podinfo`. */
  readonly repository: { readonly url: string } | { readonly key: string };
}

/** The object that holds the address of a repository of charts, and that address; null for every other object. */
export function chartRepositoryOf(
  raw: Raw,
): { readonly key: string; readonly url: string; readonly version: string | null } | null {
  const { apiVersion, kind, metadata, spec } = raw;
  if (typeof apiVersion !== 'string' || groupOf(apiVersion) !== 'source.toolkit.fluxcd.io') return null;
  if (!['HelmRepository', 'OCIRepository'].includes(String(kind)) || !isRaw(spec) || !isRaw(metadata)) return null;
  const { url, ref } = spec;
  if (typeof url !== 'string') return null;
  const tag = isRaw(ref) ? (ref['tag'] ?? ref['semver']) : null;
  return {
    key: `${String(kind)}/${String(metadata['name'])}`,
    url: withoutUrlCredentials(url),
    version: typeof tag === 'string' ? tag : null,
  };
}

/** A folder that is applied. */
export interface AppliedFolder {
  /** Its path in the repository, without `./`. Never the root: that of any repository is called so. */
  readonly place: Place;
  /** Whether the folders below it are applied too. */
  readonly isDeep: boolean;
  /** Which of its files are; left out or null: all. */
  readonly takes?: FilePatterns | null;
}

/** In every object by which a cluster applies what lies in Git one of these stands, the end of `argoproj.io/` or `toolkit.fluxcd.io/`: a search goes by the first letter, and takes a third as long where that is a rare one. */
export const gitopsMarks: readonly string[] = ['j.io/', 'kit.fluxcd.io/'];

/** What a chart that is not rendered is taken to hold for its own pods only; the report says so. */
const companions: readonly FactName[] = [
  'disruptionBudgets',
  'autoscalers',
  'services',
  'volumeClaims',
  'imageOverrides',
];

/** What a chart that is not rendered may hold more of. */
export const chartMayHold: readonly FactName[] = factNames.filter((fact) => !companions.includes(fact));

const readers: Readonly<Record<string, (object: Fields) => GitopsSource>> = {
  'helm.toolkit.fluxcd.io/HelmRelease': ofHelmRelease,
  'helm.cattle.io/HelmChart': ofHelmChart,
  'kustomize.toolkit.fluxcd.io/Kustomization': ofFlux,
  'argoproj.io/Application': (object) => ofArgo(object, object.objectOrEmpty('spec'), null),
  'argoproj.io/ApplicationSet': ofArgoSet,
};

/**
 * Reads a HelmRelease, a HelmChart of k3s, a Flux Kustomization, an Argo CD Application or ApplicationSet; null for every other object. MalformedField
 * where a field that says what is brought, or where to, has the wrong type.
 */
export function gitopsSourceOf(raw: Raw): GitopsSource | null {
  const { apiVersion, kind } = raw;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  const key = `${groupOf(apiVersion)}/${kind}`;
  return Object.hasOwn(readers, key) ? (readers[key]?.(new Fields(raw)) ?? null) : null;
}

/** Whether an object of a kind would be such a source, as far as can be told; `apiVersion` null: of whatever group. However the kind is written. */
export function isGitopsKind(kind: string, apiVersion: string | null): boolean {
  const group = apiVersion === null ? null : groupOf(apiVersion);
  return Object.keys(readers).some((key) => {
    const [ownGroup, ownKind] = key.split('/') as [string, string];
    return ownKind.toLowerCase() === kind.toLowerCase() && (group === null || group === ownGroup);
  });
}

/** Whether all that such an object brings comes from charts. */
export function isChartKind(kind: string): boolean {
  return /^(?:HelmRelease|HelmChart)(?:List)?$/i.test(kind);
}

function ofHelmRelease(object: Fields): GitopsSource {
  const spec = object.objectOrEmpty('spec');
  const chart = spec.objectOrEmpty('chart').objectOrEmpty('spec');
  const named = textAt(chart, 'chart');
  const reference = spec.objectOrEmpty('chartRef');
  const referred = textAt(reference, 'name');
  const source = chart.objectOrEmpty('sourceRef');
  const key = (of: Fields): string => `${textAt(of, 'kind') ?? ''}/${textAt(of, 'name') ?? ''}`;
  return {
    ...ofChart(object, named ?? referred ?? nameOf(object)),
    chart: {
      release: textAt(spec, 'releaseName') ?? nameOf(object),
      chart: named === null ? null : withoutUrlCredentials(named),
      version: textAt(chart, 'version'),
      repository: { key: named === null ? key(reference) : key(source) },
    },
  };
}

function ofHelmChart(object: Fields): GitopsSource {
  return ofChart(object, textAt(object.objectOrEmpty('spec'), 'chart') ?? nameOf(object));
}

function ofChart(object: Fields, address: string): GitopsSource {
  const chart = withoutUrlCredentials(address);
  return {
    what: `${object.text('kind')} ${nameOf(object)} installs the chart ${chart}`,
    namespace: targetOf(object),
    cluster: clusterOfFlux(object),
    folders: null,
    repositories: [],
    mayHold: chartMayHold,
    isChart: true,
    names: [lastStep(chart), nameOf(object)],
    chart: null,
  };
}

function ofFlux(object: Fields): GitopsSource {
  const spec = object.objectOrEmpty('spec');
  const path = textAt(spec, 'path');
  const source = spec.objectOrEmpty('sourceRef');
  const from = textAt(source, 'kind') ?? 'GitRepository';
  const named = from === 'GitRepository' ? '' : ` of ${from} ${textAt(source, 'name') ?? ''}`;
  return {
    what: `Kustomization ${nameOf(object)} applies ${withoutUrlCredentials(path ?? 'a source')}${named}`,
    namespace: namespaceAt(spec, 'targetNamespace'),
    cluster: clusterOfFlux(object),
    // Where there is no kustomization.yaml, Flux writes one for all below the path.
    // An artifact is put together from folders of several sources, and its paths are its own.
    folders: path === null || from === 'ExternalArtifact' ? null : foldersAt([{ path, isDeep: true }]),
    repositories: [repositoryOfFlux(object, source)],
    mayHold: factNames,
    isChart: false,
    names: [lastStep(placeOfPath(path ?? '')), nameOf(object)],
    chart: null,
  };
}

function ofArgoSet(object: Fields): GitopsSource {
  const spec = object.objectOrEmpty('spec');
  const made = ofArgo(object, spec.objectOrEmpty('template').objectOrEmpty('spec'), foundByGit(spec));
  return made.cluster === null ? { ...made, cluster: clustersChosenBy(spec) } : made;
}

/** `found` are the folders for which a template's path stands; null where that is not known. */
function ofArgo(object: Fields, application: Fields, found: readonly string[] | null): GitopsSource {
  const sources = application.has('sources') ? application.objects('sources') : [application.objectOrEmpty('source')];
  // A source that is only referred to brings values for a chart, and no objects.
  const bringing = sources.filter(
    (source) => textAt(source, 'path') !== null || textAt(source, 'chart') !== null || textAt(source, 'ref') === null,
  );
  const charts = bringing.flatMap((source) => textAt(source, 'chart') ?? []);
  const paths = bringing.flatMap((source) => textAt(source, 'path') ?? []);
  const applied = bringing.flatMap((source) => {
    const path = textAt(source, 'path');
    if (path === null) return [];
    if (found && /^\{\{\s*\.?path(\.path)?\s*\}\}$/.test(path))
      return found.map((one) => ({ path: one, isDeep: true }));
    return [{ path, isDeep: source.objectOrEmpty('directory').boolean('recurse') === true }];
  });
  const isChart = charts.length > 0 && charts.length === bringing.length;
  return {
    what: `${object.text('kind')} ${nameOf(object)} applies ${withoutUrlCredentials(paths[0] ?? (charts[0] === undefined ? 'a source' : `the chart ${charts[0]}`))}`,
    namespace: namespaceAt(application.objectOrEmpty('destination'), 'namespace'),
    cluster: clusterOfArgo(application),
    folders: paths.length > 0 && paths.length === bringing.length ? foldersAt(applied) : null,
    repositories: bringing.map(({ raw }) => repositoryOfArgo(raw)),
    mayHold: isChart ? chartMayHold : factNames,
    isChart,
    names: [...[...charts, ...paths.map(placeOfPath)].map(lastStep), nameOf(object)],
    chart: isChart && bringing[0] ? chartOfArgo(bringing[0], nameOf(object)) : null,
  };
}

function chartOfArgo(source: Fields, name: string): ChartAddress | null {
  const url = textAt(source, 'repoURL');
  const version = textAt(source, 'targetRevision');
  if (url === null || isTemplate(url)) return null;
  // Argo CD leaves the scheme of registries away.
  const repository = { url: withoutUrlCredentials(/^[a-z]+:\/\//.test(url) ? url : `oci://${url}`) };
  return { release: name, chart: textAt(source, 'chart'), version, repository };
}

/** The folders in which all generators of an ApplicationSet look for applications in Git: `apps/*` is what lies in `apps`. */
function foundByGit(spec: Fields): string[] | null {
  const folders = spec.objects('generators').flatMap((generator) => {
    const git = generator.objectOrEmpty('git');
    if (!git.has('directories')) return [null];
    return git
      .objects('directories')
      .filter((each) => each.boolean('exclude') !== true)
      .map((each) => textAt(each, 'path'));
  });
  if (folders.length === 0 || folders.includes(null)) return null;
  return folders.map((path) => (path as string).replace(/(^|\/)[^/]*[*?[{].*$/, ''));
}

/** null where one of the paths tells no folder: a template, the root of its repository, or what leads out of it. */
function foldersAt(paths: readonly { readonly path: string; readonly isDeep: boolean }[]): AppliedFolder[] | null {
  const folders = paths.map(({ path, isDeep }) => ({ place: placeOfPath(path), isDeep }));
  const isTold = ({ place }: AppliedFolder): boolean =>
    place !== '' && !isTemplate(place) && !place.split('/').includes('..');
  return folders.every(isTold) ? folders : null;
}

/** A path as a place: `./apps/web/` → `apps/web`. */
function placeOfPath(path: string): Place {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/');
}

function nameOf(object: Fields): string {
  return textAt(object.objectOrEmpty('metadata'), 'name') ?? '';
}

/** Where a release lands: where it says, in words that can be read or not, else beside its object. */
function targetOf(object: Fields): string | null {
  const spec = object.objectOrEmpty('spec');
  if (textAt(spec, 'targetNamespace') !== null) return namespaceAt(spec, 'targetNamespace');
  return namespaceAt(object.objectOrEmpty('metadata'), 'namespace');
}

function namespaceAt(fields: Fields, key: string): string | null {
  const namespace = textAt(fields, key);
  return namespace === null || isTemplate(namespace) ? null : namespace;
}

/** `{{name}}` of an ApplicationSet, `${name}` of Flux. */
function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('${');
}

/** `oci://ghcr.io/cilium/charts/cilium` → `cilium`. */
function lastStep(address: string): string {
  const chart = withoutUrlCredentials(address);
  return chart.slice(chart.lastIndexOf('/') + 1);
}

function textAt(fields: Fields, key: string): string | null {
  const text = fields.text(key);
  return text === '' || text === notStated ? null : text;
}
