import { groupOf } from '../../estate/identity.ts';
import { isKubernetesKind, kindsOfGroup, kubernetesVersions } from '../schemas/field-tables.ts';
import { nearNames } from '../suggest-name.ts';
import { apiRemoval } from '../tools/api-removals.ts';
import { isPlaceholder } from './scope.ts';

/** An object of a built-in kind, under a name or in a group under which no API server has it. */
export interface UnservedKind {
  /** Which of the two is wrong. */
  readonly field: 'apiVersion' | 'kind';
  /** The kind as the API server writes it, and an API that serves it. */
  readonly kind: string;
  readonly apiVersion: string;
  readonly message: string;
}

/** The built-in kinds that are read, each with the API that serves it. */
const servedBy: Readonly<Record<string, string>> = {
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  LimitRange: 'v1',
  List: 'v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Node: 'v1',
  PersistentVolume: 'v1',
  PersistentVolumeClaim: 'v1',
  Pod: 'v1',
  PodDisruptionBudget: 'policy/v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  ResourceQuota: 'v1',
  Secret: 'v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  StatefulSet: 'apps/v1',
};

/** What a group served that it serves no more (until 1.16), and old folders still hold: it is read as what it became. */
const servedOnce = new Set([
  'extensions/DaemonSet',
  'extensions/Deployment',
  'extensions/Ingress',
  'extensions/NetworkPolicy',
  'extensions/ReplicaSet',
]);

const byLowerCase = new Map(Object.keys(servedBy).map((kind) => [kind.toLowerCase(), kind]));
const longestKind = Math.max(...[...byLowerCase.keys()].map((kind) => kind.length));
const longestShown = 60;

/**
 * Says that an object means a kind of Kubernetes' own, and that the API server would refuse it for its group (`app/v1`, or `v1` for a Deployment), for a
 * version that no Kubernetes has served (`policy/v7`) or for how the kind is written (`deployment`); null for every other object. A custom resource may
 * bear the name of a built-in kind, as Knative's Service does, but only in a group that a custom resource may have: with a dot, and not of the
 * Kubernetes project itself.
 */
export function unservedKind(apiVersion: string, written: string): UnservedKind | null {
  const kind = written.length > longestKind ? undefined : byLowerCase.get(written.toLowerCase());
  const api = kind === undefined ? undefined : servedBy[kind];
  if (kind === undefined || api === undefined)
    return strangeKind(apiVersion, written) ?? unservedVersion(apiVersion, written, null);
  const group = groupOf(apiVersion);
  if (group.includes('.') && !group.endsWith('.k8s.io')) return null;
  const isServed = group === groupOf(api) || servedOnce.has(`${group}/${kind}`);
  if (isServed && written === kind) return unservedVersion(apiVersion, kind, api);
  const shown = shorten(apiVersion);
  return {
    field: isServed ? 'kind' : 'apiVersion',
    kind,
    apiVersion: api,
    message: isServed
      ? `no API serves ${written} of ${shown}; the kind is written ${kind}`
      : `no API serves ${written} of ${shown}; ${api} does${written === kind ? '' : `, as ${kind}`}`,
  };
}

/** Files that configure components name versions, too, and no API server serves them. */
const ofComponents = /^(?:kubeadm|.*\.config)\.k8s\.io$/;

/** A version that no Kubernetes has served. What it served and serves no more is an object that old clusters have; alpha versions come and go. */
function unservedVersion(apiVersion: string, kind: string, api: string | null): UnservedKind | null {
  if (isKubernetesKind(apiVersion, kind)) return null;
  const group = groupOf(apiVersion);
  const versions = kubernetesVersions(group, kind);
  const version = apiVersion.slice(group === '' ? 0 : group.length + 1);
  const [best] = versions;
  if (best === undefined || versions.includes(version) || ofComponents.test(group)) return null;
  if (apiRemoval(apiVersion, kind) !== null || isPlaceholder(version)) return null;
  if (api === null && version.includes('alpha')) return null;
  const served = api ?? (group === '' ? best : `${group}/${best}`);
  return {
    field: 'apiVersion',
    kind,
    apiVersion: served,
    message: `no API serves ${kind} of ${shorten(apiVersion)}; ${served} does`,
  };
}

/** Groups in which Kubernetes alone defines kinds, all of which are known. */
const itsOwn = new Set(['apps', 'autoscaling', 'batch', 'policy', 'networking.k8s.io', 'rbac.authorization.k8s.io']);

/** A kind that none of these groups has had, such as `Deploy` or `NetworkPolicies`; which one is meant, where that can be told. */
function strangeKind(apiVersion: string, written: string): UnservedKind | null {
  const group = groupOf(apiVersion);
  if (written.length > longestShown || !itsOwn.has(group) || !/\/v\d+$/.test(apiVersion)) return null;
  if (isKubernetesKind(apiVersion, written) || isPlaceholder(written) || written.endsWith('List')) return null;
  if (kubernetesVersions(group, written).length > 0) return null;
  const meant = meantBy(written, kindsOfGroup(group));
  return {
    field: 'kind',
    kind: meant ?? written,
    apiVersion,
    message: `no API serves ${shorten(written)} of ${apiVersion}${meant === null ? '' : `; did you mean ${meant}?`}`,
  };
}

function meantBy(written: string, kinds: readonly string[]): string | null {
  const lower = written.toLowerCase();
  const begun = kinds.find((kind) => written.length > 2 && kind.toLowerCase().startsWith(lower));
  const byLower = new Map(kinds.map((kind) => [kind.toLowerCase(), kind]));
  return begun ?? byLower.get(nearNames(lower, [...byLower.keys()])[0] ?? '') ?? null;
}

function shorten(apiVersion: string): string {
  return apiVersion.length > longestShown ? `${apiVersion.slice(0, longestShown)}…` : apiVersion;
}
