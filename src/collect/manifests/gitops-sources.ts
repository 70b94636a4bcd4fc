import { factNames, type FactName } from '../../estate/facts.ts';
import { groupOf, notStated } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { withoutUrlCredentials } from '../credentials/without-url-credentials.ts';
import { isRaw, type Raw } from '../objects/fields.ts';

/** What a GitOps object brings into a cluster. */
export interface GitopsSource {
  /** `Application ledger applies apps/ledger`: who applies what. */
  readonly what: string;
  /** The namespace that it fills; null: any. */
  readonly namespace: string | null;
  /** The folders of its repository that it applies; null when it applies something else as well, or does not say where from. */
  readonly folders: readonly AppliedFolder[] | null;
  readonly mayHold: readonly FactName[];
  /** Whether all that it brings comes from charts. */
  readonly isChart: boolean;
  /** Names of what it installs. */
  readonly names: readonly string[];
}

/** A folder that is applied. */
export interface AppliedFolder {
  /** Its path in the repository, without `./`. Never the root: that of any repository is called so. */
  readonly place: Place;
  /** Whether the folders below it are applied too. */
  readonly isDeep: boolean;
}

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

const readers: Readonly<Record<string, (raw: Raw) => GitopsSource>> = {
  'helm.toolkit.fluxcd.io/HelmRelease': ofHelmRelease,
  'helm.cattle.io/HelmChart': ofHelmChart,
  'kustomize.toolkit.fluxcd.io/Kustomization': ofFlux,
  'argoproj.io/Application': (raw) => ofArgo(raw, objectAt(raw, 'spec'), null),
  'argoproj.io/ApplicationSet': ofArgoSet,
};

/** Reads a HelmRelease, a HelmChart of k3s, a Flux Kustomization, an Argo CD Application or ApplicationSet; null for every other object. */
export function gitopsSourceOf(raw: Raw): GitopsSource | null {
  const { apiVersion, kind } = raw;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  const key = `${groupOf(apiVersion)}/${kind}`;
  return Object.hasOwn(readers, key) ? (readers[key]?.(raw) ?? null) : null;
}

/** Whether an object of a kind would be such a source, as far as can be told; `apiVersion` null: of whatever group. However the kind is written. */
export function isGitopsKind(kind: string, apiVersion: string | null): boolean {
  const group = apiVersion === null ? null : groupOf(apiVersion);
  return Object.keys(readers).some((key) => {
    const [ownGroup, ownKind] = key.split('/') as [string, string];
    return ownKind.toLowerCase() === kind.toLowerCase() && (group === null || group === ownGroup);
  });
}

function ofHelmRelease(raw: Raw): GitopsSource {
  const spec = objectAt(raw, 'spec');
  const chart =
    textAt(objectAt(objectAt(spec, 'chart'), 'spec'), 'chart') ??
    textAt(objectAt(spec, 'chartRef'), 'name') ??
    nameOf(raw);
  const namespace = namespaceAt(spec, 'targetNamespace') ?? ownNamespaceOf(raw, spec, 'targetNamespace');
  return ofChart(`HelmRelease ${nameOf(raw)}`, chart, namespace);
}

function ofHelmChart(raw: Raw): GitopsSource {
  const spec = objectAt(raw, 'spec');
  const namespace = namespaceAt(spec, 'targetNamespace') ?? ownNamespaceOf(raw, spec, 'targetNamespace');
  return ofChart(`HelmChart ${nameOf(raw)}`, textAt(spec, 'chart') ?? nameOf(raw), namespace);
}

function ofChart(who: string, address: string, namespace: string | null): GitopsSource {
  const chart = withoutUrlCredentials(address);
  const what = `${who} installs the chart ${chart}`;
  return { what, namespace, folders: null, mayHold: chartMayHold, isChart: true, names: [lastStep(chart)] };
}

function ofFlux(raw: Raw): GitopsSource {
  const spec = objectAt(raw, 'spec');
  const path = textAt(spec, 'path');
  return {
    what: `Kustomization ${nameOf(raw)} applies ${withoutUrlCredentials(path ?? 'a source')}`,
    namespace: namespaceAt(spec, 'targetNamespace'),
    // Where there is no kustomization.yaml, Flux writes one for all below the path.
    folders: path === null ? null : foldersAt([{ path, isDeep: true }]),
    mayHold: factNames,
    isChart: false,
    names: [],
  };
}

function ofArgoSet(raw: Raw): GitopsSource {
  const spec = objectAt(raw, 'spec');
  return ofArgo(raw, objectAt(objectAt(spec, 'template'), 'spec'), foundByGit(spec));
}

/** `found` are the folders for which a template's path stands; null where that is not known. */
function ofArgo(raw: Raw, application: Raw, found: readonly string[] | null): GitopsSource {
  const sources = Array.isArray(application['sources'])
    ? application['sources'].filter(isRaw)
    : [objectAt(application, 'source')];
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
    return [{ path, isDeep: objectAt(source, 'directory')['recurse'] === true }];
  });
  const isChart = charts.length > 0 && charts.length === bringing.length;
  return {
    what: `${String(raw['kind'])} ${nameOf(raw)} applies ${withoutUrlCredentials(paths[0] ?? charts[0] ?? 'a source')}`,
    namespace: namespaceAt(objectAt(application, 'destination'), 'namespace'),
    folders: paths.length > 0 && paths.length === bringing.length ? foldersAt(applied) : null,
    mayHold: isChart ? chartMayHold : factNames,
    isChart,
    names: charts.map(lastStep),
  };
}

/** The folders in which all generators of an ApplicationSet look for applications in Git: `apps/*` is what lies in `apps`. */
function foundByGit(spec: Raw): string[] | null {
  const generators = Array.isArray(spec['generators']) ? spec['generators'] : [];
  const folders = generators.flatMap((one) => {
    const directories = isRaw(one) ? objectAt(one, 'git')['directories'] : null;
    if (!Array.isArray(directories)) return [null];
    return directories
      .filter((each) => isRaw(each) && each['exclude'] !== true)
      .map((each) => textAt(each as Raw, 'path'));
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

function nameOf(raw: Raw): string {
  return textAt(objectAt(raw, 'metadata'), 'name') ?? '';
}

/** A release lands beside its object, unless it says where (in words that can be read, or not). */
function ownNamespaceOf(raw: Raw, spec: Raw, stated: string): string | null {
  return textAt(spec, stated) === null ? namespaceAt(objectAt(raw, 'metadata'), 'namespace') : null;
}

function namespaceAt(raw: Raw, key: string): string | null {
  const namespace = textAt(raw, key);
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

function objectAt(raw: Raw, key: string): Raw {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
  return isRaw(value) ? value : {};
}

function textAt(raw: Raw, key: string): string | null {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
  return typeof value === 'string' && value !== '' && value !== notStated ? value : null;
}
