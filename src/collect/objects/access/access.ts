import { type LabelSelector, selectorProblem } from '../../../estate/label-selector.ts';
import type { AccessRule, Role } from '../../../estate/role.ts';
import type { AccessSubject, RoleBinding } from '../../../estate/role-binding.ts';
import { type Fields, MalformedField, writePath } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

/** Reads a Role or a ClusterRole. What the API server refuses is malformed (pkg/apis/rbac/validation). */
export function readRole({ fields, metadata, head }: Subject): Role {
  const aggregation = head.kind === 'ClusterRole' ? fields.object('aggregationRule') : null;
  return {
    ...head,
    noun: 'role',
    rules: fields.objects('rules').map((rule) => readRule(rule, head.kind === 'Role')),
    labels: metadata.labels('labels'),
    aggregates: aggregation ? aggregation.objects('clusterRoleSelectors').map(readGathered) : null,
  };
}

function readGathered(selector: Fields): LabelSelector {
  const problem = selectorProblem(selector.raw, selector.where);
  if (problem !== null) throw new MalformedField(selector.path, problem);
  return selector.raw;
}

function readRule(rule: Fields, isNamespaced: boolean): AccessRule {
  const verbs = rule.texts('verbs');
  const groups = rule.texts('apiGroups');
  const resources = rule.texts('resources');
  const names = rule.texts('resourceNames');
  const paths = rule.texts('nonResourceURLs');
  if (verbs.length === 0) return rule.refuse('verbs', 'a list with a verb');
  if (paths.length > 0 && isNamespaced) return rule.refuse('nonResourceURLs', 'nothing, as a Role grants no paths');
  if (paths.length > 0 && groups.length + resources.length + names.length > 0)
    return rule.refuse('nonResourceURLs', 'nothing beside resources, as a rule is for the one or the other');
  if (paths.length === 0 && groups.length === 0) return rule.refuse('apiGroups', 'a list with a group');
  if (paths.length === 0 && resources.length === 0) return rule.refuse('resources', 'a list with a resource');
  return { verbs, groups, resources, names, paths };
}

/** Reads a RoleBinding or a ClusterRoleBinding. */
export function readRoleBinding({ fields, metadata, head }: Subject): RoleBinding {
  const role = fields.objectOrEmpty('roleRef');
  const kind = role.text('kind');
  // The API server takes nothing else (ValidateRoleBinding and ValidateClusterRoleBinding of rbac/v1).
  const isKnown = kind === 'ClusterRole' || (kind === 'Role' && head.kind === 'RoleBinding');
  if (!isKnown) return role.refuse('kind', head.kind === 'RoleBinding' ? 'Role or ClusterRole' : 'ClusterRole');
  const name = role.text('name') || role.refuse('name', 'the name of a role');
  refuseGroup(role, [rbac]);
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
  if (kind === 'ServiceAccount') {
    refuseGroup(subject, []);
    const own = subject.text('namespace') || namespace;
    // In a RoleBinding its own namespace is meant, and a ClusterRoleBinding has none.
    return own === '' ? subject.refuse('namespace', 'the namespace of the account') : { kind, name, namespace: own };
  }
  if (kind === 'User' || kind === 'Group') {
    refuseGroup(subject, [rbac]);
    return { kind, name, namespace: '' };
  }
  const path = [...subject.path, 'kind'];
  throw new MalformedField(path, `${writePath(path)}: only User, Group and ServiceAccount are known`);
}

const rbac = 'rbac.authorization.k8s.io';

/** Where no group is given the API server writes the right one in; an old spelling gives it with its version, as apiVersion. */
function refuseGroup(of: Fields, known: readonly string[]): void {
  const group = of.text('apiGroup') ?? '';
  if (group === '' || known.includes(group) || isPlaceholder(group)) return;
  of.refuse('apiGroup', known[0] ?? 'nothing, as an account is of the core group');
}

const ownerKey = /(?:^|[/.-])(?:owner|owned-by|team|contact)$/;

/** There is no standard key; those that are in use end in one of a few words. */
function readOwner(metadata: Fields): string | null {
  const given = { ...metadata.labels('labels'), ...metadata.annotations() };
  const key = Object.keys(given).find((one) => ownerKey.test(one) && given[one] !== '');
  const value = key === undefined ? null : given[key];
  return typeof value === 'string' ? value : null;
}
