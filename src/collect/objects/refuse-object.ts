import { matchesSelector, selectorProblem } from '../../estate/label-selector.ts';
import type { Labels } from '../../estate/label-selector.ts';
import { isRaw, MalformedField, type Raw, writePath } from './fields.ts';
import { refuseClaim } from './data/refuse-claim.ts';
import { refuseIngress } from './network/refuse-ingress.ts';
import { refuseNetworkPolicy } from './network/refuse-network-policy.ts';
import { refuseService } from './network/refuse-service.ts';
import { isUnfilled, type Path } from './refuse-at.ts';
import { refuseMetadata } from './refuse-metadata.ts';
import { refuseSecret } from './secrets/refuse-secret.ts';
import { refuseContainer } from './workloads/refuse-container.ts';
import { refuseController } from './workloads/refuse-controller.ts';
import { refusePodSpec } from './workloads/refuse-pod.ts';
import { podWithin } from './workloads/pod-within.ts';
import { refuseJob } from './workloads/refuse-job.ts';

/**
 * Refuses what the API server refuses although every field of it is of the right type: names that cannot be names, names that two containers or ports
 * share, and a selector that misses its own template. MalformedField with the first that is found.
 * Source: k8s.io/kubernetes pkg/apis/core/validation and pkg/apis/apps/validation.
 */
export function refuseObject(raw: Raw & { readonly apiVersion: string; readonly kind: string }): void {
  const { apiVersion, kind } = raw;
  const wanted = namesOf.get(`${groupOf(apiVersion)}/${kind}`);
  if (wanted) refuseName(raw, wanted);
  const template = podWithin(raw);
  if (template) {
    refusePod(template.pod, template.path, claimsOf(raw));
    refuseRestartPolicy(kind, template.pod, template.path);
    refuseMetadata(template.pod['metadata'], [...template.path, 'metadata']);
    if (apiVersion.startsWith('apps/') && kind !== 'ControllerRevision') refuseSelector(raw);
  }
  refuseMetadata(raw['metadata'], ['metadata']);
  const spec = isRaw(raw['spec']) ? raw['spec'] : {};
  bySpec[`${apiVersion}/${kind}`]?.(spec, kind);
  if (apiVersion === 'v1' && kind === 'Secret') refuseSecret(raw);
  if (apiVersion.startsWith('batch/') && (kind === 'Job' || kind === 'CronJob')) refuseJob(raw);
  if (apiVersion === 'v1' && kind === 'Service') refusePorts(listOf(spec, 'ports'));
  if (apiVersion.startsWith('autoscaling/') && kind === 'HorizontalPodAutoscaler') refuseRange(spec);
}

const bySpec: Readonly<Record<string, (spec: Raw, kind: string) => void>> = {
  'apps/v1/DaemonSet': (spec, kind) => refuseController(kind, spec),
  'apps/v1/Deployment': (spec, kind) => refuseController(kind, spec),
  'apps/v1/ReplicaSet': (spec, kind) => refuseController(kind, spec),
  'apps/v1/StatefulSet': (spec, kind) => refuseController(kind, spec),
  'networking.k8s.io/v1/Ingress': refuseIngress,
  'networking.k8s.io/v1/NetworkPolicy': refuseNetworkPolicy,
  'v1/PersistentVolumeClaim': refuseClaim,
  'v1/Service': refuseService,
};

/** Of several ports of a Service each needs a name of its own. */
function refusePorts(ports: readonly Raw[]): void {
  const path = ['spec', 'ports'];
  refuseDoubles(ports, path, 'ports');
  const nameless = ports.findIndex(({ name }) => name === undefined || name === null || name === '');
  if (ports.length > 1 && nameless >= 0)
    throw new MalformedField(
      [...path, nameless],
      `${writePath([...path, nameless])}: of several ports each needs a name`,
    );
}

function refuseRange({ minReplicas, maxReplicas }: Raw): void {
  if (typeof minReplicas !== 'number' || typeof maxReplicas !== 'number' || minReplicas <= maxReplicas) return;
  throw new MalformedField(
    ['spec', 'maxReplicas'],
    `spec.maxReplicas: it is ${maxReplicas}, which is below minReplicas, ${minReplicas}`,
  );
}

/** Pods of Jobs may end, and those of the other controllers may not. */
function refuseRestartPolicy(kind: string, { spec }: Raw, path: Path): void {
  const policy = isRaw(spec) ? spec['restartPolicy'] : undefined;
  const mayEnd = kind === 'Job' || kind === 'CronJob';
  // Left out it is Always. What has no containers is no pod yet, but what somebody else expects of one.
  const isLeftOut = (policy ?? '') === '' && isRaw(spec) && Array.isArray(spec['containers']);
  const isRefused = mayEnd ? policy === 'Always' || isLeftOut : policy === 'Never' || policy === 'OnFailure';
  if (kind === 'Pod' || !isRefused) return;
  const at = [...path, 'spec', 'restartPolicy'];
  throw new MalformedField(at, `${writePath(at)}: of a ${kind} it must be ${mayEnd ? 'OnFailure or Never' : 'Always'}`);
}

interface NameRule {
  readonly pattern: RegExp;
  readonly most: number;
  readonly words: string;
}

const subdomain: NameRule = {
  pattern: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
  most: 253,
  words: 'small letters, digits, - and . only, with a letter or digit at both ends',
};
const label: NameRule = {
  pattern: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  most: 63,
  words: 'small letters, digits and - only, with a letter or digit at both ends, and at most 63 of them',
};

// Of the kinds that are not here (roles may be named as people like) no name is refused.
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
  ].map((kind): [string, NameRule] => [kind, subdomain]),
  ['/Namespace', label],
  ['/Service', label],
]);

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function refuseName({ metadata }: Raw, { pattern, most, words }: NameRule): void {
  const name = isRaw(metadata) ? metadata['name'] : undefined;
  if (typeof name !== 'string' || name === '' || isUnfilled(name)) return;
  if (name.length <= most && pattern.test(name)) return;
  throw new MalformedField(['metadata', 'name'], `metadata.name: a name has ${words}`);
}

/** The claims that a StatefulSet makes: volumes of its pods, too. */
function claimsOf({ spec }: Raw): unknown[] {
  return isRaw(spec)
    ? listOf(spec, 'volumeClaimTemplates').map(({ metadata }) => (isRaw(metadata) ? metadata['name'] : undefined))
    : [];
}

function refusePod({ spec }: Raw, path: Path, claims: readonly unknown[]): void {
  if (!isRaw(spec)) return;
  const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
  const seen = new Set<string>();
  const volumes = new Set([...listOf(spec, 'volumes').map(({ name }) => name), ...claims]);
  for (const list of lists) {
    listOf(spec, list).forEach((container, index) => {
      const at = [...path, 'spec', list, index];
      const { name } = container;
      if (typeof name === 'string' && name !== '' && !isUnfilled(name)) {
        if (!label.pattern.test(name) || name.length > label.most)
          throw new MalformedField([...at, 'name'], `${writePath([...at, 'name'])}: a name has ${label.words}`);
        if (seen.has(name))
          throw new MalformedField([...at, 'name'], `${writePath([...at, 'name'])}: two containers bear this name`);
        seen.add(name);
      }
      refuseDoubles(listOf(container, 'ports'), [...at, 'ports'], 'ports');
      refuseMounts(listOf(container, 'volumeMounts'), volumes, [...at, 'volumeMounts']);
      refuseContainer(container, at);
    });
  }
  refusePodSpec(spec, [...path, 'spec']);
}

/** A mount of a volume that the pod does not have; a StatefulSet's claims are volumes of its pods, too. */
function refuseMounts(mounts: readonly Raw[], volumes: ReadonlySet<unknown>, path: Path): void {
  mounts.forEach(({ name }, index) => {
    if (typeof name !== 'string' || isUnfilled(name) || volumes.has(name)) return;
    const at = [...path, index, 'name'];
    throw new MalformedField(at, `${writePath(at)}: the pod has no volume of this name`);
  });
}

function listOf(of: Raw, key: string): Raw[] {
  const list = of[key];
  return Array.isArray(list) ? list.filter(isRaw) : [];
}

function refuseDoubles(items: readonly Raw[], path: Path, what: string): void {
  const seen = new Set<unknown>();
  items.forEach(({ name }, index) => {
    if (typeof name !== 'string' || name === '' || isUnfilled(name)) return;
    const at = [...path, index, 'name'];
    if (seen.has(name)) throw new MalformedField(at, `${writePath(at)}: two ${what} bear this name`);
    seen.add(name);
  });
}

function refuseSelector({ spec }: Raw): void {
  if (!isRaw(spec)) return;
  const { selector, template } = spec;
  if (!isRaw(selector) || selectorProblem(selector, 'spec.selector') !== null || !isRaw(template)) return;
  const labels = isRaw(template['metadata']) ? template['metadata']['labels'] : undefined;
  const own: Raw = isRaw(labels) ? labels : {};
  if (Object.values(own).some((value) => typeof value !== 'string' || isUnfilled(value))) return;
  if (JSON.stringify(selector).includes('{{') || /[$<]/.test(JSON.stringify(selector))) return;
  if (matchesSelector(selector, own as Labels)) return;
  throw new MalformedField(
    ['spec', 'selector'],
    'spec.selector: it does not select the pods of its own template, whose labels are others',
  );
}
