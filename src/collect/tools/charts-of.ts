import { groupOf } from '../../estate/identity.ts';
import { withoutUrlCredentials } from '../credentials/without-url-credentials.ts';
import type { Fields } from '../objects/fields.ts';

/** A chart that something installs. */
export interface ReferredChart {
  readonly name: string;
  /** As written: a version, a range, or none. */
  readonly version: string | null;
  /** Whether the values set a tag, so that the version of the chart does not tell that of what runs. */
  readonly setsTag: boolean;
  /** The field that names it. */
  readonly at: string;
}

const readers: Readonly<Record<string, (object: Fields) => ReferredChart[]>> = {
  'helm.toolkit.fluxcd.io/HelmRelease': ofHelmRelease,
  'helm.cattle.io/HelmChart': ofHelmChart,
  'argoproj.io/Application': (object) => ofArgo(object.objectOrEmpty('spec')),
  'argoproj.io/ApplicationSet': (object) =>
    ofArgo(object.objectOrEmpty('spec').objectOrEmpty('template').objectOrEmpty('spec')),
};

/** The kinds that install charts, as `group/kind`. */
export const chartKinds: ReadonlySet<string> = new Set(Object.keys(readers));

/** The charts that a GitOps object installs; none for every other object. MalformedField where a field that would name one has the wrong type. */
export function chartsOf(apiVersion: string, kind: string, object: Fields): readonly ReferredChart[] {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return Object.hasOwn(readers, key) ? (readers[key]?.(object) ?? []) : [];
}

function ofHelmRelease(object: Fields): ReferredChart[] {
  const spec = object.objectOrEmpty('spec');
  const setsTag = hasTag(spec);
  const chart = spec.objectOrEmpty('chart').objectOrEmpty('spec');
  const named = chart.text('chart');
  if (named) return [{ name: lastStep(named), version: chart.text('version'), setsTag, at: 'spec.chart.spec.chart' }];
  const referred = spec.objectOrEmpty('chartRef').text('name');
  return referred ? [{ name: referred, version: null, setsTag, at: 'spec.chartRef.name' }] : [];
}

function ofHelmChart(object: Fields): ReferredChart[] {
  const spec = object.objectOrEmpty('spec');
  const chart = spec.text('chart');
  const setsTag = spec.has('valuesContent') || hasTag(spec);
  return chart ? [{ name: lastStep(chart), version: spec.text('version'), setsTag, at: 'spec.chart' }] : [];
}

function ofArgo(application: Fields): ReferredChart[] {
  const has = application.has('sources');
  const sources = has ? application.objects('sources') : [application.objectOrEmpty('source')];
  return sources.flatMap((source, index) => {
    const chart = source.text('chart');
    if (!chart) return [];
    const helm = source.objectOrEmpty('helm');
    const setsTag = helm.has('values') || helm.has('valuesObject') || helm.has('parameters') || helm.has('valueFiles');
    const at = `${has ? `sources[${index}]` : 'source'}.chart`;
    return [{ name: lastStep(chart), version: source.text('targetRevision'), setsTag, at: `spec.${at}` }];
  });
}

/** Whether values set the tag of an image, at the usual place. */
function hasTag(spec: Fields): boolean {
  const image = spec.objectOrNone('values').objectOrNone('image');
  return image.has('tag') || spec.has('valuesFrom');
}

function lastStep(address: string): string {
  const chart = withoutUrlCredentials(address);
  return chart.slice(chart.lastIndexOf('/') + 1);
}
