import type { GitopsApplication, GitopsProject } from '../../../estate/gitops-application.ts';
import { readGoSpan } from '../../timing/read-span.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

/** Reads an Application of Argo CD. */
export function readArgoApplication({ spec, fields, head }: Subject): GitopsApplication {
  const read = { ...head, noun: 'gitopsApplication' as const, broughtBy: 'argo-cd', ...readArgoSpec(spec) };
  return head.origin.api === undefined ? read : { ...read, brings: bringsOfArgo(spec, fields) };
}

/** What an Application lists as its own; nothing of this cluster where it fills another one. */
function bringsOfArgo(spec: Fields, fields: Fields): string[] | null {
  const { server, name } = spec.objectOrEmpty('destination').raw;
  if (server !== undefined && server !== '' ? server !== 'https://kubernetes.default.svc' : name !== 'in-cluster')
    return [];
  const status = fields.objectOrEmpty('status');
  if (!status.has('resources')) return null;
  return status
    .objects('resources')
    .map((one) => ({
      group: one.text('group') ?? '',
      kind: one.text('kind') ?? '',
      namespace: one.text('namespace') ?? '',
      name: one.text('name') ?? '',
    }))
    .filter(mayMakePods)
    .map(({ group, kind, namespace, name: own }) => `${group}/${kind}/${namespace}/${own}`);
}

/** Groups of Kubernetes of which nothing makes pods. */
const without = /^(?:|rbac\.authorization\.k8s\.io|networking\.k8s\.io|policy|autoscaling)$/;

function mayMakePods({ group, kind }: { readonly group: string; readonly kind: string }): boolean {
  return !without.test(group) || kind === 'Pod' || kind === 'ReplicationController';
}

/** What a Kustomization lists as its own (`namespace_name_group_kind`); nothing of this cluster where it fills another one. */
function bringsOfFlux(spec: Fields, fields: Fields): string[] | null {
  if (spec.has('kubeConfig')) return [];
  const inventory = fields.objectOrEmpty('status').object('inventory');
  if (!inventory) return null;
  return inventory.objects('entries').flatMap((one) => {
    const [namespace = '', name = '', group = '', kind = ''] = (one.text('id') ?? '').split('_');
    return mayMakePods({ group, kind }) ? `${group}/${kind}/${namespace}/${name}` : [];
  });
}

/** Reads an ApplicationSet by its template. A patch of it may set anything; a rolling sync is the controller's own work. */
export function readApplicationSet({ spec, head }: Subject): GitopsApplication {
  const read = readArgoSpec(spec.objectOrEmpty('template').objectOrEmpty('spec'));
  const isPatched = /syncPolicy|automated|selfHeal/.test(spec.text('templatePatch') ?? '');
  const isRolling = spec.objectOrEmpty('strategy').text('type') === 'RollingSync';
  const isOpen = isPatched || isRolling;
  return {
    ...head,
    noun: 'gitopsApplication',
    broughtBy: 'argo-cd',
    ...read,
    ...(isOpen ? { syncs: null, stoppedBy: null, heals: null } : {}),
  };
}

type Read = Omit<
  GitopsApplication,
  'noun' | 'broughtBy' | 'apiVersion' | 'kind' | 'namespace' | 'name' | 'places' | 'origin' | 'copies'
>;

function readArgoSpec(spec: Fields): Read {
  const policy = spec.objectOrEmpty('syncPolicy');
  const automated = policy.object('automated');
  // Of an ApplicationSet a template may stand where a boolean will.
  const enabled = automated ? booleanOr(automated, 'enabled', true) : false;
  const heals = automated ? booleanOr(automated, 'selfHeal', false) : false;
  const stoppedBy = automated ? 'its automated sync is disabled' : 'it has no automated sync policy';
  return {
    syncs: enabled,
    stoppedBy: enabled === false ? stoppedBy : null,
    heals: enabled === true ? heals : enabled,
    healsWithinSeconds: null,
    syncPath: automated ? `${automated.where}.enabled` : policy.where,
    healPath: `${policy.where}.automated.selfHeal`,
    floats: [...spec.objects('sources'), spec.objectOrEmpty('source')].map(floatingChart).find(Boolean) ?? null,
    landsIn: stated(spec.objectOrEmpty('destination').text('namespace')),
  };
}

/** A source of Argo CD that is a chart of a registry; what comes out of Git (by its path) is as Git says. */
function floatingChart(source: Fields): GitopsApplication['floats'] {
  return source.text('chart') && !source.text('path')
    ? floatingAt(source, 'targetRevision', source.text('targetRevision'))
    : null;
}

/** A range of versions, of which the newest at the time is taken; without any it is the newest of all. */
function floatingAt(fields: Fields, key: string, written: string | null): GitopsApplication['floats'] {
  const versions = written?.trim() || '*';
  if (isPlaceholder(versions) && /[${]/.test(versions)) return null;
  return /^=?\s*v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(versions) ? null : { path: `${fields.where}.${key}`, versions };
}

function booleanOr(fields: Fields, key: string, otherwise: boolean): boolean | null {
  const value = fields.value(key);
  return typeof value === 'string' && isPlaceholder(value) ? null : (fields.boolean(key) ?? otherwise);
}

function stated(namespace: string | null): string | null {
  return namespace === null || namespace === '' || isPlaceholder(namespace) ? null : namespace;
}

/** Reads an AppProject of Argo CD. A pattern that forbids something leaves less than everything. */
export function readArgoProject({ spec, head }: Subject): GitopsProject {
  const sources = spec.texts('sourceRepos');
  const destinations = spec.objects('destinations');
  const forbids =
    sources.some((one) => one.startsWith('!')) ||
    destinations.some((one) =>
      [one.text('namespace'), one.text('server'), one.text('name')].some((text) => text?.startsWith('!')),
    );
  // A list of kinds that are allowed leaves out all others; an empty one allows all (AppProject.IsGroupKindNamePermitted).
  const kinds = spec.objects('namespaceResourceWhitelist');
  const anyKind = kinds.length === 0 || kinds.some((one) => one.text('group') === '*' && one.text('kind') === '*');
  const allowsEverything =
    sources.includes('*') && destinations.some((one) => one.text('namespace') === '*') && anyKind && !forbids;
  return { ...head, noun: 'gitopsProject', allowsEverything, servesPlatform: true };
}

/** The seconds of a duration as the definitions of Flux's kinds take it; other than Go they know neither signs nor nanoseconds. */
function intervalOf(spec: Fields): number | null {
  const written = spec.text('interval');
  if (written === null || isPlaceholder(written)) return null;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(written))
    return spec.refuse('interval', 'a duration such as 10m or 1h30m');
  return readGoSpan(written) ?? spec.refuse('interval', 'a duration such as 10m or 1h30m');
}

/** Reads a source of Flux that is suspended: whatever stands on it is brought nothing new. null for one that is not. */
export function readStoppedSource({ spec, head }: Subject): GitopsApplication | null {
  intervalOf(spec);
  if (spec.boolean('suspend') !== true) return null;
  return {
    ...head,
    noun: 'gitopsApplication',
    broughtBy: 'flux',
    syncs: false,
    stoppedBy: 'it is suspended',
    heals: null,
    healsWithinSeconds: null,
    syncPath: 'spec.suspend',
    healPath: 'spec.suspend',
    floats: null,
    landsIn: null,
  };
}

/** Reads a Kustomization of Flux: at each interval it applies everything again, and so sets back what was changed. */
export function readFluxKustomization({ spec, fields, head }: Subject): GitopsApplication {
  const suspended = spec.boolean('suspend') === true;
  return {
    ...head,
    noun: 'gitopsApplication',
    broughtBy: 'flux',
    ...(head.origin.api === undefined ? {} : { brings: bringsOfFlux(spec, fields) }),
    syncs: !suspended,
    stoppedBy: suspended ? 'it is suspended' : null,
    heals: !suspended,
    healsWithinSeconds: intervalOf(spec),
    syncPath: 'spec.suspend',
    healPath: 'spec.interval',
    floats: null,
    landsIn: stated(spec.text('targetNamespace')),
  };
}

/**
 * Reads a HelmRelease of Flux: it sets back only where drift detection is enabled, by itself or by a gate of the controller (DetectDrift), and a parent's
 * patch often does it for all.
 */
export function readHelmRelease({ spec, head }: Subject): GitopsApplication {
  const suspended = spec.boolean('suspend') === true;
  const mode = spec.objectOrEmpty('driftDetection').text('mode');
  return {
    ...head,
    noun: 'gitopsApplication',
    broughtBy: 'flux',
    syncs: !suspended,
    stoppedBy: suspended ? 'it is suspended' : null,
    heals: suspended ? false : mode === null || isPlaceholder(mode) ? null : mode === 'enabled',
    healsWithinSeconds: intervalOf(spec),
    syncPath: 'spec.suspend',
    healPath: 'spec.driftDetection.mode',
    floats: floatingRelease(spec),
    landsIn: stated(spec.text('targetNamespace')),
  };
}

/** A version counts for charts of a registry, and is the newest where it is left out (source API, HelmChartSpec.version). */
function floatingRelease(spec: Fields): GitopsApplication['floats'] {
  const chart = spec.objectOrEmpty('chart').object('spec');
  if (!chart || chart.objectOrEmpty('sourceRef').text('kind') !== 'HelmRepository') return null;
  const written = chart.value('version');
  return floatingAt(chart, 'version', typeof written === 'string' ? written : null);
}
