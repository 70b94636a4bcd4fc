import { type LabelSelector, selectorProblem } from '../../estate/label-selector.ts';
import type { AccessRule, Role } from '../../estate/role.ts';
import type { AccessSubject, RoleBinding } from '../../estate/role-binding.ts';
import { type Fields, MalformedField, writePath } from './fields.ts';
import type { Subject } from './object-metadata.ts';

/** Reads a Role or a ClusterRole. */
export function readRole({ fields, metadata, head }: Subject): Role {
  const aggregation = head.kind === 'ClusterRole' ? fields.object('aggregationRule') : null;
  return {
    ...head,
    noun: 'role',
    rules: fields.objects('rules').map(readRule),
    labels: metadata.labels('labels'),
    aggregates: aggregation ? aggregation.objects('clusterRoleSelectors').map(readGathered) : null,
  };
}

function readGathered(selector: Fields): LabelSelector {
  const problem = selectorProblem(selector.raw, selector.where);
  if (problem !== null) throw new MalformedField(selector.path, problem);
  return selector.raw;
}

function readRule(rule: Fields): AccessRule {
  return {
    verbs: rule.texts('verbs'),
    groups: rule.texts('apiGroups'),
    resources: rule.texts('resources'),
    names: rule.texts('resourceNames'),
    paths: rule.texts('nonResourceURLs'),
  };
}

/** Reads a RoleBinding or a ClusterRoleBinding. */
export function readRoleBinding({ fields, metadata, head }: Subject): RoleBinding {
  const role = fields.objectOrEmpty('roleRef');
  const kind = role.text('kind');
  // The API server takes nothing else (ValidateRoleBinding and ValidateClusterRoleBinding of rbac/v1).
  const isKnown = kind === 'ClusterRole' || (kind === 'Role' && head.kind === 'RoleBinding');
  if (!isKnown) return role.refuse('kind', head.kind === 'RoleBinding' ? 'Role or ClusterRole' : 'ClusterRole');
  const name = role.text('name') || role.refuse('name', 'the name of a role');
  return {
    ...head,
    noun: 'roleBinding',
    role: { kind, name },
    subjects: fields.objects('subjects').map((one) => readSubject(one, head.namespace)),
    owner: readOwner(metadata),
  };
}

function readSubject(subject: Fields, namespace: string): AccessSubject {
  const kind = subject.text('kind');
  const name = subject.text('name') || subject.refuse('name', 'a name');
  if (kind === 'ServiceAccount') return { kind, name, namespace: subject.text('namespace') || namespace };
  if (kind === 'User' || kind === 'Group') return { kind, name, namespace: '' };
  const path = [...subject.path, 'kind'];
  throw new MalformedField(path, `${writePath(path)}: only User, Group and ServiceAccount are known`);
}

const ownerKey = /(?:^|[/.-])(?:owner|owned-by|team|contact)$/;

/** There is no standard key; those that are in use end in one of a few words. */
function readOwner(metadata: Fields): string | null {
  const given = { ...metadata.labels('labels'), ...metadata.annotations() };
  const key = Object.keys(given).find((one) => ownerKey.test(one) && given[one] !== '');
  const value = key === undefined ? null : given[key];
  return typeof value === 'string' ? value : null;
}
