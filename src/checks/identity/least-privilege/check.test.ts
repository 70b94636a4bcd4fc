import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apiServerPod, kubeadmConfig } from '../../../../test/support/api-server-pod.ts';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy, type JudgedOptions } from '../../../../test/support/judged.ts';
import { type RiskId, riskPatterns } from '../../../analyses/risk-patterns.ts';
import { leastPrivilege } from './check.ts';

const api = 'rbac.authorization.k8s.io';
const ci = '{kind: ServiceAccount, name: ci, namespace: bank}';
const ada = '{kind: User, name: ada}';
const group = (name: string): string => `{kind: Group, name: '${name}'}`;

/** A binding `b` of a role `r`: of the whole cluster, or within a namespace. */
function bound(subjects: string, role = 'r', namespace = '', roleKind = 'ClusterRole', name = 'b'): string {
  const within = namespace === '' ? '' : `, namespace: ${namespace}`;
  return `
---
apiVersion: ${api}/v1
kind: ${namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: {name: '${name}'${within}}
roleRef: {apiGroup: ${api}, kind: ${roleKind}, name: '${role}'}
subjects: [${subjects}]
`;
}

function role(rules: string, metadata = 'name: r', kind = 'ClusterRole', more = ''): string {
  return `\n---\napiVersion: ${api}/v1\nkind: ${kind}\nmetadata: {${metadata}}\nrules: [${rules}]\n${more}`;
}

const rule = (groups: string, resources: string, verbs: string, names = ''): string =>
  `{apiGroups: [${groups}], resources: [${resources}], verbs: [${verbs}]${names === '' ? '' : `, resourceNames: [${names}]`}}`;
const core = (resources: string, verbs: string, names = ''): string => rule("''", resources, verbs, names);
const rbac = (resources: string, verbs: string, names = ''): string => rule(api, resources, verbs, names);
const certificates = (resources: string, verbs: string, names = ''): string =>
  rule('certificates.k8s.io', resources, verbs, names);
const admission = (resources: string, verbs: string): string => rule('admissionregistration.k8s.io', resources, verbs);
const everything = rule("'*'", "'*'", "'*'");
const bank = '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n';

function said(given: string | Readonly<Record<string, string>>, options: JudgedOptions = {}): string[] {
  return judgedBy(leastPrivilege, given, options).filter((one) => !one.startsWith('notApplicable told-of-bindings '));
}

/** What is wrong with the binding `b`. */
function faults(given: string | Readonly<Record<string, string>>, options: JudgedOptions = {}): string[] {
  return said(given, options)
    .filter((one) => /^(?:fail|partial|advice) /.test(one) && / (?:Cluster)?RoleBinding\//.test(one))
    .map((one) => one.replace(/ \w+RoleBinding\/\/b$| RoleBinding\/[-\w]+\/b$/, ''));
}

/** For each pattern the least that matches it, bound to an account in the whole cluster; what is said of it, and what nearly matches. */
const patterns: [RiskId, 'fail' | 'partial' | 'advice', string, string][] = [
  ['wildcard-all', 'fail', everything, rule('apps', "'*'", "'*'", 'one')],
  ['wildcard-resources', 'fail', rule("'*'", "'*'", 'get, patch'), rule("'*'", 'widgets', 'patch')],
  ['wildcard-read', 'fail', rule("'*'", "'*'", 'get, list'), rule("'*'", "'*'", 'get', 'one')],
  ['rbac-escalate', 'fail', rbac('roles', 'escalate, update'), rbac('roles', 'escalate')],
  ['rbac-bind', 'fail', `${rbac('clusterroles', 'bind')}, ${rbac('rolebindings', 'create')}`, rbac('roles', 'bind')],
  ['rolebinding-write', 'partial', rbac('rolebindings', 'create'), rbac('rolebindings', 'delete')],
  ['aggregate-label', 'fail', rbac('clusterroles', 'update'), rbac('clusterroles', 'get')],
  ['impersonate-users-groups', 'fail', core('groups', 'impersonate'), core('groups', 'impersonate', 'auditors')],
  ['impersonate-serviceaccount', 'fail', core('serviceaccounts', 'impersonate'), core('serviceaccounts', 'create')],
  ['token-request', 'fail', core('serviceaccounts/token', 'create'), core('serviceaccounts', 'create')],
  ['secrets-read', 'fail', core('secrets', 'list'), core('secrets', 'get', 'ledger-tls')],
  ['secrets-write-token', 'fail', core('secrets', 'create, get'), core('secrets', 'create')],
  ['pods-create', 'fail', rule('apps', 'deployments', 'patch'), rule('apps', 'deployments/status', 'patch')],
  ['pods-create', 'fail', rule('batch', 'jobs', 'create'), rule('batch', 'jobs', 'update, patch')],
  ['pods-create', 'fail', rule('batch', 'cronjobs', 'patch'), core('podtemplates', 'create, patch')],
  ['pods-create', 'fail', core('replicationcontrollers', 'patch'), core('replicationcontrollers/status', 'patch')],
  [
    'custom-workload-create',
    'fail',
    rule('tekton.dev', 'pipelineruns', 'create'),
    rule('tekton.dev', 'pipelineruns/status', 'update'),
  ],
  ['pods-exec', 'fail', core("'*/exec'", 'create'), core("'pods/*'", 'create')],
  ['pods-ephemeralcontainers', 'fail', core('pods/ephemeralcontainers', 'patch'), core('pods', 'get')],
  ['pods-update', 'fail', core('pods', 'patch'), core('pods/status', 'patch')],
  ['pods-portforward', 'partial', core('services/proxy', 'get'), core('services', 'get')],
  ['nodes-proxy', 'fail', core('nodes/proxy', 'get'), core('nodes/metrics', 'get')],
  ['nodes-write', 'fail', core('nodes', 'patch'), core('nodes', 'get, list, watch')],
  ['steal-pods', 'fail', `${core('nodes', 'patch')}, ${core('pods/eviction', 'create')}`, core('pods', 'get')],
  [
    'csr-approve',
    'fail',
    `${certificates('certificatesigningrequests', 'create')}, ${certificates('certificatesigningrequests/approval', 'update')}, ${certificates('signers', 'approve', 'kubernetes.io/kube-apiserver-client')}`,
    `${certificates('certificatesigningrequests', 'create')}, ${certificates('certificatesigningrequests/approval', 'update')}, ${certificates('signers', 'approve', 'bank.example/mesh')}`,
  ],
  [
    'csr-sign',
    'fail',
    `${certificates('certificatesigningrequests/status', 'patch')}, ${certificates('signers', 'sign')}`,
    certificates('certificatesigningrequests/status', 'patch'),
  ],
  [
    'trust-bundle-write',
    'partial',
    `${certificates('clustertrustbundles', 'update')}, ${certificates('signers', 'attest')}`,
    certificates('clustertrustbundles', 'update'),
  ],
  [
    'webhook-config-write',
    'fail',
    admission('mutatingwebhookconfigurations', 'patch'),
    admission('mutatingwebhookconfigurations', 'get'),
  ],
  [
    'validating-webhook-write',
    'fail',
    admission('validatingwebhookconfigurations', 'create'),
    admission('validatingwebhookconfigurations', 'watch'),
  ],
  ['policy-guard-write', 'fail', rule('kyverno.io', 'policyexceptions', 'create'), rule("'*'", 'widgets', 'create')],
  ['namespace-write', 'fail', core('namespaces', 'patch'), core('namespaces/status', 'patch')],
  ['namespace-create', 'advice', core('namespaces', 'create'), core('namespaces', 'list')],
  [
    'pv-create',
    'fail',
    `${core('persistentvolumes', 'create')}, ${core('persistentvolumeclaims', 'create')}`,
    core('persistentvolumes', 'create'),
  ],
  [
    'storageclass-write',
    'partial',
    rule('storage.k8s.io', 'volumeattachments', 'delete'),
    rule('storage.k8s.io', 'volumeattachments/status', 'patch'),
  ],
  ['aws-auth', 'fail', core('configmaps', 'patch', 'aws-auth'), core('configmaps', 'get', 'aws-auth')],
  ['coredns-config', 'fail', core('configmaps', 'update'), core('configmaps', 'update', 'ledger')],
  ['kube-system-config', 'partial', core('configmaps', 'update', 'kubeadm-config'), core('configmaps', 'create')],
  [
    'apiservice-write',
    'fail',
    rule('apiregistration.k8s.io', 'apiservices', 'update'),
    rule('apiregistration.k8s.io', 'apiservices', 'get'),
  ],
  [
    'crd-write',
    'fail',
    rule('apiextensions.k8s.io', 'customresourcedefinitions', 'delete'),
    rule('apiextensions.k8s.io', 'customresourcedefinitions', 'get'),
  ],
  ['services-externalips', 'partial', core('services/status', 'patch'), core('services', 'list')],
  ['endpoints-write', 'partial', rule('discovery.k8s.io', 'endpointslices', 'create'), core('endpoints', 'get')],
  [
    'ingress-write',
    'partial',
    rule('networking.k8s.io', 'ingresses', 'patch'),
    rule('networking.k8s.io', 'ingresses/status', 'patch'),
  ],
  [
    'networkpolicy-write',
    'partial',
    rule('crd.projectcalico.org', 'globalnetworkpolicies', 'delete'),
    rule('a', 'b', 'delete'),
  ],
  ['audit-events-delete', 'advice', core('events', 'deletecollection'), core('events', 'create, patch')],
  [
    'leases-write-control-plane',
    'advice',
    rule('coordination.k8s.io', 'leases', 'update'),
    rule('coordination.k8s.io', 'leases', 'update', 'my-controller'),
  ],
  ['delete-broad', 'fail', core('persistentvolumeclaims', 'delete'), core('persistentvolumeclaims', 'get')],
  ['backup-destroy', 'fail', rule('velero.io', 'deletebackuprequests', 'create'), rule('velero.io', 'backups', 'get')],
  ['backup-restore-escalation', 'fail', rule('velero.io', 'restores', 'create'), rule('velero.io', 'restores', 'get')],
  ['eviction-drain', 'advice', core('pods/eviction', 'create'), core('pods/log', 'get')],
  ['scale-zero', 'advice', rule('apps', 'statefulsets/scale', 'patch'), rule('apps', 'statefulsets/scale', 'get')],
  [
    'priorityclass-use',
    'advice',
    rule('scheduling.k8s.io', 'priorityclasses', 'create'),
    rule('scheduling.k8s.io', 'priorityclasses', 'get'),
  ],
  [
    'dra-admin',
    'partial',
    rule('resource.k8s.io', 'resourceslices', 'create'),
    rule('resource.k8s.io', 'resourceclaims', 'get'),
  ],
  ['gitops-admin', 'fail', rule('argoproj.io', 'applications', 'patch'), rule('argoproj.io', 'applications', 'get')],
];

const harmless = core('configmaps', 'get');

/** For each pattern that hangs on whom something is granted to. */
const holders: [RiskId, 'fail' | 'partial' | 'advice', string][] = [
  ['masters-group', 'advice', group('system:masters')],
  ['anonymous-grant', 'fail', group('system:unauthenticated')],
  ['anonymous-grant', 'fail', '{kind: User, name: "system:anonymous"}'],
  ['authenticated-grant', 'fail', group('system:authenticated')],
  ['serviceaccounts-group-grant', 'fail', group('system:serviceaccounts')],
  ['serviceaccounts-group-grant', 'fail', group('system:serviceaccounts:bank')],
  ['default-sa-grant', 'partial', '{kind: ServiceAccount, name: default, namespace: bank}'],
  ['default-sa-grant', 'partial', '{kind: User, name: "system:serviceaccount:bank:default"}'],
];

describe('patterns', () => {
  test.each(patterns)('%s', (id, weight, rules, nearly) => {
    const found = faults(bound(ci) + role(rules));
    const expected = { fail: `fail ${id}`, partial: `partial ${id}`, advice: `advice ${id}` }[weight];
    expect(found).toContain(expected);
    expect(faults(bound(ci) + role(nearly)).filter((one) => one.endsWith(` ${id}`))).toEqual([]);
    // Nothing else is said of it, but where two patterns are truly two.
    const beside = ({ 'secrets-write-token': ['fail secrets-read'] } as Record<string, string[]>)[id] ?? [];
    expect(found.filter((one) => one !== expected)).toEqual(beside);
  });

  test.each(holders)('%s of %s', (id, weight, subject) => {
    expect(faults(bound(subject) + role(harmless))).toEqual([`${weight} ${id}`]);
    expect(faults(bound(subject) + role(''))).toEqual([]);
  });

  test('wildcard-all-namespace: everything, within one namespace', () => {
    expect(faults(bound(ci, 'r', 'bank') + role(everything))).toEqual(['fail wildcard-all-namespace']);
  });

  test('every pattern is tried, and best-effort alone never fails', () => {
    const tried = new Set([...patterns.map(([id]) => id), ...holders.map(([id]) => id), 'wildcard-all-namespace']);
    expect(Object.keys(riskPatterns).filter((id) => !tried.has(id as RiskId))).toEqual([]);
    const casual =
      '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: best-effort}}\n';
    expect(faults(casual + bound(ci) + role(everything))).toEqual(['advice wildcard-all']);
  });

  const reference = process.env['KUBECOMPASS_REFERENCE'];
  test.skipIf(!reference || !existsSync(join(reference, 'rbac-risks.yaml')))(
    'every pattern of the reference is told (KUBECOMPASS_REFERENCE)',
    () => {
      const text = readFileSync(join(reference as string, 'rbac-risks.yaml'), 'utf8');
      const ids = [...text.slice(text.indexOf('\nrisks:'), text.indexOf('\npod_level')).matchAll(/\{id: ([\w-]+)/g)];
      expect(ids).toHaveLength(55);
      expect(ids.map(([, id]) => id as string).filter((id) => !(id in leastPrivilege.reasons))).toEqual([]);
    },
  );

  test('rights that lie in two roles count together', () => {
    const gathering = role(
      '',
      'name: r',
      'ClusterRole',
      `aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: "b"}}]}\n`,
    );
    const parts =
      role(rbac('roles', 'escalate'), 'name: s, labels: {a: "b"}') +
      role(rbac('roles', 'update'), 'name: t, labels: {a: "b"}');
    expect(faults(bound(ci) + gathering + parts)).toEqual(['fail rbac-escalate']);
  });

  test('what lies in no namespace is not granted within one', () => {
    expect(faults(bound(ci, 'r', 'bank') + role(rbac('clusterroles', 'escalate, update')))).toEqual([]);
    expect(faults(bound(ci, 'r', 'bank') + role(core('nodes', 'patch')))).toEqual([]);
  });

  test('a ConfigMap of kube-system is not one of another namespace', () => {
    expect(faults(bound(ci, 'r', 'bank') + role(core('configmaps', 'update')))).toEqual([]);
    expect(faults(bound(ci, 'r', 'kube-system') + role(core('configmaps', 'update')))).toEqual(['fail coredns-config']);
  });
});

describe('who holds it, and where', () => {
  const secrets = role(core('secrets', 'list'));

  test('F27: a name that sounds like the system is judged by what it is', () => {
    expect(faults(bound('{kind: User, name: system-something}') + role(core('pods/exec', 'create')))).toEqual([
      'fail pods-exec',
    ]);
    expect(faults(bound(ci, 'system:r') + role(core('pods/exec', 'create'), "name: 'system:r'"))).toEqual([
      'fail pods-exec',
    ]);
    const named = bound(ci, 'cluster-admin', '', 'ClusterRole', 'cluster-admin');
    expect(said(named)).toEqual(['fail wildcard-all ClusterRoleBinding//cluster-admin']);
  });

  test('team-rights: people do in a namespace of theirs what admin is made for', () => {
    expect(faults(bound(ada, 'r', 'bank') + secrets)).toEqual(['advice team-rights']);
    expect(faults(bound(`${ada}, ${ci}`, 'r', 'bank') + secrets)).toEqual(['fail secrets-read']);
    expect(faults(bound(ada, 'r', 'kube-system') + secrets)).toEqual(['fail secrets-read']);
    expect(faults(bound(ada) + secrets)).toEqual(['fail secrets-read']);
    expect(faults(bound(ada, 'r', 'bank') + role(core('pods/ephemeralcontainers', 'patch')))).toEqual([
      'advice team-rights',
    ]);
    expect(faults(bound(ada, 'r', 'bank') + role(core('namespaces', 'patch')))).toEqual(['fail namespace-write']);
  });

  test('nothing-further: what holds beside advice does not deny it', () => {
    const team = findingsBy(leastPrivilege, bound(ada, 'r', 'bank') + secrets).find(
      ({ verdict }) => verdict === 'pass',
    );
    expect(team?.because).toBe('but for what is said of it, r grants nothing that leads to more');
    const low = said(bound(ci) + role(core('secrets', 'list')), {
      policy: { tiers: { default: 'best-effort', rules: [] } },
    });
    expect(low.filter((one) => one.startsWith('pass '))).toEqual(['pass nothing-further ClusterRoleBinding//b']);
  });

  test('team-rights: a pipeline deploys, and reads no Secrets', () => {
    const deploys = `${rule('apps', 'deployments', 'create, patch')}, ${rule('networking.k8s.io', 'ingresses', 'create')}`;
    expect(faults(bound(ci, 'r', 'bank') + role(deploys))).toEqual(['advice team-rights']);
    expect(faults(bound(ci, 'r', 'bank') + secrets)).toEqual(['fail secrets-read']);
  });

  test('team-role: the built-in roles of a namespace, for people in one', () => {
    for (const name of ['admin', 'edit']) {
      expect(said(bound(ada, name, 'bank'), { authority: 'complete' })).toEqual(['pass team-role RoleBinding/bank/b']);
      expect(faults(bound(ada, name))).toEqual(['fail team-role-everywhere']);
      expect(faults(bound(ada, name, 'kube-system'))).toEqual(['fail team-role-in-platform']);
      expect(faults(bound(ci, name, 'bank'))).toEqual(['fail team-role-for-workload']);
    }
    expect(faults(bound(group('system:authenticated'), 'admin', 'bank'))).toEqual(['fail authenticated-grant']);
    expect(faults(bound(ada, 'view'))).toEqual([]);
    expect(faults(bound(ci, 'view', 'bank'))).toEqual([]);
  });

  test('a built-in role that somebody widened is told from the built-in one', () => {
    const wider = role(core('nodes', 'patch'), `name: wider, labels: {${api}/aggregate-to-view: "true"}`);
    expect(faults(bound(ada, 'view') + wider)).toEqual(['fail nodes-write']);
    const copied = role(
      `${rule('authentication.k8s.io', 'tokenreviews', 'create')}, ${rule('authorization.k8s.io', 'subjectaccessreviews', 'create')}`,
      "name: 'system:auth-delegator'",
    );
    expect(said(bound(ci, 'system:auth-delegator') + copied)).toEqual(['pass nothing-risky ClusterRoleBinding//b']);
    expect(
      faults(bound(ci, 'system:auth-delegator') + role(core('nodes/proxy', 'get'), "name: 'system:auth-delegator'")),
    ).toEqual(['fail nodes-proxy']);
  });

  test('made-by-the-server: the bindings of every API server, by whom they name', () => {
    const made = (subjects: string, name: string): string[] => said(bound(subjects, name, '', 'ClusterRole', name));
    expect(made(group('system:unauthenticated'), 'system:public-info-viewer')).toEqual([
      'pass made-by-the-server ClusterRoleBinding//system:public-info-viewer',
    ]);
    expect(made('{kind: User, name: "system:kube-scheduler"}', 'system:kube-scheduler')).toEqual([
      'pass made-by-the-server ClusterRoleBinding//system:kube-scheduler',
    ]);
    const node = 'system:controller:node-controller';
    expect(made('{kind: ServiceAccount, name: node-controller, namespace: kube-system}', node)).toEqual([
      `pass made-by-the-server ClusterRoleBinding//${node}`,
    ]);
    expect(made(ci, node)).toEqual([`fail steal-pods ClusterRoleBinding//${node}`]);
    expect(made(group('system:authenticated'), 'system:monitoring')).toEqual([
      'fail authenticated-grant ClusterRoleBinding//system:monitoring',
    ]);
    const widened = role(core('secrets', 'list'), "name: 'system:public-info-viewer'");
    expect(faults(bound(group('system:unauthenticated'), 'system:public-info-viewer') + widened)).toEqual([
      'fail anonymous-grant',
      'fail secrets-read',
    ]);
  });

  test('for-kubelets: the API server itself, as installers name it, and nobody beside it', () => {
    const user = (name: string): string => `{kind: User, name: '${name}'}`;
    const kubelets = 'system:kubelet-api-admin';
    for (const name of ['kube-apiserver-kubelet-client', 'kubelet-api', 'system:kube-apiserver'])
      expect(said(bound(user(name), kubelets))).toEqual(['pass for-kubelets ClusterRoleBinding//b']);
    expect(faults(bound(ada, kubelets))).toEqual(['fail nodes-proxy']);
    expect(faults(bound(`${user('kubelet-api')}, ${ci}`, kubelets))).toEqual(['fail nodes-proxy']);
    expect(faults(bound(user('kubelet-api')) + role(core('nodes/proxy', 'get')))).toEqual(['fail nodes-proxy']);
    expect(faults(bound(user('kubelet-api'), kubelets) + role(core('secrets', 'get'), `name: '${kubelets}'`))).toEqual([
      'fail secrets-read',
    ]);
  });

  test('the public keys of the issuer may be read by everybody', () => {
    const issuer = 'system:service-account-issuer-discovery';
    const everybody = `${group('system:unauthenticated')}, ${group('system:authenticated')}`;
    expect(said(bound(everybody, issuer))).toEqual(['pass nothing-risky ClusterRoleBinding//b']);
    expect(faults(bound(everybody, issuer) + role(core('pods', 'list'), `name: '${issuer}'`))).toEqual([
      'fail anonymous-grant',
      'fail authenticated-grant',
    ]);
  });

  test('nothing-risky: what all may know is no risk, whoever reads it', () => {
    for (const named of ['system:authenticated', 'system:serviceaccounts', 'system:serviceaccounts:bank']) {
      const grants = (rules: string): string[] => faults(bound(group(named)) + role(rules));
      expect(grants(core('configmaps', 'get', 'registry'))).toEqual([]);
      expect(grants(rule('policy, extensions', 'podsecuritypolicies', 'use', 'restricted'))).toEqual([]);
      for (const rules of [
        core('secrets', 'get', 'registry'),
        core('configmaps', 'patch', 'registry'),
        core('pods/exec', 'get', 'shell'),
        `${core('configmaps', 'get', 'registry')}, ${core('configmaps', 'get')}`,
        rule('security.openshift.io', 'securitycontextconstraints', 'use', 'privileged'),
        '{nonResourceURLs: [/metrics], verbs: [get]}',
      ])
        expect(grants(rules).join()).toMatch(/fail (?:authenticated|serviceaccounts-group)-grant/);
    }
    expect(faults(bound(group('system:unauthenticated')) + role(core('configmaps', 'get', 'registry')))).toEqual([
      'fail anonymous-grant',
    ]);
  });

  test('administrators: how many people may be is another question', () => {
    expect(said(bound(ada, 'cluster-admin'))).toEqual(['pass administrators ClusterRoleBinding//b']);
    expect(faults(bound(ada) + role(everything))).toEqual(['fail wildcard-all']);
    expect(faults(bound(ci, 'cluster-admin'))).toEqual(['fail wildcard-all']);
    // Nodes and bootstrap tokens are no people.
    for (const machines of ['system:nodes', 'system:bootstrappers'])
      expect(faults(bound(group(machines), 'cluster-admin'))).toEqual(['fail wildcard-all']);
  });
});

describe('what grants nothing', () => {
  test.each<[string, string, JudgedOptions, string[]]>([
    ['nobody', bound('', 'r') + role(everything), {}, ['notApplicable nobody ClusterRoleBinding//b']],
    ['nothing-risky', bound(ci) + role(harmless), {}, ['pass nothing-risky ClusterRoleBinding//b']],
    [
      'role-missing',
      bank + bound(ci, 'gone', 'bank', 'Role'),
      {},
      ['advice role-missing RoleBinding/bank/b', 'notApplicable grants-nothing RoleBinding/bank/b'],
    ],
    ['a role that the folder does not hold', bound(ci, 'gone'), {}, ['unknown not-seen ClusterRoleBinding//b']],
    [
      'role-unbound: nothing binds a Role',
      bank + role(everything, 'name: r, namespace: bank', 'Role'),
      {},
      ['advice role-unbound Role/bank/r'],
    ],
    [
      'a Role of a namespace that the folder does not hold',
      role(everything, 'name: r, namespace: bank', 'Role'),
      {},
      [],
    ],
    ['a ClusterRole may be bound elsewhere', role(everything), {}, []],
    [
      'role-unbound: a ClusterRole',
      role(everything),
      { authority: 'complete' },
      ['advice role-unbound ClusterRole//r'],
    ],
    [
      'a ClusterRole that is gathered is used',
      role(harmless, `name: r, labels: {${api}/aggregate-to-view: "true"}`),
      { authority: 'complete' },
      [],
    ],
    [
      'cloud-identity',
      '\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: s, namespace: bank, annotations: {iam.gke.io/gcp-service-account: a@b}}\n',
      {},
      ['advice cloud-identity ServiceAccount/bank/s', 'notApplicable outside-rights ServiceAccount/bank/s'],
    ],
  ])('%s', (_name, yaml, options, expected) => {
    expect(said(yaml, options)).toEqual(expected);
  });

  test('told-of-bindings: a role is judged where it is bound', () => {
    expect(judgedBy(leastPrivilege, bound(ci) + role(harmless))).toContain(
      'notApplicable told-of-bindings ClusterRole//r',
    );
  });
});

describe('what was not seen', () => {
  const gathering = (metadata: string, label: string): string =>
    role('', metadata, 'ClusterRole', `aggregationRule: {clusterRoleSelectors: [{matchLabels: {${label}: "true"}}]}\n`);

  test('roles that gather each other in a circle, and nothing else', () => {
    const circle = gathering('name: r, labels: {b: "true"}', 'a') + gathering('name: s, labels: {a: "true"}', 'b');
    expect(said(bound(ci) + circle, { authority: 'complete' })).toEqual(['pass nothing-risky ClusterRoleBinding//b']);
    // Somebody else's role may be gathered too.
    expect(said(bound(ci) + circle)).toEqual(['unknown not-seen ClusterRoleBinding//b']);
    const third = role(core('secrets', 'get'), 'name: t, labels: {b: "true"}');
    expect(faults(bound(ci) + circle + third)).toEqual(['fail secrets-read']);
  });

  test('a role that gathers itself, and one that gathers it in turn', () => {
    const itself = gathering('name: r, labels: {a: "true"}', 'a');
    expect(said(bound(ci) + itself, { authority: 'complete' })).toEqual(['pass nothing-risky ClusterRoleBinding//b']);
    expect(faults(bound(ci) + itself + role(everything, 'name: s, labels: {a: "true"}'))).toEqual([
      'fail wildcard-all',
    ]);
  });

  test('a role without a rule grants nothing, bound or not', () => {
    expect(said(bound(ci) + role(''), { authority: 'complete' })).toEqual(['pass nothing-risky ClusterRoleBinding//b']);
    expect(said(bank + role('', 'name: r, namespace: bank', 'Role'))).toEqual(['advice role-unbound Role/bank/r']);
  });

  test('an account of a namespace that is not there has what is bound to it: whoever makes the namespace takes it', () => {
    const far = '{kind: ServiceAccount, name: ci, namespace: gone}';
    for (const options of [{}, { authority: 'complete' as const }])
      expect(said(bank + bound(far) + role(core('secrets', 'get')), options)).toEqual([
        'fail secrets-read ClusterRoleBinding//b',
      ]);
    expect(said(bank + bound(far, 'r', 'bank') + role(harmless))).toEqual(['pass nothing-risky RoleBinding/bank/b']);
  });

  test('a binding of an absent role, whose other subjects are there', () => {
    expect(said(bank + bound(`${ci}, ${ada}`, 'gone', 'bank', 'Role'))).toEqual([
      'advice role-missing RoleBinding/bank/b',
      'notApplicable grants-nothing RoleBinding/bank/b',
    ]);
    expect(said(bound(ci, 'gone'), { authority: 'complete' })).toEqual([
      'advice role-missing ClusterRoleBinding//b',
      'notApplicable grants-nothing ClusterRoleBinding//b',
    ]);
  });

  test.each<[string, string, string]>([
    ['without a verb', role("{apiGroups: ['*'], resources: ['*']}"), 'rules[0].verbs: expected a list with a verb'],
    ['of nothing at all', role('{}'), 'rules[0].verbs: expected a list with a verb'],
    ['without a group', role("{resources: ['*'], verbs: ['*']}"), 'rules[0].apiGroups: expected a list with a group'],
    [
      'without a resource',
      role("{apiGroups: ['*'], verbs: ['*']}"),
      'rules[0].resources: expected a list with a resource',
    ],
    [
      'for both',
      role(rule("''", 'pods', 'get').replace('}', ", nonResourceURLs: ['*']}")),
      'rules[0].nonResourceURLs: expected nothing beside',
    ],
    [
      'for paths, within a namespace',
      role("{nonResourceURLs: ['*'], verbs: [get]}", 'name: r, namespace: bank', 'Role'),
      'rules[0].nonResourceURLs: expected nothing, as a Role',
    ],
  ])('a rule %s, which the API server refuses, is a named gap', (_name, yaml, message) => {
    const { unreadable, facts } = estateOf(yaml);
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(facts.roles.items).toEqual([]);
    expect(said(bound(ci) + yaml)).toEqual(['unknown not-seen ClusterRoleBinding//b']);
  });

  test.each<[string, string, string]>([
    [
      'an account without a namespace, in the whole cluster',
      bound('{kind: ServiceAccount, name: ci}'),
      'subjects[0].namespace',
    ],
    [
      'an account of a group',
      bound(`{kind: ServiceAccount, name: ci, namespace: bank, apiGroup: ${api}}`),
      'subjects[0].apiGroup',
    ],
    ['a person of another group', bound('{kind: User, name: ada, apiGroup: v1}'), 'subjects[0].apiGroup'],
    ['a role of another group', bound(ci).replace(`{apiGroup: ${api}`, '{apiGroup: apps'), 'roleRef.apiGroup'],
  ])('a binding of %s, which the API server refuses, is a named gap', (_name, yaml, path) => {
    const { unreadable, facts } = estateOf(yaml);
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(`${path}: expected`) as string }]);
    expect(facts.roleBindings.items).toEqual([]);
  });

  test('an account of a RoleBinding that states no namespace is of its own', () => {
    expect(said(bank + bound('{kind: ServiceAccount, name: ci}', 'r', 'bank') + role(harmless))).toEqual([
      'pass nothing-risky RoleBinding/bank/b',
    ]);
  });

  test('a role that gathers nothing grants nothing', () => {
    expect(said(bound(ci) + gathering('name: r', 'a'), { authority: 'complete' })).toEqual([
      'pass nothing-risky ClusterRoleBinding//b',
    ]);
  });

  test('a broken rule is a gap, and no evidence', () => {
    expect(said(bound(ci) + role('{apiGroups: "*", resources: ["*"], verbs: ["*"]}'))).toEqual([
      'unknown not-seen ClusterRoleBinding//b',
    ]);
    expect(said(bound(ada, 'admin', 'bank') + role('{verbs: 7}', 'name: other'))).toEqual([
      'unknown not-seen RoleBinding/bank/b',
    ]);
  });

  test('a folder does not hold every binding, so the criterion stays unknown', () => {
    const outcome = assessedBy(leastPrivilege, bound(ci) + role(harmless)).outcomes.find(
      ({ criterion }) => criterion === 'identity/least-privilege',
    );
    expect(outcome?.verdict).toBe('unknown');
  });
});

test('words and evidence', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => `{kind: User, name: ${name}}`).join(', ');
  const [finding] = findingsBy(leastPrivilege, bound(many) + role(`${harmless}, ${core('secrets', 'list')}`));
  expect(finding?.because).toBe(
    'User a, User b, User c and 2 more may read every Secret in every namespace (list and watch return what is in them)',
  );
  expect(finding?.evidence.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'ClusterRoleBinding roleRef.name',
    'ClusterRole rules[1]',
  ]);
  expect(findingsBy(leastPrivilege, bound(ci, 'r', 'bank') + role(core('pods/exec', 'create')))[0]?.because).toContain(
    'in its namespace',
  );
});

describe('what decides', () => {
  const server = (...flags: string[]): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: kube-system}\nspec: {hostNetwork: true, containers: [{name: kube-apiserver, image: kube-apiserver, command: ${JSON.stringify(['kube-apiserver', ...flags])}}]}\n`;
  const kubeadm = (rest: string): string => `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n${rest}\n`;
  const kops = (spec: string): string =>
    `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank}\nspec: {${spec}}\n`;
  const kubelet = (mode: string): string =>
    `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthorization: {mode: ${mode}}\n`;

  test.each<[string, string, string]>([
    ['allows-everything', server('--authorization-mode=AlwaysAllow'), 'fail allows-everything'],
    ['it stands among others', server('--authorization-mode=RBAC,AlwaysAllow'), 'fail allows-everything'],
    ['the default of the API server', server('--v=2'), 'fail allows-everything'],
    ['lists add up', server('--authorization-mode=AlwaysAllow', '--authorization-mode=RBAC'), 'fail allows-everything'],
    ['and are one', server('--authorization-mode=Node', '--authorization-mode=RBAC'), 'unknown not-seen'],
    ['without-rbac', server('--authorization-mode=Node,ABAC'), 'partial without-rbac'],
    ['RBAC', server('--authorization-mode=Node,RBAC'), 'unknown not-seen'],
    ['a file says it', server('--authorization-config=/etc/a.yaml'), 'unknown not-seen'],
    ['a shell may say it', server('$(FLAGS)'), 'unknown not-seen'],
    ['the default of kubeadm', kubeadm(''), 'unknown not-seen'],
    [
      'kubeadm is told',
      kubeadm('apiServer: {extraArgs: [{name: authorization-mode, value: AlwaysAllow}]}'),
      'fail allows-everything',
    ],
    ['kOps is told', kops('authorization: {alwaysAllow: {}}'), 'fail allows-everything'],
    ['kOps does not say', kops(''), 'unknown not-seen'],
    ['a flag with underscores', server('--authorization_mode=Node,RBAC'), 'unknown not-seen'],
    [
      'and in the file of kubeadm',
      kubeadm('apiServer: {extraArgs: [{name: authorization_mode, value: AlwaysAllow}]}'),
      'fail allows-everything',
    ],
    ['kubelet-allows-everything', kubelet('AlwaysAllow'), 'fail kubelet-allows-everything'],
    ['a kubelet that asks', kubelet('Webhook'), 'unknown not-seen'],
  ])('%s', (_name, text, expected) => {
    expect(said(text).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([expected]);
  });
});

test('the words of kOps, which passes AlwaysAllow on, do not call it a default', () => {
  const kops = `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank}\nspec: {authorization: {alwaysAllow: {}}}\n`;
  expect(findingsBy(leastPrivilege, kops)[0]?.because).toMatch(/^its API server is told to allow everything/);
});

test('the fix speaks of a Role in one namespace only to a binding of the whole cluster, and names nothing for what is made', () => {
  const secrets = role(core('secrets', 'create, get'));
  const fixOf = (yaml: string): (string | null | undefined)[] =>
    findingsBy(leastPrivilege, yaml).flatMap(({ reason, fix }) => (reason.startsWith('secrets-') ? [fix] : []));
  const [wide, narrow] = [fixOf(bound(ci) + secrets), fixOf(bound(ci, 'r', 'kube-system') + secrets)];
  expect(wide).toHaveLength(2);
  expect(narrow).toHaveLength(2);
  for (const fix of wide) expect(fix).toContain('or bind a Role in the namespace');
  for (const fix of narrow) expect(fix).not.toContain('bind a Role');
  expect(narrow.filter((fix) => fix?.includes('and not create'))).toHaveLength(1);
});

describe('what newer API servers make themselves', () => {
  const migrator = 'system:controller:storage-version-migrator-controller';
  const cleaner = 'system:controller:token-cleaner';
  const account = (name: string): string => `{kind: ServiceAccount, name: ${name}, namespace: kube-system}`;
  const everything = (...verbs: string[]): string =>
    `{apiGroups: ['*'], resources: ['*'], verbs: [${verbs.join(', ')}]}`;
  const ofMigrator = (...verbs: string[]): string => role(everything(...verbs), `name: '${migrator}'`);
  const ofCleaner = role(
    "{apiGroups: [''], resources: [secrets], verbs: [get, list, watch, delete]}",
    `name: '${cleaner}', namespace: kube-system`,
    'Role',
  );
  const toMigrator = bound(account('storage-version-migrator-controller'), migrator, '', 'ClusterRole', migrator);
  const toAll = bound(
    group('system:serviceaccounts'),
    'system:cluster-trust-bundle-discovery',
    '',
    'ClusterRole',
    'system:cluster-trust-bundle-discovery',
  );
  const bundles = role(
    '{apiGroups: [certificates.k8s.io], resources: [clustertrustbundles], verbs: [get, list, watch]}',
    "name: 'system:cluster-trust-bundle-discovery'",
  );

  test.each<[string, string, string[]]>([
    ['of the whole cluster', ofMigrator('list', 'patch') + toMigrator, ['pass made-by-the-server']],
    [
      'within kube-system',
      ofCleaner + bound(account('token-cleaner'), cleaner, 'kube-system', 'Role', cleaner),
      ['pass made-by-the-server'],
    ],
    ['for all accounts', bundles + toAll, ['pass made-by-the-server']],
    ['somebody added to it', ofMigrator('list', 'patch', 'delete') + toMigrator, ['fail wildcard-resources']],
    ['somebody else has it', ofMigrator('list', 'patch') + bound(ada, migrator), ['fail wildcard-resources']],
    [
      'somebody else has it within kube-system',
      ofCleaner + bound(ada, cleaner, 'kube-system', 'Role'),
      ['fail secrets-read'],
    ],
    [
      'for all accounts, and more',
      role(
        "{apiGroups: [''], resources: [configmaps], verbs: [get]}",
        "name: 'system:cluster-trust-bundle-discovery'",
      ) + toAll,
      ['fail serviceaccounts-group-grant'],
    ],
  ])('%s', (_name, text, expected) => {
    const found = judgedBy(leastPrivilege, clusterOf(text)).filter((one) => one.includes('Binding/'));
    expect(found.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });
});

describe('what decides in a cluster', () => {
  test('its API server is told so', () => {
    const found = judgedBy(leastPrivilege, clusterOf(`${apiServerPod()}---\n${kubeadmConfig}`));
    expect(found).toEqual([
      'notApplicable once-configured ConfigMap/kube-system/kubeadm-config',
      'pass decides-by-rbac Pod/kube-system/kube-apiserver-cp-1',
    ]);
  });
});
