import { matchesSelector, selectorProblem } from '../../estate/label-selector.ts';
import type { Labels } from '../../estate/label-selector.ts';
import { isRaw, MalformedField, type Raw, writePath } from './fields.ts';
import { isPlaceholder } from './scope.ts';
import { podWithin } from './pod-within.ts';

type Path = readonly (string | number)[];

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
    refusePod(template.pod, template.path);
    if (apiVersion.startsWith('apps/') && kind !== 'ControllerRevision') refuseSelector(raw);
  }
  if (apiVersion === 'v1' && kind === 'Service' && isRaw(raw['spec']))
    refuseDoubles(listOf(raw['spec'], 'ports'), ['spec', 'ports'], 'ports');
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

/** Whether something is still to be filled in, such as `$(NAME)`, `{{ .name }}` or the `_` that a kustomization replaces. */
function isUnfilled(name: string): boolean {
  return isPlaceholder(name) || /[()%@]/.test(name) || !/[a-z0-9]/i.test(name);
}

function refusePod({ spec }: Raw, path: Path): void {
  if (!isRaw(spec)) return;
  const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
  const seen = new Set<string>();
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
    });
  }
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
