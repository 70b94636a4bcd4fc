import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import type { ControlPlane } from '../../../estate/control-plane.ts';

function planes(text: string, file: string): readonly ControlPlane[] {
  return estateOf({ [file]: text }).facts.controlPlanes.items;
}

const k3s = 'etc/rancher/k3s/config.yaml';
const rke2 = 'etc/rancher/rke2/config.yaml';

describe('which files hold options of a server', () => {
  test.each<[string, string, string]>([
    ['where the program looks for it', k3s, 'tls-san: [api.bank.example]'],
    ['what is merged into it', 'rancher/rke2/config.yaml.d/audit.yaml', 'audit-policy-file: /etc/audit.yaml'],
    ['one option of its own, in a folder that names it', 'ansible/k3s/server.yaml', 'cluster-init: true\ntoken: abc'],
    ['two options of its own, anywhere', 'files/config.yaml', 'cluster-init: true\nsecrets-encryption: true'],
    [
      'a server in what is merged, in any folder',
      'nodes/config.yaml.d/10.yaml',
      'server: https://a\ntoken: abc\ntls-san: [b]\ncni: cilium',
    ],
    ['a profile, which an agent has beside the server that it joins', rke2, 'profile: cis'],
    ['an option that is added to others', 'files/config.yaml', 'tls-san+: [a]\nkube-apiserver-arg+: [v=2]'],
  ])('%s', (_name, file, text) => {
    expect(planes(text, file)).toHaveLength(1);
  });

  test.each<[string, string, string]>([
    ['one option of its own alone', 'files/config.yaml', 'tls-san: [api.bank.example]'],
    ['an option that there is not', 'files/config.yaml', 'cluster-init: true\nsecrets-encryption: true\nreplicas: 3'],
    ['names that many programs have', 'k3s/config.yaml', 'token: abc\nserver: https://a\ndebug: true'],
    ['an agent', k3s, 'server: https://api.bank.example:6443\ntoken: abc\nnode-label: [a=b]'],
    ['an agent with a profile', rke2, 'server: https://api.bank.example:9345\nprofile: cis'],
    ['an object', k3s, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}'],
    ['values of a chart', 'k3s/values.yaml', 'cluster-init: true\nimage: {tag: v1}'],
    ['nothing', k3s, '{}'],
    ['a list', k3s, '- cluster-init'],
  ])('not %s', (_name, file, text) => {
    const estate = estateOf({ [file]: text });
    expect(estate.facts.controlPlanes.items).toEqual([]);
    expect(estate.unreadable).toEqual([]);
  });
});

test.each<[string, string, string, Partial<ControlPlane>]>([
  [
    'k3s with nothing said',
    k3s,
    'cluster-init: true',
    { encryptsSecrets: 'unsaid', store: 'local', flags: null, authorizers: null, snapshots: null },
  ],
  ['k3s that does not encrypt', k3s, 'secrets-encryption: false', { encryptsSecrets: false }],
  [
    'k3s that hands the API server something else',
    k3s,
    'kube-apiserver-arg: [v=2]',
    {
      flags: { 'anonymous-auth': 'false' },
      authorizers: ['Node', 'RBAC'],
      keepsAuditLog: 'unsaid',
      maySignInElsewhere: true,
    },
  ],
  ['k3s that encrypts', k3s, 'secrets-encryption: true', { encryptsSecrets: true, store: null }],
  ['k3s that encrypts, in quotes', k3s, 'secrets-encryption: "true"', { encryptsSecrets: true }],
  ['a switch that something fills in later', k3s, 'secrets-encryption: "{{ encrypt }}"', { encryptsSecrets: 'unsaid' }],
  [
    'k3s that is handed a file',
    k3s,
    'kube-apiserver-arg: [encryption-provider-config=/etc/e.yaml]\ncluster-init: true',
    { encryptsSecrets: null },
  ],
  [
    'arguments with and without dashes',
    k3s,
    'kube-apiserver-arg: [audit-policy-file=/etc/a.yaml, --audit-log-path=/var/log/a.log]',
    {
      flags: { 'anonymous-auth': 'false', 'audit-policy-file': '/etc/a.yaml', 'audit-log-path': '/var/log/a.log' },
      keepsAuditLog: null,
    },
  ],
  [
    'a single argument that is no list',
    k3s,
    'kube-apiserver-arg: authorization-mode=AlwaysAllow',
    { authorizers: ['AlwaysAllow'] },
  ],
  ['a database beside it', k3s, 'datastore-endpoint: "postgres://db"\ntls-san: [a]', { store: 'external' }],
  ['RKE2 encrypts', rke2, 'tls-san: [a]', { encryptsSecrets: true, store: 'local', declaredBy: 'RKE2' }],
  [
    'RKE2 with an audit policy keeps the log itself',
    rke2,
    'audit-policy-file: /etc/audit.yaml',
    {
      flags: {
        'anonymous-auth': 'false',
        'audit-policy-file': 'of RKE2',
        'audit-log-path': 'of RKE2',
        'audit-log-maxage': '30',
      },
    },
  ],
  [
    'RKE2 with a profile alone logs by a file that is not here',
    rke2,
    'profile: cis\ntls-san: [a]',
    { policyOnServers: '/etc/rancher/rke2/audit-policy.yaml' },
  ],
  [
    'what is merged says what it says, and no more',
    `${k3s}.d/a.yaml`,
    'tls-san: [a]',
    { flags: null, encryptsSecrets: 'unsaid' },
  ],
  ['either of the two', 'files/config.yaml', 'tls-san: [a]\nwrite-kubeconfig-mode: "0600"', { flags: null }],
])('%s', (_name, file, text, expected) => {
  expect(planes(text, file)).toMatchObject([expected]);
});

test('a name, where the node has one', () => {
  expect(planes('cluster-init: true\nnode-name: server-1', k3s)).toMatchObject([{ name: 'server-1' }]);
});

test.each<[string, string, string]>([
  ['a switch that is a list', 'secrets-encryption: [true]', 'expected true or false'],
  ['arguments that are a number', 'kube-apiserver-arg: 5', 'expected a list'],
])('%s is a named gap', (_name, text, words) => {
  const { unreadable, facts } = estateOf({ [k3s]: text });
  expect(unreadable).toMatchObject([{ message: expect.stringContaining(words) as string }]);
  expect(facts.controlPlanes.items).toEqual([]);
});

describe('files that are merged into others', () => {
  const base = 'cluster-init: true\nsecrets-encryption: true\nkube-apiserver-arg: [oidc-issuer-url=https://a.example]';
  const audit = 'audit-policy-file=/etc/a.yaml';

  test.each<[string, Record<string, string>, Partial<ControlPlane>]>([
    [
      'a list with a plus is added to',
      { [k3s]: base, [`${k3s}.d/50.yaml`]: `kube-apiserver-arg+: [${audit}]` },
      {
        flags: {
          'anonymous-auth': 'false',
          'oidc-issuer-url': 'https://a.example',
          'audit-policy-file': '/etc/a.yaml',
        },
      },
    ],
    [
      'a list without one takes its place',
      { [k3s]: base, [`${k3s}.d/50.yaml`]: `kube-apiserver-arg: [${audit}]` },
      { flags: { 'anonymous-auth': 'false', 'audit-policy-file': '/etc/a.yaml' } },
    ],
    [
      'the last file holds',
      {
        [`${k3s}.d/20.yaml`]: 'secrets-encryption: true',
        [`${k3s}.d/10.yml`]: 'secrets-encryption: false',
        [k3s]: 'cluster-init: true',
      },
      { encryptsSecrets: true },
    ],
    [
      'what the base says before is overridden',
      { [k3s]: base, [`${k3s}.d/50.yaml`]: 'secrets-encryption: false' },
      { encryptsSecrets: false },
    ],
    [
      'a name that is not known hides nothing of the others',
      { [k3s]: base, [`${k3s}.d/50.yaml`]: 'of-tomorrow: 1\nsecrets-encryption: false' },
      { encryptsSecrets: false },
    ],
    [
      'of what cannot be read nobody knows what it overrides',
      { [k3s]: base, [`${k3s}.d/50.yaml`]: 'kube-apiserver-arg+: [' },
      { flags: null, authorizers: null, encryptsSecrets: 'unsaid', store: null, snapshots: null },
    ],
    [
      'nor of what is malformed',
      { [k3s]: base, [`${k3s}.d/50.yaml`]: 'kube-apiserver-arg+: 5' },
      { flags: null, authorizers: null, encryptsSecrets: 'unsaid', store: null, snapshots: null },
    ],
  ])('%s', (_name, files, expected) => {
    const { items } = estateOf(files).facts.controlPlanes;
    expect(items).toMatchObject([expected]);
    expect(items[0]?.origin.file).toBe(k3s);
  });

  test('files that are sound by themselves and none together are a named gap', () => {
    const files = { [k3s]: base, [`${k3s}.d/50.yaml`]: 'secrets-encryption+: [x]' };
    const { items, seen } = estateOf(files).facts.controlPlanes;
    expect(items).toMatchObject([{ flags: null, encryptsSecrets: 'unsaid' }]);
    expect(JSON.stringify(seen)).toContain('does not go together');
  });

  test('another server is another one', () => {
    const files = { [`a/${k3s}`]: 'cluster-init: true', [`b/${k3s}.d/50.yaml`]: 'secrets-encryption: true' };
    expect(estateOf(files).facts.controlPlanes.items.map(({ encryptsSecrets }) => encryptsSecrets)).toEqual([
      true,
      'unsaid',
    ]);
  });
});

test.each<[string, ControlPlane['encryptsSecrets']]>([
  ['True', true],
  ['0', false],
  ['F', false],
  ['perhaps', 'unsaid'],
])('a switch in words, %s', (text, expected) => {
  expect(planes(`secrets-encryption: "${text}"`, k3s)).toMatchObject([{ encryptsSecrets: expected }]);
});

test('what cannot be parsed, where the program looks for it, may have been a control plane', () => {
  const { unreadable, facts } = estateOf({ [k3s]: 'cluster-init: {{ init }' });
  expect(unreadable).toHaveLength(1);
  expect(JSON.stringify(facts.controlPlanes.seen)).toContain('malformed');
});

describe('what options hand the kubelet', () => {
  const kubeletsOf = (files: Record<string, string>): unknown[] =>
    estateOf(files).facts.kubelets.items.map(({ answersAnybody, allowsEverything }) => [
      answersAnybody,
      allowsEverything,
    ]);

  test.each<[string, Record<string, string>, unknown[]]>([
    ['of a server', { [k3s]: 'cluster-init: true\nkubelet-arg: [anonymous-auth=true]' }, [[true, null]]],
    ['of an agent', { [k3s]: 'server: https://a\nkubelet-arg: ["--authorization-mode=AlwaysAllow"]' }, [[null, true]]],
    [
      'whose modes are no list: the last one holds',
      { [k3s]: 'server: https://a\nkubelet-arg: [authorization-mode=AlwaysAllow, authorization-mode=Webhook]' },
      [[null, false]],
    ],
    [
      'what is merged counts',
      { [rke2]: 'kubelet-arg: [anonymous-auth=true]', [`${rke2}.d/9.yaml`]: 'kubelet-arg+: [anonymous-auth=false]' },
      [[false, null]],
    ],
    ['of something else', { [k3s]: 'cluster-init: true\nkubelet-arg: [max-pods=50]' }, []],
    ['none', { [k3s]: 'cluster-init: true' }, []],
    [
      'beside what cannot be read',
      { [k3s]: 'cluster-init: true\nkubelet-arg: [anonymous-auth=true]', [`${k3s}.d/9.yaml`]: 'kubelet-arg: [' },
      [],
    ],
  ])('%s', (_name, files, expected) => {
    expect(kubeletsOf(files)).toEqual(expected);
  });

  test('what cannot be read may have been of a kubelet', () => {
    const { facts } = estateOf({ [k3s]: 'kubelet-arg: 5' });
    expect(JSON.stringify(facts.kubelets.seen)).toContain('malformed');
  });
});
