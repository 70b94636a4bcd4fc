import { expect, test } from 'vitest';
import { asTier, clusterApi, kops, kubeadm, managed, shoot, unknown } from '../../../../test/support/control-planes.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
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
