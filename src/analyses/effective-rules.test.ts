import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { estateOf, testTime } from '../../test/support/estate-of.ts';
import { buildEstate } from '../collect/manifests/estate-builder.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import type { Estate } from '../estate/estate.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import type { AccessSubject, RoleBinding } from '../estate/role-binding.ts';
import { defaultRoles, defaultRolesWithin } from './default-roles.ts';
import { effectiveRules, type EffectiveRules } from './effective-rules.ts';
import { type AccessRequest, ruleAllows } from './rule-allows.ts';

function answersOf(estate: Estate): Map<RoleBinding, EffectiveRules | null> {
  const answer = effectiveRules.compute(viewFacts(estate) as never);
  return new Map(
    estate.facts.roleBindings.items.map((binding) => {
      const value = answer(binding as never, { place: binding.places[0] ?? null, nth: 0 });
      return [binding, isGap(value) ? null : value];
    }),
  );
}

describe('why it is not known names what is hidden', () => {
  const broken = `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: broken, labels: {x: true}}\nrules: []\n`;
  const whyNot = (yaml: string): string[] => {
    const estate = estateOf(yaml, 'default');
    const answer = effectiveRules.compute(viewFacts(estate) as never);
    return estate.facts.roleBindings.items.flatMap((binding) => {
      const value = answer(binding as never, { place: binding.places[0] ?? null, nth: 0 });
      return isGap(value) ? [`${value.gap}: ${value.detail}`] : [];
    });
  };

  test('and that the role was seen', () => {
    expect(whyNot(bound('ClusterRoleBinding', 'r') + role('name: r', 'get'))).toEqual([]);
    expect(whyNot(bound('ClusterRoleBinding', 'r') + role('name: r', 'get') + broken)).toEqual([
      expect.stringMatching(
        /^malformed: what it grants is not known: beside the ClusterRole r that was seen another may count.*; a ClusterRole in .* cannot be read: metadata\.labels\.x/,
      ),
    ]);
  });

  test('or that it was not, because it cannot be read', () => {
    expect(whyNot(bound('ClusterRoleBinding', 'broken') + broken)).toEqual([
      expect.stringMatching(
        /^malformed: what it grants is not known: the ClusterRole broken was not seen; a ClusterRole in .* cannot be read/,
      ),
    ]);
  });
});

/** The verbs and resources of the only binding; `?` at the end where there may be more, null where nothing is known. */
function granted(files: string | Readonly<Record<string, string>>, authority: Authority = 'default'): string | null {
  const [[, value] = []] = [...answersOf(estateOf(files, authority))];
  if (!value) return null;
  const rules = value.rules.map(({ verbs, resources }) => `${verbs.join()} ${resources.join()}`).join('; ');
  return `${value.unbound ? 'unbound' : rules}${value.missing ? ' ?' : ''}`;
}

const group = 'rbac.authorization.k8s.io';
const bound = (kind: string, role: string, roleKind = 'ClusterRole', namespace = 'bank'): string =>
  `---\napiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: b${kind === 'RoleBinding' ? `, namespace: ${namespace}` : ''}}\nroleRef: {kind: ${roleKind}, name: ${role}}\nsubjects: [{kind: User, name: ada}]\n`;
const role = (metadata: string, verb: string, kind = 'ClusterRole', more = ''): string =>
  `---\napiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {${metadata}}\nrules: [{apiGroups: [''], resources: [pods], verbs: [${verb}]}]\n${more}`;
const gathers = (label: string): string =>
  `aggregationRule: {clusterRoleSelectors: [{matchLabels: {${label}: "true"}}]}\n`;
const reader = 'extension-apiserver-authentication-reader';
const bank = '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n';

describe('what a binding grants', () => {
  test.each<[string, string | Readonly<Record<string, string>>, string | null]>([
    ['the rules of its ClusterRole', bound('ClusterRoleBinding', 'r') + role('name: r', 'get'), 'get pods'],
    [
      'the rules of its Role',
      bound('RoleBinding', 'r', 'Role') + role('name: r, namespace: bank', 'get', 'Role'),
      'get pods',
    ],
    [
      'a Role of another namespace is another one',
      bound('RoleBinding', 'r', 'Role') + role('name: r, namespace: shop', 'get', 'Role'),
      null,
    ],
    ['a Role that the folder does not hold', bound('RoleBinding', 'r', 'Role'), null],
    ['a Role that is not there', bank + bound('RoleBinding', 'r', 'Role'), 'unbound'],
    ['a Role that may land there', bank + bound('RoleBinding', 'r', 'Role') + role('name: r', 'get', 'Role'), null],
    [
      'a Role that the API server makes, though the folder does not hold it',
      bound('RoleBinding', reader, 'Role', 'kube-system'),
      'get,list,watch configmaps',
    ],
    [
      'a Role that the API server makes, and what somebody added to it',
      bound('RoleBinding', reader, 'Role', 'kube-system') +
        role(`name: ${reader}, namespace: kube-system`, 'get', 'Role'),
      'get,list,watch configmaps; get pods',
    ],
    [
      'a Role that the API server makes, and a Role that cannot be read',
      `${bound('RoleBinding', reader, 'Role', 'kube-system')}---\napiVersion: ${group}/v1\nkind: Role\nmetadata: {name: ${reader}, namespace: kube-system}\nrules: 7\n`,
      'get,list,watch configmaps ?',
    ],
    ['a Role of its name in another namespace', bound('RoleBinding', reader, 'Role'), null],
    [
      'the rules that it gathers, not its own',
      bound('ClusterRoleBinding', 'r') +
        role('name: r', 'get', 'ClusterRole', gathers('a')) +
        role('name: s, labels: {a: "true"}', 'list'),
      'list pods ?',
    ],
    [
      'what is gathered gathers in turn, round and round',
      bound('ClusterRoleBinding', 'r') +
        role('name: r, labels: {b: "true"}', 'get', 'ClusterRole', gathers('a')) +
        role('name: s, labels: {a: "true"}', 'get', 'ClusterRole', gathers('b')) +
        role('name: t, labels: {b: "true"}', 'watch'),
      'watch pods ?',
    ],
    [
      'the nearest variant',
      {
        'a/b.yaml': bound('ClusterRoleBinding', 'r'),
        'a/r.yaml': role('name: r', 'get'),
        'b/r.yaml': role('name: r', 'list'),
      },
      'get pods',
    ],
    [
      'of two equally near to a binding of a namespace neither',
      {
        'c/b.yaml': bound('RoleBinding', 'r'),
        'a/r.yaml': role('name: r', 'get'),
        'b/r.yaml': role('name: r', 'list'),
      },
      null,
    ],
    [
      'cluster-admin, and what a folder adds to it',
      bound('ClusterRoleBinding', 'cluster-admin') + role('name: cluster-admin', 'get'),
      '* *; * ; get pods',
    ],
  ])('%s', (_name, files, expected) => {
    expect(granted(files)).toBe(expected);
  });

  test('view is known by content, and gathers what is labelled for it', () => {
    const view = granted(
      bound('ClusterRoleBinding', 'view') +
        role('name: crds, labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}', 'sing'),
    );
    expect(view).toContain('sing pods');
    expect(view).toContain('get,list,watch');
    expect(view).not.toContain('create');
    expect(view).toMatch(/\?$/);
    expect(granted(bound('ClusterRoleBinding', 'edit'))).toContain('create');
    expect(granted(bound('ClusterRoleBinding', 'view'), 'complete')).not.toMatch(/\?$/);
  });
});

test('the default roles are those that the API server makes', () => {
  const policy = JSON.parse(readFileSync('test/vectors/rbac-bootstrap-policy.json', 'utf8')) as {
    clusterRoles: Record<string, unknown>[];
    namespaceRoles: Record<string, { readonly metadata: { readonly name: string }; readonly rules: object[] }[]>;
  };
  for (const [within, { rules }] of defaultRolesWithin) {
    const [namespace = '', name] = within.split('/');
    const one = policy.namespaceRoles[namespace]?.find(({ metadata }) => metadata.name === name);
    expect(one?.rules).toEqual(
      rules.map(({ verbs, groups, resources, names }) => ({
        verbs,
        apiGroups: groups,
        resources,
        resourceNames: names,
      })),
    );
  }
  const builder = buildEstate('complete');
  for (const one of policy.clusterRoles) {
    builder.add(
      { apiVersion: `${group}/v1`, kind: 'ClusterRole', ...one },
      { place: '', origin: { file: 'a.yaml', line: 1, document: 0 }, inFolder: true },
    );
  }
  const made = new Map(builder.finish(testTime).facts.roles.items.map((one) => [one.name, one]));
  for (const { name, rules, labels, aggregates } of defaultRoles) {
    const { rules: real, labels: itsLabels, aggregates: itsAggregates } = made.get(name) ?? {};
    expect({ name, rules, labels, aggregates }).toEqual({
      name,
      rules: real,
      labels: { ...itsLabels },
      aggregates: itsAggregates,
    });
  }
});

interface Request {
  readonly User: string;
  readonly Groups: readonly string[];
  readonly Verb: string;
  readonly Group?: string;
  readonly Resource?: string;
  readonly Subresource?: string;
  readonly Name?: string;
  readonly Namespace?: string;
  readonly Path?: string;
}

interface Scenario {
  readonly name: string;
  readonly roles: readonly object[] | null;
  readonly clusterRoles: readonly object[] | null;
  readonly roleBindings: readonly object[] | null;
  readonly clusterRoleBindings: readonly object[] | null;
  readonly requests: readonly Request[];
  readonly allowed: readonly boolean[];
}

function speaksOf({ kind, name, namespace }: AccessSubject, { User, Groups }: Request): boolean {
  if (kind === 'Group') return Groups.includes(name);
  return User === (kind === 'User' ? name : `system:serviceaccount:${namespace}:${name}`);
}

function allows(answers: ReadonlyMap<RoleBinding, EffectiveRules | null>, request: Request): boolean {
  const { Verb: verb, Group = '', Resource = '', Subresource, Name = '', Namespace = '', Path } = request;
  const resource = Subresource ? `${Resource}/${Subresource}` : Resource;
  const asked: AccessRequest = Path ? { verb, path: Path } : { verb, group: Group, resource, name: Name };
  return [...answers].some(
    ([{ namespace, subjects }, value]) =>
      (namespace === '' || (!Path && namespace === Namespace)) &&
      subjects.some((one) => speaksOf(one, request)) &&
      value?.rules.some((rule) => ruleAllows(rule, asked)),
  );
}

interface Written {
  readonly rules?: readonly Readonly<Record<string, readonly string[]>>[] | null;
  readonly subjects?: readonly { readonly kind: string; readonly namespace?: string }[] | null;
}

/** The authorizer takes rules and subjects that the API server never lets through to it. These grant the same, and are let through. */
function asAdmitted(written: Written, kind: string): object {
  const subjects = written.subjects?.filter(
    (one) => kind === 'RoleBinding' || one.kind !== 'ServiceAccount' || one.namespace,
  );
  const rules = written.rules?.flatMap((rule) => {
    const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
    if (verbs.length === 0) return [];
    const hasResources = apiGroups.length > 0 && resources.length > 0;
    return [
      ...(hasResources ? [{ verbs, apiGroups, resources, resourceNames }] : []),
      ...(nonResourceURLs.length > 0 && kind === 'ClusterRole' ? [{ verbs, nonResourceURLs }] : []),
    ];
  });
  return { ...written, ...(rules ? { rules } : {}), ...(subjects ? { subjects } : {}) };
}

test('the RBAC authorizer of Kubernetes decides the same', () => {
  const scenarios = readFileSync('test/vectors/rbac-authorizer.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Scenario);
  const wrong: string[] = [];
  let decisions = 0;
  for (const { name, roles, clusterRoles, roleBindings, clusterRoleBindings, requests, allowed } of scenarios) {
    const builder = buildEstate('complete');
    const add = (kind: string, list: readonly object[] | null): void =>
      list?.forEach((one, index) =>
        builder.add(
          { apiVersion: `${group}/v1`, kind, ...asAdmitted(one, kind) },
          { place: '', origin: { file: `${kind}-${index}.yaml`, line: 1, document: 0 }, inFolder: true },
        ),
      );
    add('Role', roles);
    add('ClusterRole', clusterRoles);
    add('RoleBinding', roleBindings);
    add('ClusterRoleBinding', clusterRoleBindings);
    const answers = answersOf(builder.finish(testTime));
    requests.forEach((request, index) => {
      decisions += 1;
      if (allows(answers, request) !== allowed[index]) wrong.push(`${name} ${index}: ${JSON.stringify(request)}`);
    });
  }
  expect(wrong).toEqual([]);
  expect(decisions).toBe(4_800);
});
