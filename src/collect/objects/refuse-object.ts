import { matchesSelector, selectorProblem } from '../../estate/label-selector.ts';
import type { Labels } from '../../estate/label-selector.ts';
import { groupOf } from '../../estate/identity.ts';
import { isRaw, type MalformedField, type Raw } from './fields.ts';
import { refuseBinding } from './access/refuse-binding.ts';
import { refuseClaim } from './data/refuse-claim.ts';
import { refuseStorageClass } from './data/refuse-storage-class.ts';
import { refuseVolume } from './data/refuse-volume.ts';
import { listOf } from './list-of.ts';
import { refuseLimitRange } from './namespaces/refuse-limit-range.ts';
import { refuseQuota } from './namespaces/refuse-quota.ts';
import { isNamedBy, labelRule, type NameRule, refusePathName, subdomainRule } from './name-rule.ts';
import { refuseIngress } from './network/refuse-ingress.ts';
import { refuseNetworkPolicy } from './network/refuse-network-policy.ts';
import { refuseService } from './network/refuse-service.ts';
import { isBlank, isLeftOut, isUnfilled, type Path, type Refuse, refuseInto } from './refuse-at.ts';
import { refuseFinalizers } from './refuse-finalizers.ts';
import { refuseMetadata } from './refuse-metadata.ts';
import { refuseWebhooks } from './policies/refuse-webhooks.ts';
import { refuseKeys } from './secrets/refuse-keys.ts';
import { refuseSecret } from './secrets/refuse-secret.ts';
import { refuseAutoscaler } from './workloads/refuse-autoscaler.ts';
import { refuseBudget } from './workloads/refuse-budget.ts';
import { refuseContainers } from './workloads/refuse-containers.ts';
import { refuseController } from './workloads/refuse-controller.ts';
import { refusePodItself, refusePodSpec } from './workloads/refuse-pod.ts';
import { podWithin } from './workloads/pod-within.ts';
import { refuseJob } from './workloads/refuse-job.ts';
import { refusePriority } from './workloads/refuse-priority.ts';
import { namespaceOf } from './scope.ts';

/**
 * What the API server refuses of an object although every field of it is of the right type: names that cannot be names, names that two containers or
 * ports share, what has to be there and is not, and a selector that misses its own template. Empty for nearly every object. What is
 * unfinished is not refused for what is missing.
 * Source: k8s.io/kubernetes pkg/apis/core/validation and pkg/apis/apps/validation.
 */
export function refuseObject(
  raw: Raw & { readonly apiVersion: string; readonly kind: string },
  isUnfinished = false,
): readonly MalformedField[] {
  const refused: MalformedField[] = [];
  const refuse = refuseInto(refused, isUnfinished);
  const { apiVersion, kind } = raw;
  const wanted = namesOf.get(`${groupOf(apiVersion)}/${kind}`);
  if (wanted) refuseName(raw, wanted, refuse);
  const template = podWithin(raw);
  if (template) {
    refusePod(template.pod, template.path, claimsOf(raw), refuse);
    if (kind !== 'Pod') refuseTemplate(kind, template.pod, template.path, refuse);
    refuseMetadata(template.pod['metadata'], [...template.path, 'metadata'], refuse);
    if (apiVersion.startsWith('apps/') && kind !== 'ControllerRevision') refuseSelector(raw, refuse);
  }
  refuseMetadata(raw['metadata'], ['metadata'], refuse);
  refuseNamespace(raw, refuse);
  const finalizers = isRaw(raw['metadata']) ? raw['metadata']['finalizers'] : undefined;
  if (finalizers !== undefined)
    refuseFinalizers(finalizers, qualified.has(`${groupOf(apiVersion)}/${kind}`), ['metadata', 'finalizers'], refuse);
  const spec = isRaw(raw['spec']) ? raw['spec'] : {};
  bySpec[`${apiVersion}/${kind}`]?.(spec, refuse, kind);
  byKind[`${apiVersion}/${kind}`]?.(raw, refuse);
  if (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') refuseBinding(raw, refuse);
  if (apiVersion.startsWith('batch/') && (kind === 'Job' || kind === 'CronJob')) refuseJob(raw, refuse);
  return refused;
}

const byKind: Readonly<Record<string, (raw: Raw, refuse: Refuse) => void>> = {
  'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration': refuseWebhooks,
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration': refuseWebhooks,
  'rbac.authorization.k8s.io/v1/ClusterRole': refuseRoleName,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': refuseRoleName,
  'rbac.authorization.k8s.io/v1/Role': refuseRoleName,
  'rbac.authorization.k8s.io/v1/RoleBinding': refuseRoleName,
  'scheduling.k8s.io/v1/PriorityClass': refusePriority,
  'storage.k8s.io/v1/StorageClass': refuseStorageClass,
  'v1/ConfigMap': (raw, refuse) => refuseKeys(raw, ['data', 'binaryData'], refuse),
  'v1/Secret': refuseSecret,
};

const bySpec: Readonly<Record<string, (spec: Raw, refuse: Refuse, kind: string) => void>> = {
  'apps/v1/DaemonSet': refuseController,
  'apps/v1/Deployment': refuseController,
  'apps/v1/ReplicaSet': refuseController,
  'apps/v1/StatefulSet': refuseController,
  'autoscaling/v1/HorizontalPodAutoscaler': refuseAutoscaler,
  'autoscaling/v2/HorizontalPodAutoscaler': refuseAutoscaler,
  'networking.k8s.io/v1/Ingress': refuseIngress,
  'networking.k8s.io/v1/NetworkPolicy': refuseNetworkPolicy,
  'policy/v1/PodDisruptionBudget': refuseBudget,
  'v1/LimitRange': refuseLimitRange,
  'v1/Namespace': ({ finalizers }, refuse) => refuseFinalizers(finalizers, true, ['spec', 'finalizers'], refuse),
  'v1/PersistentVolume': refuseVolume,
  'v1/PersistentVolumeClaim': refuseClaim,
  'v1/Pod': refusePodItself,
  'v1/ReplicationController': refuseReplication,
  'v1/ResourceQuota': refuseQuota,
  'v1/Service': refuseService,
};

/** Pods of Jobs may end, and those of the other controllers may not. */
function refuseTemplate(kind: string, { spec }: Raw, path: Path, refuse: Refuse): void {
  const policy = isRaw(spec) ? spec['restartPolicy'] : undefined;
  const mayEnd = kind === 'Job' || kind === 'CronJob';
  // Left out it is Always. What has no containers is no pod yet, but what somebody else expects of one.
  const isOmitted = isLeftOut(policy) && isRaw(spec) && Array.isArray(spec['containers']);
  const isRefused = mayEnd ? policy === 'Always' : policy === 'Never' || policy === 'OnFailure';
  const at = [...path, 'spec', 'restartPolicy'];
  const rule = `of a ${kind} it must be ${mayEnd ? 'OnFailure or Never' : 'Always'}`;
  if (isRefused) refuse(at, rule);
  else if (mayEnd && isOmitted) refuse.missing(at, rule);
  if (!isRaw(spec)) return;
  if (!mayEnd && !isLeftOut(spec['activeDeadlineSeconds']))
    refuse([...path, 'spec', 'activeDeadlineSeconds'], `the pods of a ${kind} may not end`);
}

/** Kinds whose finalizers need a domain; of others a word is enough. */
const qualified: ReadonlySet<string> = new Set([
  '/Pod',
  '/ConfigMap',
  '/Secret',
  '/Service',
  '/PersistentVolumeClaim',
  '/LimitRange',
  '/ResourceQuota',
  '/ReplicationController',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
  'batch/CronJob',
  'autoscaling/HorizontalPodAutoscaler',
  'networking.k8s.io/Ingress',
  'networking.k8s.io/NetworkPolicy',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/RoleBinding',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
]);

// Of the kinds that are not here no name is refused; roles may be named nearly as people like.
const namesOf: ReadonlyMap<string, NameRule> = new Map([
  ...[
    '/Pod',
    '/ConfigMap',
    '/Secret',
    '/ServiceAccount',
    '/PersistentVolumeClaim',
    '/ResourceQuota',
    '/LimitRange',
    '/ReplicationController',
    'apps/Deployment',
    'apps/StatefulSet',
    'apps/DaemonSet',
    'apps/ReplicaSet',
    'batch/Job',
    'batch/CronJob',
    'policy/PodDisruptionBudget',
    'autoscaling/HorizontalPodAutoscaler',
    'networking.k8s.io/Ingress',
    'networking.k8s.io/NetworkPolicy',
  ].map((kind): [string, NameRule] => [kind, subdomainRule]),
  ['/Namespace', labelRule],
  ['/Service', labelRule],
]);

function refuseRoleName({ metadata }: Raw, refuse: Refuse): void {
  if (isRaw(metadata)) refusePathName(metadata['name'], ['metadata', 'name'], refuse);
}

/**
 * Of a kind that belongs to no namespace, whatever is written there is refused for nothing: the API server clears it before it validates the object. So it is
 * with the metadata of a template. Source: k8s.io/apiserver pkg/registry/rest (EnsureObjectNamespaceMatchesRequestNamespace).
 */
function refuseNamespace({ apiVersion, kind, metadata }: Parameters<typeof refuseObject>[0], refuse: Refuse): void {
  const namespace = isRaw(metadata) ? metadata['namespace'] : undefined;
  if (typeof namespace !== 'string' || namespace === '' || isNamedBy(labelRule, namespace)) return;
  if (isUnfilled(namespace) || isBlank(namespace) || namespaceOf(apiVersion, kind, null) === '') return;
  refuse(['metadata', 'namespace'], 'a namespace has small letters, digits and - only, and at most 63 of them');
}

function refuseName({ metadata }: Raw, rule: NameRule, refuse: Refuse): void {
  const name = isRaw(metadata) ? metadata['name'] : undefined;
  if (typeof name !== 'string' || name === '' || isUnfilled(name) || isNamedBy(rule, name)) return;
  refuse(['metadata', 'name'], `a name has ${rule.words}`);
}

/** The claims that a StatefulSet makes: volumes of its pods, too. */
function claimsOf({ spec }: Raw): unknown[] {
  return isRaw(spec)
    ? listOf(spec, 'volumeClaimTemplates').map(({ metadata }) => (isRaw(metadata) ? metadata['name'] : undefined))
    : [];
}

function refusePod({ spec }: Raw, path: Path, claims: readonly unknown[], refuse: Refuse): void {
  const written = spec ?? {};
  if (!isRaw(written)) return;
  const at = [...path, 'spec'];
  refuseContainers(written, at, claims, refuse);
  refusePodSpec(written, at, refuse);
}

/** The selector of a ReplicationController is a plain map of labels; left out it is the labels of its template. */
function refuseReplication({ selector, template }: Raw, refuse: Refuse): void {
  refuseSelector({ spec: { selector: isRaw(selector) ? { matchLabels: selector } : null, template } }, refuse);
}

function refuseSelector({ spec }: Raw, refuse: Refuse): void {
  if (!isRaw(spec)) return;
  const { selector, template } = spec;
  if (!isRaw(selector) || selectorProblem(selector, 'spec.selector') !== null || !isRaw(template)) return;
  const labels = isRaw(template['metadata']) ? template['metadata']['labels'] : undefined;
  const own: Raw = isRaw(labels) ? labels : {};
  if (Object.values(own).some((value) => typeof value !== 'string' || isUnfilled(value))) return;
  if (JSON.stringify(selector).includes('{{') || /[$<]/.test(JSON.stringify(selector))) return;
  if (matchesSelector(selector, own as Labels)) return;
  refuse(['spec', 'selector'], 'it does not select the pods of its own template, whose labels are others');
}
