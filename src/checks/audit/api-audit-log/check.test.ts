import { describe, expect, test } from 'vitest';
import { apiServerPod, counting, kubeadmConfig, ofOpenShift } from '../../../../test/support/api-server-pod.ts';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { keptPolicy, keptServer, saidSettings, toldSettings } from '../../../../test/support/operator-settings.ts';
import type { ServerMetrics } from '../../../estate/live-cluster.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { apiAuditLog } from './check.ts';

const policy = (...rules: string[]): string =>
  `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules.map((rule) => `- ${rule}\n`).join('')}`;
const catchAll = '{level: Metadata}';
const secretsFirst = '{level: Metadata, resources: [{group: "", resources: [secrets, serviceaccounts/token]}]}';
const accessWhole = '{level: Request, resources: [{group: rbac.authorization.k8s.io}, {group: certificates.k8s.io}]}';
const good = policy(secretsFirst, accessWhole, catchAll);
const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

const staticPod = (...flags: string[]): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec: {containers: [{name: kube-apiserver, image: registry.k8s.io/kube-apiserver:v1.36.0, command: [kube-apiserver, ${flags.join(', ')}]}]}\n`;
const eks = (rest: string): string =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank}\n${rest}`;
const file = '--audit-policy-file=/etc/audit.yaml';
const log = '--audit-log-path=/var/log/audit.log';

const subject = 'Policy//(no name)';
const pod = 'Pod/kube-system/kube-apiserver';
const unseen = `unknown not-seen ${subject}`;

function judged(text: string): string[] {
  return judgedBy(apiAuditLog, text, critical).filter((one) => !one.startsWith('advice changes-without-content'));
}

describe('audit policies', () => {
  test.each<[string, string, string[]]>([
    ['everything that matters is logged, and more a folder cannot show', good, [unseen]],
    ['Metadata of everything is enough', policy(catchAll), [unseen]],
    [
      'secrets-unlogged',
      policy('{level: None, resources: [{group: "", resources: [secrets]}]}', catchAll),
      [`fail secrets-unlogged ${subject}`],
    ],
    [
      'sessions-unlogged',
      policy('{level: None, resources: [{group: "", resources: [pods/exec]}]}', catchAll),
      [`fail sessions-unlogged ${subject}`],
    ],
    [
      'access-unlogged',
      policy('{level: None, resources: [{group: rbac.authorization.k8s.io}]}', catchAll),
      [`fail access-unlogged ${subject}`],
    ],
    [
      'tokens-unlogged',
      policy('{level: None, resources: [{group: "", resources: [serviceaccounts/token]}]}', catchAll),
      [`fail tokens-unlogged ${subject}`],
    ],
    [
      'writes-unlogged',
      policy('{level: None, resources: [{group: apps}]}', catchAll),
      [`fail writes-unlogged ${subject}`],
    ],
    [
      'refused-unlogged',
      policy('{level: Metadata, userGroups: [system:authenticated]}'),
      [`fail refused-unlogged ${subject}`],
    ],
    ['logs-secrets', policy('{level: RequestResponse}'), [`fail logs-secrets ${subject}`]],
    [
      'logs-secrets: what is sent when one is written',
      policy(accessWhole, '{level: Request, verbs: [create]}', catchAll),
      [`fail logs-secrets ${subject}`],
    ],
    [
      'what is sent when one is read is no secret',
      policy(accessWhole, '{level: Request, verbs: [get, list, watch]}', catchAll),
      [unseen],
    ],
    [
      'nor is what is sent to get a token',
      policy(accessWhole, '{level: Request, resources: [{group: "", resources: [serviceaccounts/token]}]}', catchAll),
      [unseen],
    ],
    [
      'an allowance for one controller hides nothing',
      policy('{level: None, users: [system:kube-proxy]}', secretsFirst, catchAll),
      [unseen],
    ],
    [
      'a rule that hides all workloads does',
      policy('{level: None, userGroups: [system:serviceaccounts]}', catchAll),
      ['access', 'secrets', 'sessions', 'tokens', 'writes'].map((topic) => `fail ${topic}-unlogged ${subject}`),
    ],
    [
      'what stands behind a rule for everything does nothing',
      policy('{level: None}', secretsFirst, catchAll),
      ['access', 'refused', 'secrets', 'sessions', 'tokens', 'writes'].map(
        (topic) => `fail ${topic}-unlogged ${subject}`,
      ),
    ],
    [
      'stages that are all left out leave nothing',
      `apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived, ResponseStarted, ResponseComplete]\nrules: [${catchAll}]\n`,
      ['access', 'refused', 'secrets', 'sessions', 'tokens', 'writes'].map(
        (topic) => `fail ${topic}-unlogged ${subject}`,
      ),
    ],
    [
      'a star for all groups, since Kubernetes 1.36',
      policy('{level: None, resources: [{group: "*", resources: ["*/exec"]}]}', catchAll),
      [`fail sessions-unlogged ${subject}`],
    ],
    [
      'sessions are logged when they begin, unless that is left out',
      policy('{level: Metadata, omitStages: [RequestReceived]}'),
      [unseen],
    ],
    [
      'sessions-late',
      policy('{level: Metadata, omitStages: [RequestReceived, ResponseStarted]}'),
      [`advice sessions-late ${subject}`, unseen],
    ],
    [
      'a policy that writes at the start alone writes no content',
      policy('{level: RequestResponse, omitStages: [ResponseStarted, ResponseComplete]}'),
      [unseen],
    ],
    [
      'one in a ConfigMap',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: audit, namespace: garden}\ndata:\n  policy: |\n${policy('{level: RequestResponse}').replace(/^/gm, '    ')}\n`,
      ['fail logs-secrets ConfigMap/garden/audit'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });

  test('Best Effort asks no more than that there is a log', () => {
    const bestEffort = { policy: { tiers: { default: 'best-effort' as const, rules: [] } } };
    expect(judgedBy(apiAuditLog, policy('{level: None, verbs: [get]}', catchAll), bestEffort)).toEqual(
      [
        `advice changes-without-content ${subject}`,
        `advice secrets-unlogged ${subject}`,
        `advice sessions-unlogged ${subject}`,
        `unknown not-seen ${subject}`,
      ].toSorted(),
    );
  });

  test('words and evidence name what is left out, whose it is, and the rule', () => {
    const secrets = findingsBy(apiAuditLog, policy('{level: None, userGroups: [system:masters]}', catchAll)).find(
      ({ reason }) => reason === 'secrets-unlogged',
    );
    expect(secrets?.because).toBe(
      'it does not log reading Secrets, reading Secrets of kube-system, writing Secrets and deleting Secrets by an administrator in system:masters',
    );
    expect(secrets?.evidence.map(({ path }) => path)).toEqual(['rules[0]']);
  });
});

describe('control planes', () => {
  test.each<[string, string, string[]]>([
    ['not-enabled', staticPod(log), [`fail not-enabled ${pod}`]],
    ['goes-nowhere', staticPod(file), [`fail goes-nowhere ${pod}`]],
    ['a file is written', staticPod(file, log), [`unknown not-seen ${pod}`]],
    ['a webhook is called', staticPod(file, '--audit-webhook-config-file=/etc/hook.yaml'), [`unknown not-seen ${pod}`]],
    [
      'deleted-early',
      staticPod(file, log, '--audit-log-maxage=7'),
      [`advice deleted-early ${pod}`, `unknown not-seen ${pod}`],
    ],
    [
      'a flag and its value as two words',
      staticPod('--audit-policy-file', '/etc/audit.yaml', log),
      [`unknown not-seen ${pod}`],
    ],
    ['the last of two flags holds', staticPod(file, '--audit-policy-file=', log), [`fail not-enabled ${pod}`]],
    ['F23: a managed one says nothing', eks(''), ['unknown not-seen ClusterConfig//bank']],
    [
      'a managed one whose log is off',
      eks('cloudWatch: {clusterLogging: {enableTypes: [api]}}\n'),
      ['fail not-enabled ClusterConfig//bank'],
    ],
    [
      'a managed one whose log is on',
      eks('cloudWatch: {clusterLogging: {enableTypes: [audit]}}\n'),
      ['unknown not-seen ClusterConfig//bank'],
    ],
    [
      'Cluster API of AWS, told of other logs alone',
      'apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: AWSManagedControlPlane\nmetadata: {name: bank, namespace: c}\nspec: {logging: {apiServer: true}}\n',
      ['fail not-enabled AWSManagedControlPlane/c/bank'],
    ],
    [
      'Cluster API of AWS, told of no log',
      'apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: AWSManagedControlPlane\nmetadata: {name: bank, namespace: c}\nspec: {}\n',
      ['unknown not-seen AWSManagedControlPlane/c/bank'],
    ],
    [
      'kOps by its fields',
      'apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank.example}\nspec: {kubeAPIServer: {auditPolicyFile: /srv/audit.yaml, auditLogPath: /var/log/audit.log}}\n',
      ['unknown not-seen Cluster//bank.example'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });
});

describe('what cannot be read is a named gap', () => {
  test.each([
    ['an unknown version', policy(catchAll).replace('/v1', '/v1beta1'), 'version of Policy is not known'],
    ['an unknown level', policy('{level: Everything}'), 'expected None, Metadata'],
    ['no level', policy('{verbs: [get]}'), 'expected None, Metadata'],
    ['an unknown stage', policy('{level: Metadata, omitStages: [Later]}'), 'omitStages'],
    [
      'paths and resources in one rule',
      policy('{level: None, nonResourceURLs: ["*"], namespaces: [bank]}'),
      'not for both',
    ],
    [
      'a star within a group',
      policy('{level: Metadata, resources: [{group: "apps*"}]}'),
      'rules[0].resources[0].group: a group is one name without a version, or a star for all',
    ],
    ['a group with its version', policy('{level: Metadata, resources: [{group: apps/v1}]}'), 'without a version'],
    [
      'names without resources',
      policy('{level: Metadata, resources: [{group: "", resourceNames: [a]}]}'),
      'names need their resources',
    ],
    ['a path with a star within', policy('{level: None, nonResourceURLs: ["/a*/b"]}'), 'a star stands at its end only'],
    ['a path without a slash', policy('{level: None, nonResourceURLs: [healthz]}'), 'a path begins with /'],
    [
      'an empty list of rules',
      'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n',
      'a list with a rule, found an empty list',
    ],
    ['rules that are no list', 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: {}\n', 'rules: expected a list'],
    ['no rule', 'apiVersion: audit.k8s.io/v1\nkind: Policy\n', 'a list with a rule'],
    [
      'an unknown version in a ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: audit}\ndata:\n  policy: |\n    apiVersion: audit.k8s.io/v3\n    kind: Policy\n',
      'version of the audit policy is not known',
    ],
  ])('%s', (_name, text, message) => {
    const { unreadable, facts } = estateOf(text);
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(facts.auditPolicies.items).toEqual([]);
    expect(judged(text)).toEqual([]);
  });
});

test('changes-without-content is advice', () => {
  expect(judgedBy(apiAuditLog, policy(catchAll), critical)).toEqual([
    `advice changes-without-content ${subject}`,
    unseen,
  ]);
  expect(judgedBy(apiAuditLog, good, critical)).toEqual([unseen]);
});

test('RKE2 with a profile alone logs nothing, unless its servers hold a policy', () => {
  const config = { 'etc/rancher/rke2/config.yaml': 'profile: cis\nselinux: true' };
  const found = findingsBy(apiAuditLog, config).find(({ subject: { kind } }) => kind !== 'Platform');
  expect(found).toMatchObject({
    verdict: 'unknown',
    because:
      'its log stays empty unless /etc/rancher/rke2/audit-policy.yaml on its servers holds an audit policy, which is not seen here',
  });
});

describe('of a cluster', () => {
  const asked = 'Cluster//api:6443';
  const server = 'Pod/kube-system/kube-apiserver-cp-1';
  const log = ['--audit-policy-file=/etc/audit.yaml', '--audit-log-path=/var/log/audit.log'];
  const tier = (one: 'important' | 'best-effort') => ({ policy: { tiers: { default: one, rules: [] } } });

  test.each<[string, string, string, Partial<ServerMetrics> | null, string[]]>([
    ['nothing was counted', '', 'v1.37.2', null, [`unknown not-seen ${asked}`]],
    ['it logs nothing', '', 'v1.37.2', { auditEvents: 0 }, [`unknown not-seen ${asked}`]],
    [
      'it logs',
      apiServerPod(...log),
      'v1.37.2',
      { auditEvents: 9, auditLevels: { Metadata: 9 } },
      [`notApplicable seen-in-events ${server}`, `pass logs ${asked}`],
    ],
    [
      'it cannot write all',
      '',
      'v1.37.2',
      { auditEvents: 9, auditErrors: 2 },
      [`advice events-lost ${asked}`, `pass logs ${asked}`],
    ],
    [
      'a managed one logs for its provider',
      '',
      'v1.33.1-eks-5c8d1f2',
      { auditEvents: 9 },
      [`unknown not-seen ${asked}`],
    ],
    [
      'the copy of a static pod without a policy',
      apiServerPod(),
      'v1.37.2',
      null,
      [`fail not-enabled ${server}`, `unknown not-seen ${asked}`],
    ],
    [
      'once-configured',
      kubeadmConfig,
      'v1.37.2',
      null,
      [`notApplicable once-configured ConfigMap/kube-system/kubeadm-config`, `unknown not-seen ${asked}`],
    ],
  ])('%s', (_what, objects, version, done, expected) => {
    const estate = clusterOf(objects, { version, notServed: ofOpenShift, metrics: done && counting(done) });
    expect(judgedBy(apiAuditLog, estate, tier('best-effort')).toSorted()).toEqual(expected);
    // More is asked of the others than that.
    expect(judgedBy(apiAuditLog, estate, tier('important'))).not.toContainEqual(expect.stringMatching(/^pass/));
  });
});

describe('an operator that runs the API servers', () => {
  const cluster = 'Cluster//api:6443';
  const told = (audit: Record<string, unknown>) => [toldSettings({ audit }), saidSettings(), keptServer, keptPolicy];
  const kept = [
    'notApplicable kept-by-operator ConfigMap/openshift-kube-apiserver/kube-apiserver-audit-policies-7',
    'notApplicable kept-by-operator Pod/openshift-kube-apiserver/kube-apiserver-cp-1',
  ];
  const oauth = { group: 'system:authenticated:oauth', profile: 'None' };
  test.each<[string, Parameters<typeof clusterOf>[0], NonNullable<Parameters<typeof counting>[0]> | null, string[]]>([
    ['logs-all', told({}), { auditEvents: 7 }, [`pass logs-all ${cluster}`]],
    ['with what was sent', told({ profile: 'AllRequestBodies' }), { auditEvents: 7 }, [`pass logs-all ${cluster}`]],
    ['not-enabled', told({ profile: 'None' }), { auditEvents: 7 }, [`fail not-enabled ${cluster}`]],
    ['no event yet', told({}), { auditEvents: 0 }, [`unknown not-seen ${cluster}`]],
    ['not counted', told({}), null, [`unknown not-seen ${cluster}`]],
    ['some groups are left out', told({ customRules: [oauth] }), { auditEvents: 7 }, [`unknown not-seen ${cluster}`]],
    [
      'some groups alone are logged',
      told({ profile: 'None', customRules: [{ ...oauth, profile: 'Default' }] }),
      { auditEvents: 7 },
      [`unknown not-seen ${cluster}`],
    ],
  ])('%s', (_what, objects, done, expected) => {
    const estate = clusterOf(objects, { metrics: done && counting(done) });
    const policy = { tiers: { default: 'critical' as const, rules: [] } };
    expect(judgedBy(apiAuditLog, estate, { policy })).toEqual([...expected, ...kept].toSorted());
  });

  test('unknown where what it is told may not be listed', () => {
    const estate = clusterOf([], {
      forbidden: ['config.openshift.io/APIServer'],
      metrics: counting({ auditEvents: 7 }),
    });
    const policy = { tiers: { default: 'best-effort' as const, rules: [] } };
    expect(judgedBy(apiAuditLog, estate, { policy })).toEqual([`unknown not-seen ${cluster}`]);
  });
});
