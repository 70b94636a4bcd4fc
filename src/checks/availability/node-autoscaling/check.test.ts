import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { nodeAutoscaling } from './check.ts';

const asTier = (tier: 'critical' | 'important' | 'best-effort') => ({
  policy: { tiers: { default: tier, rules: [] } },
});

const pool = (spec: string, apiVersion = 'karpenter.sh/v1', kind = 'NodePool'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: general}\nspec: ${spec}\n`;
const machines = (annotations: string, spec = 'replicas: 3', kind = 'MachineDeployment'): string =>
  `apiVersion: cluster.x-k8s.io/v1beta1\nkind: ${kind}\nmetadata: {name: workers, namespace: clusters, annotations: {${annotations}}}\nspec: {${spec}}\n`;
const range = (least: string, most: string, group = 'cluster.x-k8s.io'): string =>
  `${group}/cluster-api-autoscaler-node-group-min-size: "${least}", ${group}/cluster-api-autoscaler-node-group-max-size: "${most}"`;
const shoot = (...workers: string[]): string =>
  `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: bank, namespace: garden}\nspec: {provider: {workers: [${workers.join(', ')}]}}\n`;
const worker = (name: string, least: number, most: number, zones = '[a, b, c]'): string =>
  `{name: ${name}, minimum: ${least}, maximum: ${most}, zones: ${zones}}`;
const autoscaler = (flags: string[], rest = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cluster-autoscaler, namespace: kube-system}\nspec: {${rest}selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: "registry.k8s.io/autoscaling/cluster-autoscaler:v1.33.0", command: ${JSON.stringify(['./cluster-autoscaler', ...flags])}}]}}}\n`;
const group = (spec: string): string =>
  `apiVersion: kops.k8s.io/v1alpha2\nkind: InstanceGroup\nmetadata: {name: nodes}\nspec: {${spec}}\n`;
const of = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: pool, namespace: clusters}\nspec: ${spec}\n`;

const unknown = (subject: string): string[] => [`unknown not-seen ${subject}`];
const deployment = 'Deployment/kube-system/cluster-autoscaler';
const workers = 'MachineDeployment/clusters/workers';
const nodePool = 'NodePool//general';

test.each<[string, string, string[]]>([
  ['a pool within limits', pool('{limits: {cpu: "500"}}'), unknown(nodePool)],
  ['no-limits', pool('{}'), [`partial no-limits ${nodePool}`]],
  ['limits that are empty bound nothing', pool('{limits: {}}'), [`partial no-limits ${nodePool}`]],
  ['a limit of zero', pool('{limits: {cpu: 0, memory: 100Gi}}'), [`partial no-headroom ${nodePool}`]],
  ['a limit that is a fraction is no zero', pool('{limits: {cpu: "0.5"}}'), unknown(nodePool)],
  [
    'devices-bounded-only',
    pool('{limits: {nvidia.com/gpu: 4}}'),
    [`advice devices-bounded-only ${nodePool}`, ...unknown(nodePool)],
  ],
  ['a pool of a fixed number of nodes', pool('{replicas: 3}'), [`partial fixed-size ${nodePool}`]],
  [
    'the pools of before bear their limits elsewhere',
    pool('{limits: {resources: {cpu: 500}}}', 'karpenter.sh/v1alpha5', 'Provisioner'),
    unknown('Provisioner//general'),
  ],
  [
    'and may have none too',
    pool('{limits: {}}', 'karpenter.sh/v1alpha5', 'Provisioner'),
    ['partial no-limits Provisioner//general'],
  ],
  [
    'all-at-once',
    pool('{limits: {cpu: 1}, disruption: {budgets: [{nodes: "100%"}]}}'),
    [`advice all-at-once ${nodePool}`, ...unknown(nodePool)],
  ],
  [
    'never-replaced',
    pool('{limits: {cpu: 1}, disruption: {budgets: [{nodes: "0"}]}}'),
    [`advice never-replaced ${nodePool}`, ...unknown(nodePool)],
  ],
  [
    'the strictest of several budgets holds',
    pool('{limits: {cpu: 1}, disruption: {budgets: [{nodes: "100%"}, {nodes: "10%"}]}}'),
    unknown(nodePool),
  ],
  [
    'a budget for some hours of the day is none for all times',
    pool('{limits: {cpu: 1}, disruption: {budgets: [{nodes: "0", schedule: "0 9 * * *", duration: 8h}]}}'),
    unknown(nodePool),
  ],
  ['machines that may grow', machines(range('3', '9')), unknown(workers)],
  ['machines in the group of before', machines(range('3', '9', 'cluster.k8s.io')), unknown(workers)],
  ['no-headroom', machines(range('3', '3')), [`partial no-headroom ${workers}`]],
  ['fixed-size', machines(''), [`partial fixed-size ${workers}`]],
  ['without a number Cluster API makes one', machines('', 'paused: false'), [`partial fixed-size ${workers}`]],
  ['a range that something fills in later', machines(range('${MIN}', '${MAX}')), unknown(workers)],
  [
    'machines in a rack cannot be ordered',
    machines('', 'replicas: 3, template: {spec: {infrastructureRef: {kind: Metal3MachineTemplate}}}'),
    [],
  ],
  ['machines that are not wanted', machines('', 'replicas: 0'), []],
  ['a pool of machines whose provider may have the range', machines('', 'replicas: 3', 'MachinePool'), []],
  [
    'a pool of machines with a range of its own',
    machines(range('3', '3'), '', 'MachinePool'),
    ['partial no-headroom MachinePool/clusters/workers'],
  ],
  [
    'the workers of a class',
    of(
      'cluster.x-k8s.io/v1beta1',
      'Cluster',
      `{topology: {workers: {machineDeployments: [{name: a, replicas: 3}, {name: b, metadata: {annotations: {${range('1', '5')}}}}]}}}`,
    ),
    ['advice some-fixed Cluster/clusters/pool', ...unknown('Cluster/clusters/pool')],
  ],
  ['a Cluster without a class', of('cluster.x-k8s.io/v1beta1', 'Cluster', '{}'), []],
  ['a Shoot that may grow', shoot(worker('a', 3, 9)), unknown('Shoot/garden/bank')],
  ['a Shoot that may not', shoot(worker('a', 3, 3)), ['partial no-headroom Shoot/garden/bank']],
  [
    'some-fixed',
    shoot(worker('system', 3, 3), worker('apps', 3, 9)),
    ['advice some-fixed Shoot/garden/bank', ...unknown('Shoot/garden/bank')],
  ],
  ['one-zone', shoot(worker('a', 3, 9, '[a]'), worker('b', 1, 9, '[a]')), ['fail one-zone Shoot/garden/bank']],
  ['a zone for each group', shoot(worker('a', 3, 9, '[a]'), worker('b', 1, 9, '[b]')), unknown('Shoot/garden/bank')],
  ['a provider that states no zones', shoot(worker('a', 3, 9, '[]')), unknown('Shoot/garden/bank')],
  ['a Shoot without workers', shoot(), []],
  ['kOps with room', group('role: Node, minSize: 3, maxSize: 9'), unknown('InstanceGroup//nodes')],
  ['kOps without numbers has two', group('role: Node'), ['partial no-headroom InstanceGroup//nodes']],
  [
    'kOps told not to scale it',
    group('role: Node, minSize: 3, maxSize: 9, autoscale: false'),
    unknown('InstanceGroup//nodes'),
  ],
  ['the control plane of kOps', group('role: ControlPlane, minSize: 1, maxSize: 1'), []],
  ['a group that Karpenter fills', group('role: Node, manager: Karpenter, maxSize: 1'), []],
  [
    'an autoscaler of groups with room',
    autoscaler(['--cloud-provider=aws', '--nodes=3:9:workers']),
    unknown(deployment),
  ],
  [
    'an autoscaler that finds its groups',
    autoscaler(['--cloud-provider=aws', '--node-group-auto-discovery=asg:tag=a']),
    unknown(deployment),
  ],
  [
    'an autoscaler of a group without room',
    autoscaler(['--nodes', '3:3:workers']),
    [`partial no-headroom ${deployment}`],
  ],
  ['a group whose range something fills in later', autoscaler(['--nodes=${MIN}:${MAX}:workers']), unknown(deployment)],
  ['no-groups', autoscaler(['--cloud-provider=aws']), [`fail no-groups ${deployment}`]],
  [
    'a provider that says itself which groups there are',
    autoscaler(['--cloud-provider=clusterapi']),
    unknown(deployment),
  ],
  ['what a shell adds is not seen', autoscaler(['--cloud-provider=aws', '$(FLAGS)']), unknown(deployment)],
  ['switched-off', autoscaler(['--nodes=3:9:workers'], 'replicas: 0, '), [`fail switched-off ${deployment}`]],
  [
    'not-balanced',
    autoscaler(['--nodes=3:9:nodes-eu-west-1a', '--nodes=3:9:nodes-eu-west-1b']),
    [`advice not-balanced ${deployment}`, ...unknown(deployment)],
  ],
  [
    'groups in several zones that are kept equally large',
    autoscaler(['--nodes=3:9:nodes-eu-west-1a', '--nodes=3:9:nodes-eu-west-1b', '--balance-similar-node-groups']),
    unknown(deployment),
  ],
  ['groups that are not of one kind', autoscaler(['--nodes=3:9:large', '--nodes=3:9:small']), unknown(deployment)],
  [
    'OpenShift: a set of machines',
    of('autoscaling.openshift.io/v1beta1', 'MachineAutoscaler', '{minReplicas: 2, maxReplicas: 2}'),
    ['partial no-headroom MachineAutoscaler/clusters/pool'],
  ],
  [
    'OpenShift: the autoscaler',
    of('autoscaling.openshift.io/v1', 'ClusterAutoscaler', '{balanceSimilarNodeGroups: true}'),
    unknown('ClusterAutoscaler/clusters/pool'),
  ],
  [
    'HyperShift: a number',
    of('hypershift.openshift.io/v1beta1', 'NodePool', '{replicas: 2}'),
    ['partial fixed-size NodePool/clusters/pool'],
  ],
  [
    'HyperShift: a range',
    of('hypershift.openshift.io/v1beta1', 'NodePool', '{autoScaling: {min: 2, max: 5}}'),
    unknown('NodePool/clusters/pool'),
  ],
  [
    'eksctl',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank}\nmanagedNodeGroups: [{name: a, minSize: 3, maxSize: 3}, {name: b, desiredCapacity: 2}]\n',
    ['partial no-headroom ClusterConfig//bank'],
  ],
  [
    'Config Connector',
    of(
      'container.cnrm.cloud.google.com/v1beta1',
      'ContainerNodePool',
      '{autoscaling: {minNodeCount: 1, maxNodeCount: 1}}',
    ),
    ['partial no-headroom ContainerNodePool/clusters/pool'],
  ],
  [
    'Config Connector, without autoscaling',
    of('container.cnrm.cloud.google.com/v1beta1', 'ContainerNodePool', '{nodeCount: 2}'),
    ['partial fixed-size ContainerNodePool/clusters/pool'],
  ],
  [
    'Crossplane, which writes a list of one',
    of('eks.aws.upbound.io/v1beta1', 'NodeGroup', '{forProvider: {scalingConfig: [{minSize: 2, maxSize: 2}]}}'),
    ['partial no-headroom NodeGroup/clusters/pool'],
  ],
  [
    'Azure, with autoscaling switched off',
    of(
      'containerservice.azure.com/v1api20240901',
      'ManagedClustersAgentPool',
      '{enableAutoScaling: false, minCount: 1, maxCount: 5, count: 3}',
    ),
    ['partial fixed-size ManagedClustersAgentPool/clusters/pool'],
  ],
  [
    'Cluster API on a pool of the provider',
    of('infrastructure.cluster.x-k8s.io/v1beta2', 'AWSManagedMachinePool', '{scaling: {minSize: 1, maxSize: 4}}'),
    unknown('AWSManagedMachinePool/clusters/pool'),
  ],
])('%s', (_name, text, expected) => {
  expect(judgedBy(nodeAutoscaling, text, asTier('critical'))).toEqual(expected);
});

test('Important has them as advice, Best Effort asks for nothing', () => {
  expect(judgedBy(nodeAutoscaling, pool('{}'), asTier('important'))).toContain(`advice no-limits ${nodePool}`);
  expect(judgedBy(nodeAutoscaling, machines(range('3', '3')), asTier('best-effort'))).toContain(
    `notApplicable not-required ${workers}`,
  );
});

test.each<[string, string, string]>([
  ['a number of nodes that is a word', machines(range('three', '9')), 'expected a number of nodes as text'],
  ['a number that is text', shoot('{name: a, minimum: "3", maximum: 9}'), 'expected a whole number, found text'],
])('%s is a named gap', (_name, text, words) => {
  const { unreadable, facts } = estateOf(text);
  expect(unreadable).toMatchObject([{ message: expect.stringContaining(words) as string }]);
  expect(facts.nodeScalers.items).toEqual([]);
  expect(assessedBy(nodeAutoscaling, text, asTier('critical')).findings).toEqual([]);
});

test('a folder that holds nothing of it proves nothing', () => {
  const { outcomes } = assessedBy(nodeAutoscaling, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n');
  expect(outcomes.find(({ criterion }) => criterion === 'availability/node-autoscaling')).toMatchObject({
    verdict: 'unknown',
  });
});

test('the words say how many nodes there may be, and where that is said', () => {
  expect(findingsBy(nodeAutoscaling, machines(range('3', '3')), asTier('critical'))[0]).toMatchObject({
    because: 'no node can be added: it has 3 nodes at the least and at the most',
    evidence: [
      { path: 'metadata.annotations["cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size"]', value: 3 },
    ],
  });
});

test.each([
  [
    'budgets: [{nodes: "0", schedule: "0 9 * *", duration: 8h}]',
    'spec.disruption.budgets[0].schedule: expected a schedule',
  ],
  ['consolidateAfter: soon', 'spec.disruption.consolidateAfter: expected a duration'],
])('a pool that is told %s is a named gap', (disruption, message) => {
  const { unreadable, facts } = estateOf(pool(`{limits: {cpu: 1}, disruption: {${disruption}}}`));
  expect(unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
  expect(facts.nodeScalers.items).toEqual([]);
});

const withStatus = (yaml: string, status: Raw): Raw[] => (loadAll(yaml) as Raw[]).map((one) => ({ ...one, status }));
const ready = (status: string): Raw => ({ conditions: [{ type: 'Ready', status }] });
const ofCluster = 'Cluster//api:6443';

test.each<[string, readonly Raw[], string[]]>([
  [
    'an autoscaler that runs',
    withStatus(autoscaler(['--cloud-provider=aws', '--nodes=1:9:one']), { readyReplicas: 1, replicas: 1 }),
    [`notApplicable said-of-its-scalers ${ofCluster}`, `pass scales ${deployment}`],
  ],
  [
    'not-running',
    withStatus(autoscaler(['--cloud-provider=aws', '--nodes=1:9:one']), { replicas: 1 }),
    [`fail not-running ${deployment}`, `notApplicable said-of-its-scalers ${ofCluster}`],
  ],
  [
    'a pool that is filled',
    withStatus(pool('{limits: {cpu: "500"}}'), ready('True')),
    [`notApplicable said-of-its-scalers ${ofCluster}`, `pass scales ${nodePool}`],
  ],
  [
    'that machines are there proves no scaling',
    withStatus(machines(range('1', '9')), ready('True')),
    [...unknown(ofCluster), ...unknown(workers)],
  ],
  ['none is seen', [], unknown(ofCluster)],
])('of a cluster: %s', (_name, objects, expected) => {
  expect(judgedBy(nodeAutoscaling, clusterOf(objects), asTier('critical'))).toEqual(expected.toSorted());
});

test('of a cluster that a provider runs, its autoscaler may run out of sight', () => {
  const [found] = findingsBy(nodeAutoscaling, clusterOf([], { version: 'v1.36.2-gke.1' }), asTier('critical'));
  expect(found?.because).toContain('GKE may run one out of sight');
});
