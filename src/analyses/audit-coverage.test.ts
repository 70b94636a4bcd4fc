import { describe, expect, test } from 'vitest';
import { anyAuditRule } from '../../test/support/any-audit-rule.ts';
import type { AuditRule } from '../estate/audit-policy.ts';
import { auditCoverage } from './audit-coverage.ts';

/** The topics with a request that is not logged, and whose request it is. */
function unlogged(...rules: Partial<AuditRule>[]): string[] {
  const cases = auditCoverage({ rules: rules.map((rule) => ({ ...anyAuditRule, ...rule })) });
  const none = cases.filter(({ answer }) => answer.level === 'None');
  return [...new Set(none.map(({ topic, who }) => `${topic} of ${who}`))].toSorted();
}

const signedIn = ['a person', 'an administrator in system:masters', 'a workload'];
const topics = ['access', 'secrets', 'sessions', 'tokens', 'writes'];

describe('what a policy leaves out', () => {
  test.each<[string, Partial<AuditRule>[], string[]]>([
    ['nothing, with a rule for everything', [{}], []],
    [
      'everything, without a rule',
      [],
      ['refused of nobody', ...topics.flatMap((topic) => signedIn.map((who) => `${topic} of ${who}`))].toSorted(),
    ],
    [
      'nobody, where rules ask for a group of those who signed in',
      [{ groups: ['system:authenticated'] }],
      ['refused of nobody'],
    ],
    [
      'one kind of objects, of whomever',
      [{ level: 'None', resources: [{ group: '', resources: ['pods/*'], names: [] }] }, {}],
      ['sessions', 'writes'].flatMap((topic) => signedIn.map((who) => `${topic} of ${who}`)).toSorted(),
    ],
    [
      'nobody, but for Secrets',
      [{ resources: [{ group: '', resources: ['secrets'], names: [] }] }, { groups: ['system:authenticated'] }],
      ['refused of nobody'],
    ],
    [
      'workloads, by the group of their namespace',
      [{ level: 'None', groups: ['system:serviceaccounts:bank'] }, {}],
      topics.map((topic) => `${topic} of a workload`),
    ],
    [
      'a controller or a user of another name hides nothing',
      [{ level: 'None', users: ['system:kube-scheduler', 'ben'] }, {}],
      [],
    ],
    ['a namespace of another name hides nothing', [{ level: 'None', namespaces: ['shop'] }, {}], []],
    [
      'what lies in no namespace',
      [{ level: 'None', namespaces: [''], users: ['kubernetes-admin'] }, {}],
      ['access', 'secrets', 'sessions', 'writes'].map((topic) => `${topic} of an administrator in system:masters`),
    ],
  ])('%s', (_name, rules, expected) => {
    expect(unlogged(...rules)).toEqual(expected);
  });

  // Each verb and resource by which one gets at something is asked for: a rule for one of them is seen.
  test.each<[string, string, string, string]>([
    ['secrets', 'get', '', 'secrets'],
    ['secrets', 'list', '', 'secrets'],
    ['secrets', 'watch', '', 'secrets'],
    ['secrets', 'create', '', 'secrets'],
    ['secrets', 'update', '', 'secrets'],
    ['secrets', 'patch', '', 'secrets'],
    ['secrets', 'delete', '', 'secrets'],
    ['sessions', 'create', '', 'pods/exec'],
    ['sessions', 'get', '', 'pods/exec'],
    ['sessions', 'create', '', 'pods/attach'],
    ['sessions', 'create', '', 'pods/portforward'],
    ['sessions', 'patch', '', 'pods/ephemeralcontainers'],
    ['sessions', 'get', '', 'nodes/proxy'],
    ['sessions', 'get', '', 'pods/proxy'],
    ['sessions', 'get', '', 'services/proxy'],
    ['access', 'create', 'rbac.authorization.k8s.io', 'clusterrolebindings'],
    ['access', 'delete', 'rbac.authorization.k8s.io', 'roles'],
    ['access', 'update', 'certificates.k8s.io', 'certificatesigningrequests/approval'],
    ['tokens', 'create', '', 'serviceaccounts/token'],
    ['writes', 'update', '', 'configmaps'],
    ['writes', 'deletecollection', '', 'pods'],
    ['writes', 'patch', 'apps', 'deployments'],
    ['writes', 'delete', 'admissionregistration.k8s.io', 'mutatingwebhookconfigurations'],
  ])('%s: %s %s/%s', (topic, verb, group, resource) => {
    const rule = { level: 'None' as const, verbs: [verb], resources: [{ group, resources: [resource], names: [] }] };
    expect(unlogged(rule, {})).toEqual(signedIn.map((who) => `${topic} of ${who}`).toSorted());
  });
});
