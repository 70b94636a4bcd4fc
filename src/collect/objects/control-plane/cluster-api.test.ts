import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import type { ControlPlane } from '../../../estate/control-plane.ts';

const ofKind = (kind: string, spec: string): string =>
  `apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: ${kind}\nmetadata: {name: a, namespace: b}\nspec: {${spec}}\n`;

function planeOf(text: string): ControlPlane | undefined {
  const { facts, unreadable } = estateOf(text);
  expect(unreadable).toEqual([]);
  return facts.controlPlanes.items[0];
}

const written = (path: string, content: string): string => JSON.stringify({ path, content });

describe('k3s by Cluster API', () => {
  const k3s = (config: string): string => ofKind('KThreesControlPlane', `replicas: 3, kthreesConfigSpec: {${config}}`);
  const folder = '/etc/rancher/k3s/config.yaml.d';

  test.each<[string, string, Partial<ControlPlane>]>([
    [
      'is told nothing but what the object says, and answers anybody',
      k3s(''),
      {
        servers: 3,
        store: 'local',
        storeMembers: 3,
        flags: { 'anonymous-auth': 'true' },
        authorizers: ['Node', 'RBAC'],
        encryptsSecrets: false,
        snapshots: expect.objectContaining({ schedule: '0 */12 * * *', leave: false, stoppedBy: null }) as never,
      },
    ],
    [
      'hands the API server arguments',
      k3s('serverConfig: {kubeAPIServerArg: [audit-policy-file=/a, "--audit-log-path=/b", anonymous-auth=false]}'),
      { flags: { 'anonymous-auth': 'true', 'audit-policy-file': '/a', 'audit-log-path': '/b' } },
    ],
    [
      'encrypts with a configuration of its own',
      k3s('serverConfig: {kubeAPIServerArg: [encryption-provider-config=/e]}'),
      { encryptsSecrets: null },
    ],
    [
      'is given options by files',
      k3s(`files: [${written(`${folder}/10.yaml`, 'secrets-encryption: true\netcd-s3: true')}]`),
      { encryptsSecrets: true, snapshots: expect.objectContaining({ leave: true }) as never },
    ],
    [
      'is given options by a file that cannot be read',
      k3s(`files: [{path: ${folder}/10.yaml, contentFrom: {secret: {name: a, key: b}}}]`),
      {
        flags: null,
        encryptsSecrets: 'unsaid',
        snapshots: null,
        hiddenBy: expect.stringContaining('10.yaml') as never,
      },
    ],
    [
      'is given an environment',
      k3s(`files: [${written('/etc/systemd/system/k3s.service.env', 'K3S_SECRETS_ENCRYPTION=true')}]`),
      { flags: null, encryptsSecrets: 'unsaid' },
    ],
    [
      'is changed by a command',
      k3s('preK3sCommands: ["echo secrets-encryption: true >> /etc/rancher/k3s/config.yaml"]'),
      { flags: null, encryptsSecrets: 'unsaid', hiddenBy: expect.stringContaining('preK3sCommands') as never },
    ],
    [
      'turns away nobody known, where a file says so last',
      k3s(`files: [${written(`${folder}/90.yaml`, 'kube-apiserver-arg+: [anonymous-auth=false]')}]`),
      { flags: { 'anonymous-auth': 'false' } },
    ],
    ['is not changed by another', k3s('postK3sCommands: ["swapoff -a"]'), { encryptsSecrets: false }],
    ['one server unless it says otherwise', ofKind('KThreesControlPlane', ''), { servers: 1, storeMembers: 1 }],
  ])('%s', (_name, text, expected) => {
    expect(planeOf(text)).toMatchObject({ name: 'a', declaredBy: 'Cluster API', hasEndpoint: true, ...expected });
  });
});

describe('RKE2 by Cluster API', () => {
  const rke2 = (rest: string): string => ofKind('RKE2ControlPlane', `replicas: 3, ${rest}`);
  const backup = (rest: string): string => rke2(`serverConfig: {etcd: {backupConfig: {${rest}}}}`);

  test.each<[string, string, Partial<ControlPlane>]>([
    [
      'encrypts, turns away nobody known, and keeps no log',
      rke2('serverConfig: {}'),
      {
        flags: { 'anonymous-auth': 'false' },
        encryptsSecrets: true,
        keepsAuditLog: null,
        snapshots: expect.objectContaining({ schedule: '0 */12 * * *', leave: false }) as never,
      },
    ],
    [
      'keeps a log with a policy',
      rke2('serverConfig: {auditPolicySecret: {name: audit}}'),
      { flags: expect.objectContaining({ 'audit-policy-file': 'of RKE2', 'audit-log-maxage': '30' }) as never },
    ],
    [
      'and by a profile alone a policy that logs nothing',
      rke2('agentConfig: {cisProfile: cis}'),
      { keepsAuditLog: false },
    ],
    [
      'unless a file is the policy',
      rke2(`agentConfig: {cisProfile: cis}, files: [${written('/etc/rancher/rke2/audit-policy.yaml', 'a')}]`),
      { keepsAuditLog: null },
    ],
    [
      'hands the API server arguments',
      rke2('serverConfig: {kubeAPIServer: {extraArgs: ["--oidc-issuer-url=https://a.example"]}}'),
      { flags: { 'anonymous-auth': 'false', 'oidc-issuer-url': 'https://a.example' } },
    ],
    [
      'is changed by cloud-init',
      rke2(
        'agentConfig: {additionalUserData: {config: "write_files: [{path: /etc/rancher/rke2/config.yaml.d/9.yaml}]"}}',
      ),
      {
        flags: null,
        encryptsSecrets: true,
        storeMembers: null,
        hiddenBy: expect.stringContaining('additionalUserData') as never,
      },
    ],
    [
      'stores elsewhere',
      rke2('serverConfig: {externalDatastoreSecret: {name: db}}'),
      { store: 'external', storeMembers: null, snapshots: null },
    ],
    [
      'copies snapshots away',
      backup('scheduleCron: "0 3 * * 0", s3: {endpoint: s3.example}'),
      {
        snapshots: expect.objectContaining({
          schedule: '0 3 * * 0',
          leave: true,
          at: {
            schedule: 'spec.serverConfig.etcd.backupConfig.scheduleCron',
            leave: 'spec.serverConfig.etcd.backupConfig.s3',
          },
        }) as never,
      },
    ],
    [
      'takes none',
      backup('disableAutomaticSnapshots: true'),
      {
        snapshots: expect.objectContaining({
          stoppedBy: 'spec.serverConfig.etcd.backupConfig.disableAutomaticSnapshots',
        }) as never,
      },
    ],
  ])('%s', (_name, text, expected) => {
    expect(planeOf(text)).toMatchObject({ servers: 3, hasEndpoint: true, ...expected });
  });
});

describe('Talos by Cluster API', () => {
  const talos = (config: string): string =>
    ofKind('TalosControlPlane', `replicas: 3, controlPlaneConfig: {controlplane: {${config}}}`);
  const patch = (text: string): string =>
    talos(`generateType: controlplane, strategicPatches: [${JSON.stringify(text)}]`);

  test.each<[string, string, Partial<ControlPlane>]>([
    [
      'logs and encrypts by itself',
      talos('generateType: controlplane'),
      {
        servers: 3,
        storeMembers: 3,
        encryptsSecrets: true,
        flags: expect.objectContaining({ 'anonymous-auth': 'false', 'audit-policy-file': 'of Talos' }) as never,
        authorizers: ['Node', 'RBAC'],
      },
    ],
    [
      'is patched',
      patch('cluster:\n  apiServer:\n    extraArgs: {anonymous-auth: true, oidc-issuer-url: ["https://a.example"]}\n'),
      { flags: expect.objectContaining({ 'anonymous-auth': 'true', 'oidc-issuer-url': 'https://a.example' }) as never },
    ],
    [
      'adds authorizers',
      patch('cluster: {apiServer: {extraArgs: {authorization-mode: Webhook}}}'),
      {
        authorizers: ['Node', 'RBAC', 'Webhook'],
      },
    ],
    [
      'configures authorizers',
      patch('cluster: {apiServer: {authorizationConfig: [{type: Webhook}]}}'),
      { authorizers: null },
    ],
    ['is patched by what cannot be read', patch('cluster: {'), { flags: null, encryptsSecrets: 'unsaid' }],
    [
      'is patched by JSON',
      talos('generateType: controlplane, configPatches: [{op: add, path: /cluster/apiServer/extraArgs, value: {}}]'),
      { flags: null, hiddenBy: expect.stringContaining('patches') as never },
    ],
    [
      'is patched by JSON elsewhere',
      talos('generateType: controlplane, configPatches: [{op: add, path: /machine/network, value: {}}]'),
      { encryptsSecrets: true },
    ],
    [
      'is given its configuration',
      talos('generateType: none, data: "version: v1alpha1"'),
      { flags: null, encryptsSecrets: 'unsaid' },
    ],
  ])('%s', (_name, text, expected) => {
    expect(planeOf(text)).toMatchObject({ declaredBy: 'Cluster API', store: 'local', ...expected });
  });
});

test.each<[string, string, Partial<ControlPlane>]>([
  [
    'Kamaji runs two servers over a store that is elsewhere',
    'apiVersion: kamaji.clastix.io/v1alpha1\nkind: TenantControlPlane\nmetadata: {name: a, namespace: b}\nspec: {}\n',
    {
      servers: 2,
      store: 'external',
      storeMembers: null,
      flags: {},
      authorizers: ['Node', 'RBAC'],
      encryptsSecrets: null,
    },
  ],
  [
    'Kamaji with arguments',
    'apiVersion: kamaji.clastix.io/v1alpha1\nkind: TenantControlPlane\nmetadata: {name: a, namespace: b}\nspec: {controlPlane: {deployment: {replicas: 3, extraArgs: {apiServer: [--anonymous-auth=false]}}}}\n',
    { servers: 3, flags: { 'anonymous-auth': 'false' } },
  ],
  [
    'Kamaji by Cluster API',
    ofKind('KamajiControlPlane', 'replicas: 3, apiServer: {extraArgs: [--token-auth-file=/t]}'),
    {
      servers: 3,
      flags: { 'token-auth-file': '/t' },
      at: expect.objectContaining({ servers: 'spec.replicas' }) as never,
    },
  ],
  ['Kamaji asleep', ofKind('KamajiControlPlane', 'replicas: 0'), { servers: null }],
  [
    'k0s',
    ofKind('K0sControlPlane', 'replicas: 5, k0sConfigSpec: {}'),
    { servers: 5, storeMembers: 5, flags: null, encryptsSecrets: 'unsaid' },
  ],
  [
    'k0s over a database',
    ofKind('K0sControlPlane', 'k0sConfigSpec: {k0s: {spec: {storage: {type: kine}}}}'),
    { servers: 1, store: null, storeMembers: null },
  ],
  [
    'a template, which a ClusterClass may patch',
    ofKind('KubeadmControlPlaneTemplate', 'template: {spec: {kubeadmConfigSpec: {}}}'),
    {
      servers: null,
      flags: null,
      encryptsSecrets: 'unsaid',
      hiddenBy: expect.stringContaining('ClusterClass') as never,
    },
  ],
])('%s', (_name, text, expected) => {
  expect(planeOf(text)).toMatchObject(expected);
});

test.each(['KThreesControlPlane', 'RKE2ControlPlane', 'TalosControlPlane', 'KubeadmControlPlane', 'K0sControlPlane'])(
  '%s whose number is filled in later',
  (kind) => {
    expect(planeOf(ofKind(kind, 'replicas: "${COUNT}"'))).toMatchObject({ servers: null, storeMembers: null });
  },
);

test('the audit policy that a template writes is read', () => {
  const audit = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}]\n';
  const text = ofKind(
    'KubeadmControlPlaneTemplate',
    `template: {spec: {kubeadmConfigSpec: {files: [${written('/a.yaml', audit)}]}}}`,
  );
  expect(estateOf(text).facts.auditPolicies.items).toMatchObject([
    { within: 'spec.template.spec.kubeadmConfigSpec.files[0].content' },
  ]);
});

test.each(['KThreesControlPlane', 'RKE2ControlPlane', 'TalosControlPlane', 'KubeadmControlPlane', 'K0sControlPlane'])(
  '%s without a server is a named gap',
  (kind) => {
    const { unreadable } = estateOf(ofKind(kind, 'replicas: 0'));
    expect(unreadable).toMatchObject([{ message: expect.stringContaining('a whole number above 0') as string }]);
  },
);

test.each<[string, string]>([
  ['KThreesControlPlane', 'kthreesConfigSpec: {agentConfig: {kubeletArgs: [anonymous-auth=true]}}'],
  ['RKE2ControlPlane', 'agentConfig: {kubelet: {extraArgs: [--anonymous-auth=true]}}'],
])('what %s hands the kubelets of its servers', (kind, spec) => {
  expect(estateOf(ofKind(kind, spec)).facts.kubelets.items).toMatchObject([{ answersAnybody: true }]);
});
