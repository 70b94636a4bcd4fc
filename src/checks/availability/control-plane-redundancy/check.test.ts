import { expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { asTier, clusterApi, kops, kubeadm, managed, shoot, unknown } from '../../../../test/support/control-planes.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { controlPlaneIn, controlPlaneNode, serverLease } from '../../../../test/support/live-control-plane.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { controlPlaneRedundancy } from './check.ts';

const hosted = (replicas: number): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api, namespace: tenants, labels: {kubecompass.io/tier: critical}}\nspec: {replicas: ${replicas}, selector: {matchLabels: {app: api}}, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: kube-apiserver, command: [kube-apiserver]}]}}}\n`;

const machines = 'KubeadmControlPlane/clusters/bank';

test.each<[string, string, string[]]>([
  ['three servers are declared, and more a folder cannot show', clusterApi(3), [unknown(machines)]],
  ['F24: five are as good', clusterApi(5), [unknown(machines)]],
  ['too-few-servers', clusterApi(1), [`fail too-few-servers ${machines}`]],
  ['two are too few for Critical', clusterApi(2), [`fail too-few-servers ${machines}`]],
  ['without a number Cluster API makes one', clusterApi('null'), [`fail too-few-servers ${machines}`]],
  ['kOps runs one beside each member of etcd', kops(1), ['fail too-few-servers Cluster//bank']],
  ['kOps with three', kops(3), [unknown('Cluster//bank')]],
  ['an API server as a workload', hosted(1), ['fail too-few-servers Deployment/tenants/api']],
  ['one-zone', shoot('node'), ['fail one-zone Shoot/garden/bank']],
  ['Gardener without a word of failures', shoot(null), ['fail one-zone Shoot/garden/bank']],
  ['Gardener that survives a zone', shoot('zone'), [unknown('Shoot/garden/bank')]],
  ['no-endpoint', kubeadm(''), ['fail no-endpoint ClusterConfiguration//bank']],
  [
    'kubeadm with an address in front',
    kubeadm('controlPlaneEndpoint: api.bank.example:6443\n'),
    [unknown('ClusterConfiguration//bank')],
  ],
  ['F23: a managed control plane', managed, [unknown('ClusterConfig//bank')]],
])('%s', (_name, text, expected) => {
  expect(judgedBy(controlPlaneRedundancy, text, asTier('critical'))).toEqual(expected);
});

test('Important asks for two, and not for zones; Best Effort for nothing', () => {
  expect(judgedBy(controlPlaneRedundancy, clusterApi(2), asTier('important'))).toEqual([unknown(machines)]);
  expect(judgedBy(controlPlaneRedundancy, shoot('node'), asTier('important'))).toEqual([
    'advice one-zone Shoot/garden/bank',
    unknown('Shoot/garden/bank'),
  ]);
  expect(judgedBy(controlPlaneRedundancy, clusterApi(1), asTier('best-effort'))).toContain(
    `notApplicable not-required ${machines}`,
  );
});

test('the words say how many there are and how many are asked for', () => {
  expect(findingsBy(controlPlaneRedundancy, clusterApi(2), asTier('critical'))[0]).toMatchObject({
    because: 'it has 2 control plane servers, and 3 are asked for',
    evidence: [{ path: 'spec.replicas', value: 2 }],
  });
});

const cluster = 'Cluster//api:6443';
const apiServerPod: Raw = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'kube-apiserver-cp-0',
    namespace: 'kube-system',
    ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'cp-0', uid: 'cp-0', controller: true }],
  },
  spec: { nodeName: 'cp-0', containers: [{ name: 'kube-apiserver', image: 'a', command: ['kube-apiserver'] }] },
};
const kubeadmMap = (endpoint: string): Raw => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'kubeadm-config', namespace: 'kube-system' },
  data: { ClusterConfiguration: `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n${endpoint}` },
});

test.each<[string, readonly Raw[], string[]]>([
  ['three servers in three zones', controlPlaneIn('a', 'b', 'c'), [`pass servers-live ${cluster}`]],
  ['F24: five are as good', controlPlaneIn('a', 'a', 'b', 'b', 'c'), [`pass servers-live ${cluster}`]],
  ['too-few-servers', controlPlaneIn('a', 'b'), [`fail too-few-servers ${cluster}`, `partial two-zones ${cluster}`]],
  ['one-zone', controlPlaneIn('a', 'a', 'a'), [`fail one-zone ${cluster}`]],
  ['two-zones', controlPlaneIn('a', 'a', 'b'), [`partial two-zones ${cluster}`]],
  ['a node without a zone', controlPlaneIn('a', 'b', null), [unknown(cluster)]],
  [
    'a server that stopped renewing its lease is gone, although that lasts an hour',
    [
      ...controlPlaneIn('a', 'b'),
      controlPlaneNode('cp-2', 'c'),
      serverLease('apiserver-2', '2026-11-24T11:57:00.000000Z'),
    ],
    [`fail too-few-servers ${cluster}`],
  ],
  ['no lease is seen', [controlPlaneNode('cp-0', 'a')], [unknown(cluster)]],
  ['nothing tells who runs it', [serverLease('a')], [unknown(cluster)]],
  [
    'its own pods and what kubeadm keeps are no other control plane',
    [...controlPlaneIn('a', 'b', 'c'), apiServerPod, kubeadmMap('controlPlaneEndpoint: api.bank.example:6443\n')],
    [
      'notApplicable of-this-cluster ConfigMap/kube-system/kubeadm-config',
      'notApplicable of-this-cluster Pod/kube-system/kube-apiserver-cp-0',
      `pass servers-live ${cluster}`,
    ],
  ],
  [
    'and what kubeadm keeps says that no second server can join',
    [...controlPlaneIn('a', 'b', 'c'), kubeadmMap('')],
    ['fail no-endpoint ConfigMap/kube-system/kubeadm-config', `pass servers-live ${cluster}`],
  ],
])('of a cluster: %s', (_name, objects, expected) => {
  expect(judgedBy(controlPlaneRedundancy, clusterOf(objects), asTier('critical'))).toEqual(expected.toSorted());
});

test('of a cluster: Important is not asked for zones', () => {
  expect(judgedBy(controlPlaneRedundancy, clusterOf(controlPlaneIn(null, null)), asTier('important'))).toEqual([
    `pass servers-live ${cluster}`,
  ]);
});

test('F23: of a managed control plane nothing is seen, however many leases there are', () => {
  for (const leases of [[], ['a'], ['a', 'b', 'c']]) {
    const live = clusterOf(
      leases.map((one) => serverLease(one)),
      { version: 'v1.36.2-eks-5c8d1f2' },
    );
    expect(judgedBy(controlPlaneRedundancy, live, asTier('critical'))).toEqual([unknown(cluster)]);
  }
});

test.each([['/Node'], ['coordination.k8s.io/Lease']])(
  'of a cluster whose %s may not be listed nothing is said',
  (kind) => {
    const live = clusterOf(controlPlaneIn('a', 'b'), { forbidden: [kind] });
    expect(judgedBy(controlPlaneRedundancy, live, asTier('critical'))).not.toContainEqual(
      expect.stringMatching(/^(?:pass|fail) (?:servers|too-few)/),
    );
  },
);
