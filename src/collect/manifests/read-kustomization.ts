import { basename, dirname, resolve } from 'node:path';
import { groupOf } from '../../estate/identity.ts';
import type { Part } from '../credentials/read-part-credentials.ts';
import { isRaw, type Raw } from '../objects/fields.ts';

const names = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** Whether a file of this name makes its folder a kustomization. */
export function isKustomizationName(name: string): boolean {
  return names.has(name);
}

/** Whether a document is kustomize's own: by its group, or by the name of its file, because it need not say what it is. */
export function isKustomization({ apiVersion }: Raw, file: string): boolean {
  if (typeof apiVersion === 'string') return isKustomizeGroup(apiVersion);
  return apiVersion === undefined && isKustomizationName(basename(file));
}

/** Whether an API is kustomize's own. */
export function isKustomizeGroup(apiVersion: string): boolean {
  return groupOf(apiVersion) === 'kustomize.config.k8s.io';
}

/** A kustomization that says what it is, as kustomize completes it. */
export function completeKustomization(content: Raw): Raw {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...content };
}

/** What a kustomization says of itself. Paths are absolute, and nobody has looked whether something is there. */
export interface Kustomization {
  readonly isComponent: boolean;
  /** The namespace that all its objects land in that lie in one; null: they keep their own. */
  readonly namespace: string | null;
  /** Where objects come from: files, folders, and what neither can be told of, such as an address. */
  readonly resources: readonly string[];
  /** Files that change or feed them. */
  readonly others: readonly OtherFile[];
  /**
   * Whether it brings objects that stand in no file: of a chart, of a generator, of a transformer (which may be any program). Or nobody can tell what
   * it brings, because a field that says so has a wrong type.
   */
  readonly makesMore: boolean;
  /** The ConfigMaps and Secrets that it makes of files and literals. */
  readonly generated: readonly GeneratedObject[];
  /** The names of the charts that it renders. */
  readonly charts: readonly string[];
  /** Folders in which kustomize looks for them before it would fetch them. */
  readonly localCharts: readonly string[];
}

/** What a kustomization makes of no object; what comes after may give its name a prefix, a suffix and a checksum. */
export interface GeneratedObject {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
}

/** A file that is no manifest by itself. */
export interface OtherFile {
  readonly path: string;
  /** What it is: a patch, values, the content of a generated ConfigMap or Secret; null for what holds nothing but names of fields. */
  readonly part: Part | null;
}

/** Fields that list what objects come from. */
const ofResources = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'];
const thatMakeMore = ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers'];
const ofObjects = new Set([...ofResources, ...thatMakeMore]);

/**
 * Reads the content of a file that makes its folder a kustomization; null where it is none after all: Flux's object of the same kind is often kept in
 * a file of this name. Fields of a wrong type are passed over: kustomize refuses them, and what it refuses is not judged here.
 */
export function readKustomization(path: string, content: Raw): Kustomization | null {
  const { apiVersion } = content;
  if (typeof apiVersion === 'string' && !isKustomization(content, path)) return null;
  const folder = dirname(path);
  const texts = (key: string): string[] => textsOf(content[key]);
  const isReadable = (key: string): boolean => {
    const value = content[key] ?? [];
    return Array.isArray(value) && (thatMakeMore.includes(key) || value.every((one) => typeof one === 'string'));
  };
  const each = (...keys: string[]): Raw[] => keys.flatMap((key) => listOf(content[key]).filter(isRaw));
  const charts = each('helmCharts', 'helmChartInflationGenerator');
  const others = (files: readonly unknown[], part: Part | null): OtherFile[] =>
    // What stands in the kustomization itself, such as a patch, has more than one line.
    textsOf(files).flatMap((file) => (file.includes('\n') ? [] : [{ path: resolve(folder, file), part }]));
  const contents = (generators: string, role: Part['role']): OtherFile[] =>
    each(generators).flatMap((one) =>
      others(
        // `name=file` gives the file another name.
        textsOf([...listOf(one['files']), ...listOf(one['envs']), one['env']]).map((file) =>
          file.slice(file.indexOf('=') + 1),
        ),
        { role, target: null },
      ),
    );
  const madeBy = (kind: GeneratedObject['kind'], key: string): GeneratedObject[] =>
    each(key).flatMap((one) => textsOf([one['name']]).map((name) => ({ kind, name })));
  return {
    isComponent: content['kind'] === 'Component',
    namespace: namespaceOf(content),
    resources: ofResources.flatMap(texts).map((one) => resolve(folder, one)),
    others: [
      ...others([...texts('crds'), ...texts('configurations')], null),
      // Once `patches` were names of files, and kustomize still reads them so.
      ...others([...texts('patchesStrategicMerge'), ...texts('patches')], { role: 'patch', target: null }),
      ...each('patches', 'patchesJson6902').flatMap(({ path: file, target }) =>
        others([file], {
          role: 'patch',
          target: isRaw(target) && typeof target['kind'] === 'string' ? target['kind'] : null,
        }),
      ),
      ...each('replacements').flatMap(({ path: file }) => others([file], null)),
      ...charts.flatMap((chart) =>
        others([chart['valuesFile'], chart['values'], ...listOf(chart['additionalValuesFiles'])], {
          role: 'values',
          target: null,
        }),
      ),
      ...others([isRaw(content['openapi']) ? content['openapi']['path'] : null], null),
      ...contents('configMapGenerator', 'config-file'),
      ...contents('secretGenerator', 'secret-file'),
    ],
    makesMore: thatMakeMore.some((key) => listOf(content[key]).length > 0) || ![...ofObjects].every(isReadable),
    generated: [...madeBy('ConfigMap', 'configMapGenerator'), ...madeBy('Secret', 'secretGenerator')],
    charts: charts.flatMap((chart) => textsOf([chart['name'], chart['chartName']])),
    localCharts: each('helmCharts').flatMap((chart) =>
      textsOf([chart['name']]).map((name) => resolve(folder, chartHomeOf(content), name)),
    ),
  };
}

/** What may run after its namespace is set (any program among it) may set another one. */
function namespaceOf(content: Raw): string | null {
  const { namespace } = content;
  const isLast = ['transformers', 'replacements', 'patchesJson6902'].every((key) => listOf(content[key]).length === 0);
  return isLast && typeof namespace === 'string' && /^[a-z0-9-]+$/.test(namespace) ? namespace : null;
}

/** Where the charts of a kustomization lie; kustomize's default is `charts`. */
function chartHomeOf({ helmGlobals }: Raw): string {
  const home = isRaw(helmGlobals) ? helmGlobals['chartHome'] : null;
  return typeof home === 'string' && home !== '' ? home : 'charts';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter((one): one is string => typeof one === 'string' && one !== '');
}
