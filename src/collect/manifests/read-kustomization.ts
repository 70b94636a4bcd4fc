import { dirname, resolve } from 'node:path';
import { groupOf } from '../../estate/identity.ts';
import { isRaw, type Raw } from '../objects/fields.ts';

const names = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** Whether a file of this name makes its folder a kustomization. */
export function isKustomizationName(name: string): boolean {
  return names.has(name);
}

/** What a kustomization says of itself. Paths are absolute, and nobody has looked whether something is there. */
export interface Kustomization {
  readonly isComponent: boolean;
  /** Where objects come from: files, folders, and what neither can be told of, such as an address. */
  readonly resources: readonly string[];
  /** Files that change or feed them: patches, replacements, values, the contents of generated ConfigMaps and Secrets. */
  readonly others: readonly string[];
  /** Whether it brings objects that stand in no file: of a chart, of a generator, of a transformer (which may be any program). */
  readonly makesMore: boolean;
  /** The names of the charts that it renders. */
  readonly charts: readonly string[];
}

/** Fields that list what objects come from. */
const ofResources = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'];
const thatMakeMore = ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers'];

/**
 * Reads the content of a file that makes its folder a kustomization; null where it is none after all: Flux's object of the same kind is often kept in
 * a file of this name. Fields of a wrong type are passed over: kustomize refuses them, and what it refuses is not judged here.
 */
export function readKustomization(path: string, content: Raw): Kustomization | null {
  const { apiVersion } = content;
  if (typeof apiVersion === 'string' && groupOf(apiVersion) !== 'kustomize.config.k8s.io') return null;
  const folder = dirname(path);
  const texts = (key: string): string[] => textsOf(content[key]);
  const each = (...keys: string[]): Raw[] => keys.flatMap((key) => listOf(content[key]).filter(isRaw));
  const charts = each('helmCharts', 'helmChartInflationGenerator');
  const generators = each('configMapGenerator', 'secretGenerator');
  const others = [
    ...['crds', 'configurations', 'patchesStrategicMerge'].flatMap(texts),
    ...each('patches', 'patchesJson6902', 'replacements').flatMap(({ path: file }) => textsOf([file])),
    ...charts.flatMap((chart) =>
      textsOf([chart['valuesFile'], chart['values'], ...listOf(chart['additionalValuesFiles'])]),
    ),
    ...textsOf([isRaw(content['openapi']) ? content['openapi']['path'] : null]),
    // `name=file` gives the file another name.
    ...generators
      .flatMap((one) => textsOf([...listOf(one['files']), ...listOf(one['envs']), one['env']]))
      .map((one) => one.slice(one.indexOf('=') + 1)),
  ];
  return {
    isComponent: content['kind'] === 'Component',
    resources: ofResources.flatMap(texts).map((one) => resolve(folder, one)),
    // What stands in the kustomization itself, such as a patch, has more than one line.
    others: others.filter((one) => !one.includes('\n')).map((one) => resolve(folder, one)),
    makesMore: thatMakeMore.some((key) => listOf(content[key]).length > 0),
    charts: charts.flatMap((chart) => textsOf([chart['name'], chart['chartName']])),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter((one): one is string => typeof one === 'string' && one !== '');
}
