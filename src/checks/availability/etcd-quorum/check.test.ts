import { expect, test } from 'vitest';
import { asTier, clusterApi, kops, kubeadm, managed, shoot, unknown } from '../../../../test/support/control-planes.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
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

test('the words count the members', () => {
  expect(findingsBy(etcdQuorum, clusterApi(1), asTier('critical'))[0]?.because).toBe(
    'its etcd has one member, and 3 are asked for: the loss of one member stops all writes',
  );
  const targets = { critical: { etcdMembers: 5 } };
  const [strict] = findingsBy(etcdQuorum, clusterApi(3), { policy: { ...asTier('critical').policy, targets } });
  expect(strict?.because).toBe('its etcd has 3 members, and 5 are asked for: the loss of 2 members stops all writes');
});
