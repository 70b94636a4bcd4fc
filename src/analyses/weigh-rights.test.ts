import { describe, expect, test } from 'vitest';
import { undeclaredPolicy } from '../estate/policy.ts';
import type { AccessSubject, RoleBinding } from '../estate/role-binding.ts';
import type { GrantedRisk, GrantedRisks } from './granted-risks.ts';
import type { RiskId } from './risk-patterns.ts';
import { weighRights } from './weigh-rights.ts';

const person: AccessSubject = { kind: 'User', namespace: '', name: 'ada' };
const masters: AccessSubject = { kind: 'Group', namespace: '', name: 'system:masters' };
const account: AccessSubject = { kind: 'ServiceAccount', namespace: 'bank', name: 'ci' };

const binding = (
  role: string,
  namespace: string,
  subjects: readonly AccessSubject[],
  kind: 'Role' | 'ClusterRole' = 'ClusterRole',
): RoleBinding => ({ namespace, role: { kind, name: role }, subjects }) as RoleBinding;

const risk = (id: RiskId, byDefault = false): GrantedRisk => ({ id, rule: null, byDefault, holders: [] });

const granted = (risks: readonly GrantedRisk[], more: Partial<GrantedRisks> = {}): GrantedRisks => ({
  risks,
  madeByServer: false,
  forKubelets: false,
  missing: null,
  ...more,
});

const policy = { ...undeclaredPolicy, platformNamespaces: ['kube-*'] };

describe('whether a role for one team goes astray', () => {
  test.each<[string, RoleBinding, string | null, string[]]>([
    ['not for people in their namespace', binding('admin', 'bank', [person]), null, []],
    ['in every namespace', binding('edit', '', [person]), 'team-role-everywhere', ['ada']],
    [
      "in a namespace of the platform's own",
      binding('edit', 'kube-system', [person]),
      'team-role-in-platform',
      ['ada'],
    ],
    [
      'for what runs there, of which alone it is said',
      binding('admin', 'bank', [person, account]),
      'team-role-for-workload',
      ['ci'],
    ],
    ['everywhere, whoever has it', binding('admin', '', [account, person]), 'team-role-everywhere', ['ci', 'ada']],
    ['not where the role only bears the name', binding('admin', '', [person], 'Role'), null, []],
    ['not a role that changes nothing', binding('view', '', [person]), null, []],
  ])('%s', (_, of, stray, strays) => {
    const weighed = weighRights(of, granted([]), policy);
    expect([weighed.stray, weighed.strays.map(({ name }) => name)]).toEqual([stray, strays]);
  });
});

describe('what is said of rights', () => {
  test.each<[string, RoleBinding, GrantedRisks, RiskId[], RiskId[]]>([
    [
      'each where it reaches everywhere',
      binding('r', '', [person]),
      granted([risk('secrets-read')]),
      ['secrets-read'],
      [],
    ],
    [
      'for people in their namespace it is ordinary',
      binding('r', 'bank', [person]),
      granted([risk('secrets-read')]),
      [],
      ['secrets-read'],
    ],
    ['not for what runs there', binding('r', 'bank', [account]), granted([risk('secrets-read')]), ['secrets-read'], []],
    [
      'but deploying is, for that too',
      binding('r', 'bank', [account]),
      granted([risk('pods-create')]),
      [],
      ['pods-create'],
    ],
    [
      'nothing is among the platform',
      binding('r', 'kube-system', [person]),
      granted([risk('secrets-read')]),
      ['secrets-read'],
      [],
    ],
    [
      'what leads to the cluster never is',
      binding('r', 'bank', [person]),
      granted([risk('rbac-escalate'), risk('secrets-read')]),
      ['rbac-escalate'],
      ['secrets-read'],
    ],
    [
      'the server grants by itself: not of its own bindings',
      binding('r', '', [person]),
      granted([risk('secrets-read', true)], { madeByServer: true }),
      [],
      [],
    ],
    [
      'nor of those for kubelets',
      binding('r', '', [person]),
      granted([risk('nodes-proxy', true)], { forKubelets: true }),
      [],
      [],
    ],
    [
      'nor piece by piece of a role for teams',
      binding('edit', '', [person]),
      granted([risk('secrets-read', true)]),
      [],
      [],
    ],
    ['but of any other', binding('r', '', [person]), granted([risk('secrets-read', true)]), ['secrets-read'], []],
    [
      'and what somebody added to them always',
      binding('edit', '', [person]),
      granted([risk('secrets-read')], { madeByServer: true }),
      ['secrets-read'],
      [],
    ],
    [
      'not that administrators may do everything',
      binding('cluster-admin', '', [person, masters]),
      granted([risk('wildcard-all'), risk('masters-group')]),
      [],
      [],
    ],
    [
      'but that what runs may',
      binding('cluster-admin', '', [person, account]),
      granted([risk('wildcard-all')]),
      ['wildcard-all'],
      [],
    ],
    [
      'and whoever may in one namespace',
      binding('cluster-admin', 'kube-system', [person]),
      granted([risk('wildcard-all-namespace')]),
      ['wildcard-all-namespace'],
      [],
    ],
  ])('%s', (_, of, rights, risky, ordinary) => {
    const weighed = weighRights(of, rights, policy);
    expect([weighed.risky.map(({ id }) => id), weighed.ordinary]).toEqual([risky, ordinary]);
  });
});

describe('as what a sound binding stands', () => {
  test.each<[string, RoleBinding, Partial<GrantedRisks>]>([
    ['made-by-the-server', binding('cluster-admin', '', [masters]), { madeByServer: true }],
    ['for-kubelets', binding('system:kubelet-api-admin', '', [person]), { forKubelets: true }],
    ['administrators', binding('cluster-admin', '', [person]), {}],
    ['team-role', binding('edit', 'bank', [person]), {}],
    ['nothing-risky', binding('reader', 'bank', [person]), {}],
    ['nothing-risky', binding('cluster-admin', 'bank', [person]), {}],
    ['nothing-risky', binding('cluster-admin', '', [account]), {}],
  ])('%s', (expected, of, more) => {
    expect(weighRights(of, granted([], more), policy).soundAs).toBe(expected);
  });
});
