import { factNames, type FactName } from '../../estate/facts.ts';
import { groupOf, notStated } from '../../estate/identity.ts';
import { isRaw, type Raw } from '../objects/fields.ts';

/** What a GitOps object brings into a cluster. */
export interface GitopsSource {
  readonly message: string;
  /** The namespace that it fills; null: any. */
  readonly namespace: string | null;
  /** The folder of the repository that it applies; null when it does not say, or applies something else. */
  readonly path: string | null;
  readonly mayHold: readonly FactName[];
  /** Names of what it installs. */
  readonly names: readonly string[];
}

/** What a chart may hold beside its own pods and their companions, by the assumption that is printed. */
const companions: readonly FactName[] = ['disruptionBudgets', 'autoscalers', 'services', 'volumeClaims', 'imageOverrides'];

/** Reads a HelmRelease, a Flux Kustomization, an Argo CD Application or ApplicationSet; null for every other object. */
export function gitopsSourceOf(raw: Raw): GitopsSource | null {
  const [group, kind] = [groupOf(String(raw['apiVersion'])), raw['kind']];
  const spec = objectAt(raw, 'spec');
  const metadata = objectAt(raw, 'metadata');
  const name = textAt(metadata, 'name') ?? '';
  if (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') {
    const namespace = textAt(spec, 'targetNamespace') ?? textAt(metadata, 'namespace');
    const chart = textAt(objectAt(objectAt(spec, 'chart'), 'spec'), 'chart') ?? name;
    return {
      message: `HelmRelease ${name} installs the chart ${chart}, which this version does not render`,
      namespace,
      path: null,
      mayHold: factNames.filter((fact) => !companions.includes(fact)),
      names: [chart],
    };
  }
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') {
    const path = textAt(spec, 'path');
    return { message: `Kustomization ${name} applies ${path ?? 'a source'}, which is not in the folder`, namespace: textAt(spec, 'targetNamespace'), path, mayHold: factNames, names: [] };
  }
  if (group === 'argoproj.io' && (kind === 'Application' || kind === 'ApplicationSet')) {
    const application = kind === 'Application' ? spec : objectAt(objectAt(spec, 'template'), 'spec');
    const sources = Array.isArray(application['sources']) ? application['sources'].filter(isRaw) : [objectAt(application, 'source')];
    const paths = sources.flatMap((source) => textAt(source, 'path') ?? []);
    const namespace = textAt(objectAt(application, 'destination'), 'namespace');
    return {
      message: `${kind} ${name} applies ${paths[0] ?? sources.map((source) => textAt(source, 'chart')).find(Boolean) ?? 'a source'}, which is not in the folder`,
      namespace: namespace === null || namespace.includes('{{') ? null : namespace,
      path: sources.length === 1 && kind === 'Application' ? (paths[0] ?? null) : null,
      mayHold: factNames,
      names: sources.flatMap((source) => textAt(source, 'chart') ?? []),
    };
  }
  return null;
}

/** A path as a place: `./apps/web/` → `apps/web`. */
export function placeOfPath(path: string): string {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/');
}

function objectAt(raw: Raw, key: string): Raw {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
  return isRaw(value) ? value : {};
}

function textAt(raw: Raw, key: string): string | null {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
  return typeof value === 'string' && value !== '' && value !== notStated ? value : null;
}
