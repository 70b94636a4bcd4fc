import { describe, expect, test } from 'vitest';
import { apiServerPod, counting, kubeadmConfig, ofOpenShift } from '../../../../test/support/api-server-pod.ts';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { keptServer, saidSettings, toldSettings } from '../../../../test/support/operator-settings.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import type { ServerMetrics } from '../../../estate/live-cluster.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { etcdEncryption } from './check.ts';

function configuration(resources: string, ...providers: string[]): string {
  return `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources: [{resources: ${resources}, providers: [${providers.join(', ')}]}]\n`;
}
const key = 'YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=';
const keys = `{keys: [{name: one, secret: ${key}}]}`;
const aescbc = `{aescbc: ${keys}}`;
const identity = '{identity: {}}';
const kmsV2 = '{kms: {apiVersion: v2, name: vault, endpoint: unix:///kms.sock}}';
const withSecret = (provider: string, secret: string): string =>
  configuration('[secrets]', `{${provider}: {keys: [{name: one, secret: ${JSON.stringify(secret)}}]}}`);
const withKey = (provider: string, bytes: number): string =>
  withSecret(provider, Buffer.alloc(bytes, 7).toString('base64'));
const kms = (fields: string): string => configuration('[secrets]', `{kms: {apiVersion: v2, ${fields}}}`);
const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

const staticPod = (...flags: string[]): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec: {containers: [{name: kube-apiserver, image: registry.k8s.io/kube-apiserver:v1.36.0, command: [kube-apiserver, ${flags.join(', ')}]}]}\n`;
const kubeadm = (version: string, args: string): string =>
  `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\napiServer: {extraArgs: ${args}}\n`;
const kops = (rest: string): string =>
  `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank.example}\nspec: {${rest}}\n`;
const eks = (rest: string): string =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank}\n${rest}`;

const file = 'EncryptionConfiguration//(no name)';
const pod = 'Pod/kube-system/kube-apiserver';
const cluster = 'ClusterConfiguration//(no name)';

/** What is said for a platform that hosts critical workloads. */
function judged(text: string): string[] {
  return judgedBy(etcdEncryption, text, critical);
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    [
      'a KMS is declared well, and more a folder cannot show',
      configuration('[secrets]', kmsV2, identity),
      [`unknown not-seen ${file}`],
    ],
    ['F21: identity comes first', configuration('[secrets]', identity, aescbc), [`fail identity-first ${file}`]],
    ['a wildcard is for Secrets too', configuration('["*.*"]', identity, aescbc), [`fail identity-first ${file}`]],
    ['secrets-left-out', configuration('[configmaps]', kmsV2), [`fail secrets-left-out ${file}`]],
    ['of-another-server', configuration('[shops.bank.example]', kmsV2), [`notApplicable of-another-server ${file}`]],
    ['key-beside-data', configuration('[secrets]', aescbc, identity), [`partial key-beside-data ${file}`]],
    [
      'key-wears-out',
      configuration('[secrets]', `{aesgcm: ${keys}}`),
      [`partial key-beside-data ${file}`, `partial key-wears-out ${file}`],
    ],
    [
      'old-kms',
      configuration('[secrets]', '{kms: {name: vault, endpoint: unix:///kms.sock}}'),
      [`partial old-kms ${file}`],
    ],
    ['a flag that is not given', staticPod('--anonymous-auth=false'), [`fail not-encrypted ${pod}`]],
    [
      'a flag that is given',
      staticPod('--encryption-provider-config=/etc/encryption.yaml'),
      [`unknown not-seen ${pod}`],
    ],
    ['a shell may add flags', staticPod('"$(cat /etc/flags)"'), [`unknown not-seen ${pod}`]],
    [
      'kubeadm, arguments as a map',
      kubeadm('v1beta3', '{encryption-provider-config: /etc/e.yaml}'),
      [`unknown not-seen ${cluster}`],
    ],
    [
      'kubeadm, arguments as a list',
      kubeadm('v1beta4', '[{name: encryption-provider-config, value: /etc/e.yaml}]'),
      [`unknown not-seen ${cluster}`],
    ],
    ['kubeadm without', kubeadm('v1beta4', '[{name: profiling, value: "false"}]'), [`fail not-encrypted ${cluster}`]],
    ['kOps is told to encrypt', kops('encryptionConfig: true'), ['unknown not-seen Cluster//bank.example']],
    ['kOps is not told', kops(''), ['fail not-encrypted Cluster//bank.example']],
    ['F23: a managed control plane', eks(''), ['unknown not-seen ClusterConfig//bank']],
    [
      'a managed one with a key of its owner',
      eks('secretsEncryption: {keyARN: arn}\n'),
      ['unknown not-seen ClusterConfig//bank'],
    ],
    [
      'Gardener always encrypts',
      'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: bank, namespace: garden}\nspec: {}\n',
      ['unknown not-seen Shoot/garden/bank'],
    ],
    [
      'Cluster API by its arguments',
      'apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: {name: bank, namespace: clusters}\nspec: {kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: {encryption-provider-config: /e.yaml}}}}}\n',
      ['unknown not-seen KubeadmControlPlane/clusters/bank'],
    ],
    ['nothing held', '', []],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });

  test('a local key is enough below Critical', () => {
    expect(judgedBy(etcdEncryption, configuration('[secrets]', aescbc, identity))).toEqual([
      `advice key-beside-data ${file}`,
      `unknown not-seen ${file}`,
    ]);
  });

  test('the old name of the kind is read as the API server reads it', () => {
    const old = configuration('[secrets]', identity).replace(
      /apiVersion.*\nkind.*/,
      'apiVersion: v1\nkind: EncryptionConfig',
    );
    expect(judged(old)).toEqual(['fail identity-first EncryptionConfig//(no name)']);
  });
});

describe('what cannot be read is a named gap', () => {
  test.each([
    [
      'an unknown version',
      configuration('[secrets]', identity).replace('/v1', '/v7'),
      'v7|version of EncryptionConfiguration is not known',
    ],
    ['an unknown provider', configuration('[secrets]', '{rot13: {}}'), 'this provider is not known'],
    ['two providers in one', configuration('[secrets]', `{identity: {}, aescbc: ${keys}}`), 'exactly one name'],
    ['no key', configuration('[secrets]', '{aescbc: {keys: []}}'), 'there is no key'],
    [
      'a KMS of an unknown version',
      configuration('[secrets]', '{kms: {apiVersion: v3, name: a, endpoint: unix:///a}}'),
      'expected v1 or v2',
    ],
    [
      'a key of 29 bytes',
      withKey('aescbc', 29),
      /aescbc\.keys\[0\]\.secret: the key has 29 bytes, and must have 16, 24 or 32$/,
    ],
    ['a key of 8 bytes', withKey('aesgcm', 8), 'the key has 8 bytes, and must have 16, 24 or 32'],
    ['a key of 16 bytes for secretbox', withKey('secretbox', 16), 'the key has 16 bytes, and must have 32'],
    ['a key that is not base64', withSecret('aescbc', 'my-key!'), /secret: it is not base64/],
    ['a key without its padding', withSecret('secretbox', key.replace('=', '')), /secret: it is not base64/],
    ['a key that is nothing', withSecret('aescbc', ''), 'expected a key in base64'],
    ['a key without a name', configuration('[secrets]', `{aescbc: {keys: [{secret: ${key}}]}}`), 'the name of the key'],
    [
      'a bad key behind a good one',
      configuration('[secrets]', kmsV2, '{aescbc: {keys: [{name: a, secret: YQ==}]}}'),
      /providers\[1\].*has 1 bytes/,
    ],
    ['a provider without its object', configuration('[secrets]', 'identity: null'), 'exactly one name, with an object'],
    ['a KMS without an endpoint', kms('name: a'), 'the address of the plugin'],
    ['a KMS over the network', kms('name: a, endpoint: "tcp://kms:80"'), 'reached by unix:// only'],
    ['a KMS without a name', kms('endpoint: unix:///a'), 'the name of the plugin'],
    ['a KMS with a colon in its name', kms('name: "a:b", endpoint: unix:///a'), 'has no colon'],
    [
      'a timeout that is none',
      kms('name: a, endpoint: unix:///a, timeout: 3'),
      /timeout: expected text, found a number/,
    ],
    ['a timeout without a unit', kms('name: a, endpoint: unix:///a, timeout: "3"'), 'a duration above zero'],
    ['a timeout of zero', kms('name: a, endpoint: unix:///a, timeout: 0s'), 'a duration above zero'],
    ['a cache of version 2', kms('name: a, endpoint: unix:///a, cachesize: 5'), 'version v2 has no such cache'],
    ['two plugins of one name', configuration('[secrets]', kmsV2, kmsV2), /kms\.name: two plugins bear this name/],
    ['capital letters', configuration('[Secrets]', kmsV2), 'no capital letters'],
    ['a lonely star', configuration('["*"]', kmsV2), /write \*\. for all/],
    ['a resource of all groups', configuration('["secrets.*"]', kmsV2), 'in all groups at once'],
    ['a resource twice', configuration('[secrets, secrets]', kmsV2), /resources\[1\]: it stands in the list twice/],
    [
      'a resource and its wildcard',
      configuration('[secrets, "*."]', kmsV2),
      /resources\[0\]: a wildcard of the same list/,
    ],
    [
      'a resource behind its wildcard',
      `${configuration('["*.*"]', identity)}- {resources: [secrets], providers: [${kmsV2}]}\n`
        .replace('resources: [{', 'resources:\n- {')
        .replace(/\]\}\]\n/, ']}\n'),
      'a wildcard of an earlier entry',
    ],
    ['no entry', 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n', 'a list with an entry'],
    ['an unknown version of kubeadm', kubeadm('v1beta9', '{}'), 'version of ClusterConfiguration is not known'],
    ['a map where a list is due', kubeadm('v1beta4', '{a: b}'), 'a list of name and value'],
  ])('%s', (_name, text, message) => {
    const { unreadable, facts } = estateOf(text);
    expect(unreadable).toMatchObject([{ message: expect.stringMatching(message) as string }]);
    expect([...facts.encryptionConfigurations.items, ...facts.controlPlanes.items]).toEqual([]);
    expect(judged(text)).toEqual([]);
    // A key is told by its length alone.
    expect(JSON.stringify(unreadable)).not.toMatch(/my-key|YWJj|BwcH/);
  });
});

test.each([
  ['of 16 bytes', withKey('aescbc', 16)],
  ['of 24 bytes', withKey('aescbc', 24)],
  ['that is filled in later', withSecret('aescbc', '${ENCRYPTION_KEY}')],
  ['that is encrypted in the file', withSecret('aescbc', 'ENC[AES256_GCM,data:x]')],
])('a key %s is a key', (_name, text) => {
  expect(estateOf(text).unreadable).toEqual([]);
  expect(judged(text)).toEqual([`partial key-beside-data ${file}`]);
});

test('no key reaches the estate or a finding', () => {
  const text = configuration('[secrets]', aescbc);
  expect(
    JSON.stringify([estateOf(text).facts.encryptionConfigurations, findingsBy(etcdEncryption, text)]),
  ).not.toContain(key);
});

test('the words name the flag', () => {
  expect(findingsBy(etcdEncryption, staticPod('--v=2'))[0]?.because).toBe(
    'its API server is given no --encryption-provider-config, so Secrets lie in etcd as plain text',
  );
});

describe('of a cluster', () => {
  const asked = 'Cluster//api:6443';
  const server = 'Pod/kube-system/kube-apiserver-cp-1';
  const told = apiServerPod('--encryption-provider-config=/etc/encryption.yaml');
  const box = 'k8s:enc:secretbox:v1';
  const kmsPrefix = 'k8s:enc:kms:v2';
  const important = { policy: { tiers: { default: 'important' as const, rules: [] } } };

  test.each<[string, string, Partial<ServerMetrics> | null, string[]]>([
    ['nothing was counted', '', null, [`unknown not-seen ${asked}`]],
    ['it counts no encryption: it may have written no Secret yet', '', {}, [`unknown not-seen ${asked}`]],
    ['a KMS', '', { encrypted: { [kmsPrefix]: 7 }, readPlain: 0 }, [`pass encrypted ${asked}`]],
    ['a key on the disk', '', { encrypted: { [box]: 7 }, readPlain: 0 }, [`partial key-beside-data ${asked}`]],
    ['F22: old Secrets', '', { encrypted: { [kmsPrefix]: 7 }, readPlain: 3 }, [`partial plain-left ${asked}`]],
    [
      'F21: identity comes first',
      told,
      { readPlain: 1, writtenPlain: 2 },
      [`fail identity-first ${asked}`, `notApplicable seen-in-writes ${server}`],
    ],
    [
      'identity came first once, or does now',
      '',
      { encrypted: { [kmsPrefix]: 7 }, writtenPlain: 2 },
      [`unknown not-seen ${asked}`],
    ],
    [
      'after a change from a key to a KMS',
      '',
      { encrypted: { [box]: 7, [kmsPrefix]: 1 } },
      [`unknown not-seen ${asked}`],
    ],
    [
      'after a change from a key to a key',
      '',
      { encrypted: { [box]: 7, 'k8s:enc:aescbc:v1': 1 } },
      [`partial key-beside-data ${asked}`],
    ],
    ['a provider of the future', '', { encrypted: { 'k8s:enc:moon:v1': 7 } }, [`unknown not-seen ${asked}`]],
    [
      'the copy of a static pod is read as the pod is',
      apiServerPod(),
      null,
      [`fail not-encrypted ${server}`, `unknown not-seen ${asked}`],
    ],
    [
      'what kubeadm was told once may be told otherwise now',
      `${told}---\n${kubeadmConfig}`,
      { encrypted: { [kmsPrefix]: 7 } },
      [
        `notApplicable once-configured ConfigMap/kube-system/kubeadm-config`,
        `notApplicable seen-in-writes ${server}`,
        `pass encrypted ${asked}`,
      ],
    ],
  ])('%s', (_what, objects, done, expected) => {
    const estate = clusterOf(objects, { metrics: done && counting(done) });
    expect(judgedBy(etcdEncryption, estate, critical)).toEqual(expected);
  });

  const lease = (name: string): string =>
    `---\napiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: ${name}, namespace: kube-system, labels: {apiserver.kubernetes.io/identity: kube-apiserver}}\nspec: {renewTime: "2026-11-24T11:59:59.000000Z", leaseDurationSeconds: 3600}\n`;
  const made = (at: string): string =>
    `---\napiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: bank, creationTimestamp: "2026-11-24T${at}Z"}\n`;
  const startedAt = '2026-11-24T10:00:00.000Z';

  test.each<[string, string, Partial<ServerMetrics>, string, string]>([
    ['a Secret of the only server, since its start', lease('a') + made('11:00:00'), { startedAt }, 'fail', 'bank/s'],
    ['a Secret from before', lease('a') + made('09:00:00'), { startedAt }, 'unknown', 'make one, wait a minute'],
    ['a Secret of this moment', lease('a') + made('11:59:30'), { startedAt }, 'unknown', 'make one, wait a minute'],
    [
      'it was encrypted',
      lease('a') + made('11:00:00'),
      { startedAt, encrypted: { [kmsPrefix]: 1 } },
      'pass',
      'has encrypted every',
    ],
    ['one of two servers', lease('a') + lease('b') + made('11:00:00'), { startedAt }, 'unknown', 'one of 2'],
    ['no lease says how many there are', made('11:00:00'), { startedAt }, 'unknown', 'leases'],
    ['it does not say when it was started', lease('a') + made('11:00:00'), {}, 'unknown', 'when that was'],
  ])('whether it encrypts is decided by %s', (_what, objects, done, verdict, words) => {
    const [finding] = findingsBy(etcdEncryption, clusterOf(objects, { metrics: counting(done) }), critical);
    expect(finding?.verdict).toBe(verdict);
    expect(finding?.because).toContain(words);
  });

  test('F23: of a managed control plane the provider knows, whatever its only server made', () => {
    const text = lease('a') + made('11:00:00');
    const estate = clusterOf(text, {
      version: 'v1.33.1-eks-5c8d1f2',
      notServed: ofOpenShift,
      metrics: counting({ startedAt }),
    });
    expect(findingsBy(etcdEncryption, estate)[0]?.because).toContain('provider of the control plane');
  });

  test('a key on the disk is enough for Important, and the whole criterion passes', () => {
    const estate = clusterOf(told, { metrics: counting({ encrypted: { [box]: 7 }, readPlain: 0 }) });
    const outcome = assessedBy(etcdEncryption, estate, important).outcomes.find(
      ({ criterion }) => criterion === etcdEncryption.answers,
    );
    expect(outcome?.verdict).toBe('pass');
  });

  test('F23: a managed control plane is unknown, and says who knows', () => {
    const estate = clusterOf('', { version: 'v1.33.1-eks-5c8d1f2', notServed: ofOpenShift });
    expect(findingsBy(etcdEncryption, estate)[0]?.because).toContain('provider of the control plane');
    const outcome = assessedBy(etcdEncryption, estate).outcomes.find(
      ({ criterion }) => criterion === etcdEncryption.answers,
    );
    expect(outcome?.verdict).toBe('unknown');
  });

  test('pods that may not be listed may be an API server that is told otherwise', () => {
    const estate = clusterOf('', { forbidden: ['/Pod'], metrics: counting({ encrypted: { [kmsPrefix]: 7 } }) });
    const outcome = assessedBy(etcdEncryption, estate).outcomes.find(
      ({ criterion }) => criterion === etcdEncryption.answers,
    );
    expect(outcome?.verdict).toBe('unknown');
  });
});

describe('an operator that runs the API servers', () => {
  const done = saidSettings('True', 'EncryptionCompleted');
  const cluster = 'Cluster//api:6443';
  const plane = 'notApplicable kept-by-operator Pod/openshift-kube-apiserver/kube-apiserver-cp-1';
  const told = (type: string) => toldSettings({ encryption: { type } });
  test.each<[string, Parameters<typeof clusterOf>[0], NonNullable<Parameters<typeof counting>[0]> | null, string[]]>([
    [
      'all-encrypted by a KMS, whatever one of its servers counts',
      [told('KMS'), done, keptServer],
      { encrypted: { 'k8s:enc:kms:v2': 7 }, readPlain: 3 },
      [plane, `pass all-encrypted ${cluster}`],
    ],
    [
      'a key beside the data that is replaced each week does not wear out',
      [told('aesgcm'), done],
      null,
      [`partial key-beside-data ${cluster}`],
    ],
    ['not-encrypted', [told('identity'), done], null, [`fail not-encrypted ${cluster}`]],
    ['nothing is told', [toldSettings({}), saidSettings()], null, [`fail not-encrypted ${cluster}`]],
    ['on its way', [told('KMS'), saidSettings('False', 'EncryptionInProgress')], null, [`unknown not-seen ${cluster}`]],
    ['True for another reason', [told('KMS'), saidSettings('True', 'Other')], null, [`unknown not-seen ${cluster}`]],
    ['it says nothing', [told('KMS'), saidSettings()], null, [`unknown not-seen ${cluster}`]],
    ['a type of later', [told('quantum'), done], null, [`unknown not-seen ${cluster}`]],
    ['what it is told is not there', [done], null, [`unknown not-seen ${cluster}`]],
    ['no operator heeds what is told', [toldSettings({})], null, [`unknown not-seen ${cluster}`]],
    [
      'no operator, and its server counts',
      [toldSettings({})],
      { encrypted: { 'k8s:enc:kms:v2': 7 }, readPlain: 0 },
      [`pass encrypted ${cluster}`],
    ],
  ])('%s', (_what, objects, metrics, expected) => {
    const estate = clusterOf(objects, { metrics: metrics && counting(metrics) });
    expect(judgedBy(etcdEncryption, estate, critical)).toEqual(expected);
  });

  test.each(['config.openshift.io/APIServer', 'operator.openshift.io/KubeAPIServer'])(
    'unknown where %s may not be listed, whatever is counted',
    (kind) => {
      const metrics = counting({ encrypted: { 'k8s:enc:kms:v2': 7 }, readPlain: 0 });
      const estate = clusterOf([], { forbidden: [kind], metrics });
      expect(judgedBy(etcdEncryption, estate, critical)).toEqual([`unknown not-seen ${cluster}`]);
    },
  );
});
