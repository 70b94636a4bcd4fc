import { groupOf } from '../../estate/identity.ts';

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
 * Says that an object means a built-in kind which is read, and that the API server would refuse it for its group (`app/v1`, or `v1` for a Deployment)
 * or for how the kind is written (`deployment`); null for every other object. A custom resource may bear the name of a built-in kind, as Knative's
 * Service does, but only in a group that a custom resource may have: with a dot, and not of the Kubernetes project itself.
 */
export function unservedKind(apiVersion: string, written: string): UnservedKind | null {
  if (written.length > longestKind) return null;
  const kind = byLowerCase.get(written.toLowerCase());
  const api = kind === undefined ? undefined : servedBy[kind];
  if (kind === undefined || api === undefined) return null;
  const group = groupOf(apiVersion);
  if (group.includes('.') && !group.endsWith('.k8s.io')) return null;
  const isServed = group === groupOf(api) || servedOnce.has(`${group}/${kind}`);
  if (isServed && written === kind) return null;
  const shown = apiVersion.length > longestShown ? `${apiVersion.slice(0, longestShown)}…` : apiVersion;
  return {
    field: isServed ? 'kind' : 'apiVersion',
    kind,
    apiVersion: api,
    message: isServed
      ? `no API serves ${written} of ${shown}; the kind is written ${kind}`
      : `no API serves ${written} of ${shown}; ${api} does${written === kind ? '' : `, as ${kind}`}`,
  };
}
