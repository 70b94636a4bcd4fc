import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { asTier, clusterApi, kops, kubeadm, managed, shoot, unknown } from '../../../../test/support/control-planes.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { controlPlaneIn, controlPlaneNode, etcdPod } from '../../../../test/support/live-control-plane.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { etcdQuorum } from './check.ts';

const machines = 'KubeadmControlPlane/clusters/bank';

const external = (...endpoints: string[]): string =>
  kubeadm(`etcd: {external: {endpoints: [${endpoints.join(', ')}]}}\n`);
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => `"https://${name}.bank.example:2379"`) as [
  string,
  string,
  string,
  string,
];
const configuration = 'ClusterConfiguration//bank';

test.each<[string, string, string[]]>([
  ['three members are declared, and more a folder cannot show', clusterApi(3), [unknown(machines)]],
  ['F24: five members are as good', clusterApi(5), [unknown(machines)]],
  ['too-few-members', clusterApi(1), [`fail too-few-members ${machines}`]],
  ['two survive no loss either', clusterApi(2), [`fail too-few-members ${machines}`]],
  ['even-members', clusterApi(4), [`partial even-members ${machines}`]],
  ['kOps by its list', kops(4), ['partial even-members Cluster//bank']],
  ['majority-in-one-zone', shoot('node'), ['fail majority-in-one-zone Shoot/garden/bank']],
  [
    'Gardener without a word of failures has one member, of which no majority is said',
    shoot(null),
    ['fail too-few-members Shoot/garden/bank'],
  ],
  ['Gardener that survives a zone', shoot('zone'), [unknown('Shoot/garden/bank')]],
  ['kubeadm says nothing of how many nodes join', kubeadm(''), [unknown(configuration)]],
  ['an etcd of its own with three members', external(a, b, c), [unknown(configuration)]],
  ['an etcd of its own with four', external(a, b, c, d), [`partial even-members ${configuration}`]],
  ['two members', external(a, b), [`fail too-few-members ${configuration}`]],
  ['one address may stand for all members', external(a), [unknown(configuration)]],
  ['F23: a managed control plane', managed, [unknown('ClusterConfig//bank')]],
])('%s', (_name, text, expected) => {
  expect(judgedBy(etcdQuorum, text, asTier('critical'))).toEqual(expected);
});

test('Important asks for three, and not for zones; Best Effort for nothing', () => {
  expect(judgedBy(etcdQuorum, clusterApi(2), asTier('important'))).toEqual([`fail too-few-members ${machines}`]);
  expect(judgedBy(etcdQuorum, shoot('node'), asTier('important'))).toEqual([
    'advice majority-in-one-zone Shoot/garden/bank',
    unknown('Shoot/garden/bank'),
  ]);
  expect(judgedBy(etcdQuorum, clusterApi(1), asTier('best-effort'))).toContain(
    `notApplicable not-required ${machines}`,
  );
});

describe('F24: five members of kOps, by the zones of their groups', () => {
  const cluster = (groups: string, subnets = ''): string =>
    `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank}\nspec:\n  subnets: [${subnets}]\n  etcdClusters: [{name: main, etcdMembers: [${groups
      .split('')
      .map((group, index) => `{name: m${index}, instanceGroup: ${group}}`)
      .join(', ')}]}]\n`;
  const group = (name: string, spec: string, of = 'bank'): string =>
    `---\napiVersion: kops.k8s.io/v1alpha2\nkind: InstanceGroup\nmetadata: {name: ${name}, labels: {kops.k8s.io/cluster: ${of}}}\nspec: {role: ControlPlane, ${spec}}\n`;
  const inA = group('a', 'subnets: [eu-west-1a]');
  const others = group('b', 'subnets: [eu-west-1b]') + group('c', 'subnets: [eu-west-1c]');
  const majority = 'fail majority-in-one-zone Cluster//bank';
  const fine = unknown('Cluster//bank');
  test.each<[string, string, string]>([
    ['spread', cluster('aabbc') + inA + others, fine],
    ['three of them in one group of one zone', cluster('aaabc') + inA + others, majority],
    ['nothing of the other groups is asked', cluster('aaabc') + inA, majority],
    ['two groups of one zone', cluster('aabbc') + inA + group('b', 'zones: [eu-west-1a]'), majority],
    ['a group of another cluster', cluster('aaabc') + group('a', 'subnets: [eu-west-1a]', 'other'), fine],
    ['a group of several subnets', cluster('aaabc') + group('a', 'subnets: [eu-west-1a, eu-west-1b]'), fine],
    ['a subnet whose zone is not told', cluster('aaabc') + group('a', 'subnets: [private]'), fine],
    [
      'a subnet that the cluster lists',
      cluster('aaabc', '{name: private, zone: nova}') + group('a', 'subnets: [private]'),
      majority,
    ],
    ['a group that is declared twice', cluster('aaabc') + inA + group('a', 'subnets: [eu-west-1b]'), fine],
    ['a group that is not here', cluster('aaabc'), fine],
  ])('%s', (_name, text, expected) => {
    expect(judgedBy(etcdQuorum, text, asTier('critical'))).toEqual([expected]);
  });

  test('the words name the zone', () => {
    expect(findingsBy(etcdQuorum, cluster('aaabc') + inA, asTier('critical'))[0]?.because).toBe(
      'more than half of its members lie in eu-west-1a, so the loss of that zone takes the majority',
    );
  });
});

test('the words count the members', () => {
  expect(findingsBy(etcdQuorum, clusterApi(1), asTier('critical'))[0]?.because).toBe(
    'its etcd has one member, and 3 are asked for: the loss of one member stops all writes',
  );
  const targets = { critical: { etcdMembers: 5 } };
  const [strict] = findingsBy(etcdQuorum, clusterApi(3), { policy: { ...asTier('critical').policy, targets } });
  expect(strict?.because).toBe('its etcd has 3 members, and 5 are asked for: the loss of 2 members stops all writes');
});

describe('of a cluster', () => {
  const cluster = 'Cluster//api:6443';
  const k3s = (zone: string, index: number): Raw =>
    controlPlaneNode(`cp-${index}`, zone, { 'node-role.kubernetes.io/etcd': 'true' });
  const tenants: Raw = {
    ...etcdPod('cp-0'),
    metadata: { name: 'etcd', namespace: 'shop', labels: { component: 'etcd' } },
  };
  const kopsPod = (index: number): Raw => {
    const pod = etcdPod(`cp-${index}`);
    const main = { ...(pod['metadata'] as Raw), labels: { 'k8s-app': 'etcd-manager-main' } };
    return { ...pod, metadata: main };
  };
  test.each<[string, readonly Raw[], string[]]>([
    ['three members in three zones', controlPlaneIn('a', 'b', 'c'), [`pass members-live ${cluster}`]],
    ['F24: five members', controlPlaneIn('a', 'a', 'b', 'b', 'c'), [`pass members-live ${cluster}`]],
    ['too-few-members', controlPlaneIn('a'), [`fail too-few-members ${cluster}`]],
    ['even-members', controlPlaneIn('a', 'b', 'c', 'd'), [`partial even-members ${cluster}`]],
    [
      'half of four in one zone leave no majority either',
      controlPlaneIn('a', 'a', 'b', 'c'),
      [`fail majority-in-one-zone ${cluster}`, `partial even-members ${cluster}`],
    ],
    ['majority-in-one-zone', controlPlaneIn('a', 'a', 'b'), [`fail majority-in-one-zone ${cluster}`]],
    [
      'a majority in one zone, whatever the zone of the last one',
      controlPlaneIn('a', 'a', null),
      [`fail majority-in-one-zone ${cluster}`],
    ],
    ['a node without a zone', controlPlaneIn('a', 'b', null), [unknown(cluster)]],
    [
      'members-down',
      [...controlPlaneIn('a', 'b'), controlPlaneNode('cp-2', 'c'), etcdPod('cp-2', false)],
      [`fail members-down ${cluster}`],
    ],
    [
      'of five one may be down',
      [...controlPlaneIn('a', 'b', 'c', 'd'), controlPlaneNode('cp-4', 'e'), etcdPod('cp-4', false)],
      [`pass members-live ${cluster}`],
    ],
    ['the etcd of a tenant is none', [controlPlaneNode('cp-0', 'a'), tenants], [unknown(cluster)]],
    ['k3s labels the nodes', ['a', 'b', 'c'].map(k3s), [`pass members-live ${cluster}`]],
    [
      'kOps by its manager of etcd',
      [0, 1, 2].flatMap((index) => [controlPlaneNode(`cp-${index}`, `z${index}`), kopsPod(index)]),
      [`pass members-live ${cluster}`],
    ],
    ['none runs in pods', [controlPlaneNode('cp-0', 'a')], [unknown(cluster)]],
  ])('%s', (_name, objects, expected) => {
    const found = judgedBy(etcdQuorum, clusterOf(objects), asTier('critical'));
    expect(found.filter((one) => !one.includes('of-this-cluster'))).toEqual(expected.toSorted());
  });

  test('Important is not asked for zones', () => {
    expect(judgedBy(etcdQuorum, clusterOf(controlPlaneIn(null, null, null)), asTier('important'))).toContain(
      `pass members-live ${cluster}`,
    );
  });

  test('F23: etcd of a provider is seen by nobody', () => {
    const live = clusterOf([], { version: 'v1.36.2-gke.1033000' });
    expect(judgedBy(etcdQuorum, live, asTier('critical'))).toEqual([unknown(cluster)]);
  });

  test.each([['/Node'], ['/Pod']])('whose %s may not be listed nothing is proven', (kind) => {
    const live = clusterOf(controlPlaneIn('a', 'a', 'b'), { forbidden: [kind] });
    expect(new Set(judgedBy(etcdQuorum, live, asTier('critical')))).not.toContainEqual(
      expect.stringMatching(/^(?:pass|fail|partial)/),
    );
  });

  test('what kubeadm keeps of it is no other etcd', () => {
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kubeadm-config', namespace: 'kube-system' },
      data: { ClusterConfiguration: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n' },
    };
    expect(judgedBy(etcdQuorum, clusterOf([...controlPlaneIn('a', 'b', 'c'), map]), asTier('critical'))).toContain(
      'notApplicable of-this-cluster ConfigMap/kube-system/kubeadm-config',
    );
  });
});
