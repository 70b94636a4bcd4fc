import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import type { AuditPolicy } from '../estate/audit-policy.ts';
import { type AuditHole, auditHoles } from './audit-holes.ts';

const policy = (...rules: string[]): string =>
  `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules.map((rule) => `- ${rule}\n`).join('')}`;

function holesOf(yaml: string): readonly AuditHole[] {
  const [subject] = estateOf(yaml).facts.auditPolicies.items;
  if (!subject) throw new Error('no audit policy was read');
  const ask = auditHoles.compute({} as never) as (of: AuditPolicy, from: unknown) => readonly AuditHole[] | Gap;
  const value = ask(subject, { place: null, nth: 0 });
  if (isGap(value)) throw new Error(value.detail);
  return value;
}

const catchAll = '{level: Metadata}';
const secretsFirst = '{level: Metadata, resources: [{group: "", resources: [secrets, serviceaccounts/token]}]}';
const accessWhole = '{level: Request, resources: [{group: rbac.authorization.k8s.io}, {group: certificates.k8s.io}]}';
const rest = [secretsFirst, accessWhole, catchAll];

test.each<[string, string, string[]]>([
  ['none', policy(...rest), []],
  [
    'requests that a rule leaves out, and the rule',
    policy('{level: None, resources: [{group: "", resources: [pods/exec]}]}', ...rest),
    ['sessions-unlogged: exec into pods and exec into pods of kube-system at rules[0]'],
  ],
  [
    'of one person where they are not of everybody',
    policy('{level: None, userGroups: [system:masters], resources: [{group: "", resources: [secrets]}]}', ...rest),
    [
      'secrets-unlogged: reading Secrets, reading Secrets of kube-system, writing Secrets and deleting Secrets by an administrator in system:masters at rules[0]',
    ],
  ],
  [
    'that two rules leave out',
    policy(
      '{level: None, resources: [{group: "", resources: [pods/exec]}], namespaces: [kube-system]}',
      '{level: None, resources: [{group: "", resources: [pods/attach]}]}',
      ...rest,
    ),
    ['sessions-unlogged: exec into pods of kube-system and attaching to pods at rules[0] rules[1]'],
  ],
  [
    'more than four are counted',
    policy(
      '{level: None, resources: [{group: ""}], users: [system:serviceaccount:bank:ledger], verbs: [create, patch, update, get]}',
      ...rest,
    ),
    [
      'secrets-unlogged: reading Secrets, reading Secrets of kube-system and writing Secrets by a workload at rules[0]',
      'sessions-unlogged: exec into pods, exec into pods of kube-system, attaching to pods and 5 more by a workload at rules[0]',
      'tokens-unlogged: tokens of ServiceAccounts by a workload at rules[0]',
      'writes-unlogged: changes of ConfigMaps, changes of ServiceAccounts, new pods and 2 more by a workload at rules[0]',
    ],
  ],
  [
    'requests that no rule fits are those of nobody, and of nobody in particular',
    policy(...rest.map((rule) => rule.replace('{', '{userGroups: [system:authenticated], '))),
    ['refused-unlogged: requests whose credentials are refused at rules'],
  ],
  [
    'the content of Secrets and tokens',
    policy(accessWhole, '{level: RequestResponse}'),
    ['logs-secrets: reading Secrets, reading Secrets of kube-system, writing Secrets and 2 more at rules[1]'],
  ],
  [
    'the content of Secrets that are sent',
    policy(accessWhole, '{level: Request}'),
    ['logs-secrets: writing Secrets at rules[1]'],
  ],
  [
    'sessions that are written when they are over',
    policy(
      '{level: Metadata, omitStages: [RequestReceived, ResponseStarted], resources: [{group: "", resources: [pods/exec]}]}',
      ...rest,
    ),
    ['sessions-late: exec into pods and exec into pods of kube-system at rules[0]'],
  ],
  [
    'changes of rights whose content is not written',
    policy(secretsFirst, accessWhole.replace(', {group: certificates.k8s.io}', ''), catchAll),
    ['changes-without-content: the approval of certificates at rules[2]'],
  ],
  [
    'of a policy that stands in another object: the field that holds it',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: audit}\ndata:\n  policy: |\n${policy('{level: None, resources: [{group: "", resources: [pods/attach]}]}', ...rest).replace(/^/gm, '    ')}\n`,
    ['sessions-unlogged: attaching to pods at data.policy'],
  ],
])('%s', (_name, yaml, expected) => {
  expect(holesOf(yaml).map(({ is, what, paths }) => `${is}: ${what} at ${paths.join(' ')}`)).toEqual(expected);
});
