import { describe, expect, test } from 'vitest';
import { assessedBy, findingsBy, judgedBy, type JudgedOptions } from '../../../../test/support/judged.ts';
import { clusterAdmin } from './check.ts';

const group = 'rbac.authorization.k8s.io';
const owned = ', annotations: {bank.example/owner: platform@bank.example}';

function binding(subjects: string, role = 'cluster-admin', name = 'admins', more = owned): string {
  return `
---
apiVersion: ${group}/v1
kind: ClusterRoleBinding
metadata: {name: ${name}${more}}
roleRef: {apiGroup: ${group}, kind: ClusterRole, name: ${role}}
subjects: [${subjects}]
`;
}

function clusterRole(rules: string, name = 'ops', more = ''): string {
  return `
---
apiVersion: ${group}/v1
kind: ClusterRole
metadata: {name: ${name}${more}}
rules: [${rules}]
`;
}

const people = (...names: string[]): string => names.map((name) => `{kind: User, name: ${name}}`).join(', ');
const inGroup = (name: string): string => `{kind: Group, name: '${name}'}`;
const account = '{kind: ServiceAccount, name: ci, namespace: bank}';
const everything = `{apiGroups: ['*'], resources: ['*'], verbs: ['*']}`;
const admins = 'ClusterRoleBinding//admins';
const six = people('ada', 'ben', 'cem', 'dora', 'eve', 'finn');

function said(given: string | Readonly<Record<string, string>>, options: JudgedOptions = {}): string[] {
  return judgedBy(clusterAdmin, given, options);
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['known-admins', binding(people('ada')), [`pass known-admins ${admins}`]],
    [
      'less-than-admin',
      binding(account, 'ops') + clusterRole(`{apiGroups: [''], resources: [pods], verbs: [get]}`),
      [`pass less-than-admin ${admins}`],
    ],
    [
      'less-than-admin: reading everything',
      binding(account, 'ops') + clusterRole(`{apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch]}`),
      [`pass less-than-admin ${admins}`],
    ],
    [
      'less-than-admin: everything of one group',
      binding(account, 'ops') + clusterRole(`{apiGroups: [apps], resources: ['*'], verbs: ['*']}`),
      [`pass less-than-admin ${admins}`],
    ],
    [
      'less-than-admin: everything that bears one name',
      binding(account, 'ops') +
        clusterRole(`{apiGroups: ['*'], resources: ['*'], verbs: ['*'], resourceNames: [ledger]}`),
      [`pass less-than-admin ${admins}`],
    ],
    [
      'made-by-the-server',
      binding(inGroup('system:masters'), 'cluster-admin', 'cluster-admin', ''),
      ['pass made-by-the-server ClusterRoleBinding//cluster-admin'],
    ],
    ['nobody', binding(''), [`notApplicable nobody ${admins}`]],
    [
      'everyone-is-admin: whoever has a token',
      binding(inGroup('system:authenticated')),
      [`fail everyone-is-admin ${admins}`],
    ],
    [
      'everyone-is-admin: whoever reaches the API server',
      binding(inGroup('system:unauthenticated')),
      [`fail everyone-is-admin ${admins}`],
    ],
    [
      'everyone-is-admin: the anonymous user',
      binding(people('"system:anonymous"')),
      [`fail everyone-is-admin ${admins}`],
    ],
    [
      'everyone-is-admin: all ServiceAccounts',
      binding(inGroup('system:serviceaccounts')),
      [`fail everyone-is-admin ${admins}`],
    ],
    ['workload-is-admin', binding(account), [`fail workload-is-admin ${admins}`]],
    [
      'workload-is-admin, by the name of its user',
      binding(people('"system:serviceaccount:bank:ci"')),
      [`fail workload-is-admin ${admins}`],
    ],
    [
      'workload-is-admin: all of a namespace',
      binding(inGroup('system:serviceaccounts:bank')),
      [`fail workload-is-admin ${admins}`],
    ],
    ['machine-is-admin: nodes', binding(inGroup('system:nodes')), [`fail machine-is-admin ${admins}`]],
    [
      'machine-is-admin: bootstrap tokens',
      binding(inGroup('system:bootstrappers')),
      [`fail machine-is-admin ${admins}`],
    ],
    [
      'machine-is-admin: one node, and a component',
      binding(people('"system:node:one"', '"system:kube-proxy"')),
      [`fail machine-is-admin ${admins}`],
    ],
    [
      'everyone-is-admin: whoever signed in through the provider of identities',
      binding(inGroup('system:authenticated:oauth')),
      [`fail everyone-is-admin ${admins}`],
    ],
    [
      'the administrators of an installer are people',
      binding(`${people('"system:admin"')}, ${inGroup('system:cluster-admins')}`),
      [`pass known-admins ${admins}`],
    ],
    ['equal-to-admin', binding(people('ada'), 'ops') + clusterRole(everything), [`fail equal-to-admin ${admins}`]],
    [
      'equal-to-admin, by more than one rule',
      binding(people('ada'), 'ops') +
        clusterRole(
          `{apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch]}, {apiGroups: ['*'], resources: ['*'], verbs: [create, update, delete]}`,
        ),
      [`fail equal-to-admin ${admins}`],
    ],
    [
      'workload-is-admin and equal-to-admin',
      binding(account, 'ops') + clusterRole(everything),
      [`fail equal-to-admin ${admins}`, `fail workload-is-admin ${admins}`],
    ],
    ['too-many', binding(six), [`fail too-many ${admins}`]],
    [
      'too-many, over two bindings',
      binding(people('ada', 'ben', 'cem')) + binding(people('cem', 'dora', 'eve', 'finn'), 'cluster-admin', 'more'),
      [`fail too-many ${admins}`, 'fail too-many ClusterRoleBinding//more'],
    ],
    [
      'one person who is named twice is one',
      binding(people('ada', 'ben', 'cem', 'dora')) + binding(people('ada', 'ben', 'eve'), 'cluster-admin', 'more'),
      [`pass known-admins ${admins}`, 'pass known-admins ClusterRoleBinding//more'],
    ],
    [
      'no-owner',
      binding(people('ada'), 'cluster-admin', 'admins', ''),
      [`advice no-owner ${admins}`, `pass known-admins ${admins}`],
    ],
    [
      'a binding of one namespace is not asked',
      binding(account)
        .replace('ClusterRoleBinding', 'RoleBinding')
        .replace('{name: admins', '{name: admins, namespace: bank'),
      [],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('no-role: where the folder is all there is', () => {
    expect(said(binding(account, 'ops'), { authority: 'complete' })).toEqual([`notApplicable no-role ${admins}`]);
    expect(said(binding(account, 'system:other'), { authority: 'complete' })).toEqual([`unknown not-seen ${admins}`]);
  });

  test('for best-effort alone a workload may be an administrator, and ten people may', () => {
    const casual =
      '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: best-effort}}\n';
    expect(said(casual + binding(account))).toEqual([
      `advice workload-is-admin ${admins}`,
      `pass known-admins ${admins}`,
    ]);
    expect(said(casual + binding(inGroup('system:authenticated')))).toEqual([`fail everyone-is-admin ${admins}`]);
    expect(said(casual + binding(six))).toEqual([`pass known-admins ${admins}`]);
    const eleven = people(...Array.from({ length: 11 }, (_, index) => `person-${index}`));
    expect(said(casual + binding(eleven))).toEqual([`partial too-many ${admins}`]);
  });

  test('the policy file sets how many people may', () => {
    const targets = { important: { clusterAdminEquivalentPeopleOrGroups: 6 } };
    expect(said(binding(six), { policy: { targets } })).toEqual([`pass known-admins ${admins}`]);
  });

  test('words and evidence', () => {
    const finding = findingsBy(clusterAdmin, binding(account, 'ops') + clusterRole(everything)).find(
      ({ reason }) => reason === 'equal-to-admin',
    );
    expect(finding?.because).toBe('ops has the power of cluster-admin under another name');
    expect(finding?.evidence.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'ClusterRoleBinding roleRef.name',
      'ClusterRole null',
    ]);
    expect(findingsBy(clusterAdmin, binding(six))[0]?.because).toBe(
      '6 people and groups hold the rights of cluster-admin, 5 may',
    );
    expect(findingsBy(clusterAdmin, binding(account))[0]?.because).toContain('ServiceAccount bank/ci');
  });
});

describe('what was not seen', () => {
  test('F27: a role that gathers its rules grants what it gathers', () => {
    const gathering = clusterRole('', 'ops').replace(
      'rules: []',
      'aggregationRule: {clusterRoleSelectors: [{matchLabels: {gather: ops}}]}',
    );
    const gathered = clusterRole(everything, 'part', ', labels: {gather: ops}');
    expect(said(binding(people('ada'), 'ops') + gathering + gathered)).toEqual([`fail equal-to-admin ${admins}`]);
    // Another ClusterRole may be gathered that the folder does not hold.
    expect(said(binding(people('ada'), 'ops') + gathering)).toEqual([`unknown not-seen ${admins}`]);
    expect(said(binding(people('ada'), 'ops') + gathering, { authority: 'complete' })).toEqual([
      `pass less-than-admin ${admins}`,
    ]);
  });

  test('a role that the folder does not hold may grant anything', () => {
    expect(said(binding(account, 'ops'))).toEqual([`unknown not-seen ${admins}`]);
    expect(said(binding(account, 'ops') + clusterRole('{verbs: get}'))).toEqual([`unknown not-seen ${admins}`]);
  });

  test('what a folder calls cluster-admin makes it no smaller', () => {
    expect(said(binding(account) + clusterRole('', 'cluster-admin'))).toEqual([`fail workload-is-admin ${admins}`]);
  });

  test('while a binding cannot be read, the people are not counted', () => {
    expect(said(binding(people('ada')) + binding('{kind: Robot, name: r}', 'cluster-admin', 'broken'))).toEqual([
      `unknown not-seen ${admins}`,
    ]);
    expect(said(binding(six) + binding('{kind: Robot, name: r}', 'cluster-admin', 'broken'))).toEqual([
      `unknown not-seen ${admins}`,
    ]);
  });

  test('variants of a binding are of different clusters, and their people are not added up', () => {
    const files = {
      'dev/a.yaml': binding(people('ada', 'ben', 'cem')),
      'prod/a.yaml': binding(people('ada', 'dora', 'eve', 'finn')),
    };
    expect(said(files).every((one) => one.startsWith('pass known-admins '))).toBe(true);
  });

  test('a folder does not hold every binding, so the criterion stays unknown', () => {
    const outcome = assessedBy(clusterAdmin, binding(people('ada'))).outcomes.find(
      ({ criterion }) => criterion === 'identity/cluster-admin',
    );
    expect(outcome?.verdict).toBe('unknown');
  });
});
