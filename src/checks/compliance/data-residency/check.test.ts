import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { dataResidency } from './check.ts';

const policy = { file: 'kubecompass.yaml', allowedRegions: ['eu-west-1', 'europe-*'] };

function location(config: string): string {
  return `
---
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: {name: default, namespace: velero}
spec: {provider: aws, objectStorage: {bucket: ledger-backups}, config: {${config}}}
`;
}

function storageClass(key: string, values: string): string {
  return `
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
allowedTopologies: [{matchLabelExpressions: [{key: ${key}, values: [${values}]}]}]
`;
}

function said(yaml: string, given = policy): string[] {
  return judgedBy(dataResidency, yaml, { policy: given }).filter((one) => !one.includes('latform'));
}

const store = 'BackupStorageLocation/velero/default';
const zone = 'topology.kubernetes.io/zone';

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['allowed', location('region: eu-west-1'), [`unknown not-seen ${store}`]],
    ['region-not-allowed', location('region: us-east-1'), [`fail region-not-allowed ${store}`]],
    [
      'region-not-allowed: by the address of the store',
      location('s3Url: "https://s3.us-east-1.amazonaws.com"'),
      [`fail region-not-allowed ${store}`],
    ],
    ['an address that names no region', location('s3Url: "https://s3.example.com"'), []],
    ['zones are of regions', storageClass(zone, 'eu-west-1a, eu-west-1b'), ['unknown not-seen StorageClass//fast']],
    ['zones of Google, by a glob', storageClass(zone, 'europe-west1-b'), ['unknown not-seen StorageClass//fast']],
    ['a zone outside', storageClass(zone, 'eu-west-1a, us-east-1a'), ['fail region-not-allowed StorageClass//fast']],
    [
      'a region outside',
      storageClass('topology.kubernetes.io/region', 'us-east-1'),
      ['fail region-not-allowed StorageClass//fast'],
    ],
    ['a zone that is named otherwise', storageClass(zone, 'rack-7'), []],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });
});

test('words and evidence', () => {
  const finding = findingsBy(dataResidency, location('region: us-east-1'), { policy }).find(
    ({ verdict }) => verdict === 'fail',
  );
  expect(finding?.because).toBe('ledger-backups lies in us-east-1, and allowed are eu-west-1, europe-*');
  expect(finding?.evidence.map(({ path, value }) => [path, value])).toEqual([['spec.config.region', 'us-east-1']]);
});

test('without declared regions it is unknown, with what to write, said once', () => {
  const findings = findingsBy(dataResidency, location('region: us-east-1') + storageClass(zone, 'us-east-1a'));
  expect(findings.map(({ subject }) => subject.kind)).toEqual(['Platform']);
  expect(findings.every(({ verdict }) => verdict === 'unknown')).toBe(true);
  expect(findings.map(({ because }) => because).join()).toContain('write allowedRegions into the policy file');
});

describe('what names its region itself', () => {
  const object = (apiVersion: string, kind: string, metadata: string, spec: string): string =>
    `\n---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one${metadata}}\nspec: ${spec}\n`;
  const infrastructure = 'infrastructure.cluster.x-k8s.io/v1beta2';
  const reached = (region: string): string =>
    `{capacity: {storage: 1Gi}, nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: topology.kubernetes.io/region, operator: In, values: [${region}]}]}]}}}`;

  test.each<[string, string, string]>([
    [
      'a cluster of AWS',
      object(infrastructure, 'AWSCluster', ', namespace: clusters', '{region: us-east-2}'),
      'AWSCluster/clusters/one',
    ],
    [
      'a cluster of Azure',
      object(infrastructure, 'AzureCluster', ', namespace: clusters', '{location: eastus}'),
      'AzureCluster/clusters/one',
    ],
    [
      'a Shoot of Gardener',
      object('core.gardener.cloud/v1beta1', 'Shoot', ', namespace: garden-x', '{region: us-east-1}'),
      'Shoot/garden-x/one',
    ],
    [
      'a cluster of eksctl',
      'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: one, region: us-east-1}\n',
      'ClusterConfig//one',
    ],
    [
      'a cluster of kOps by the zones of its subnets',
      object(
        'kops.k8s.io/v1alpha2',
        'Cluster',
        '',
        '{subnets: [{name: a, zone: us-east-1a}, {name: b, zone: us-east-1b}, {name: c, zone: nova}]}',
      ),
      'Cluster//one',
    ],
    ['a node', object('v1', 'Node', ', labels: {topology.kubernetes.io/region: us-west-2}', '{}'), 'Node//one'],
    [
      'a volume by the nodes that reach it',
      object('v1', 'PersistentVolume', '', reached('us-east-1')),
      'PersistentVolume//one',
    ],
  ])('%s outside of what is allowed', (_name, yaml, subject) => {
    expect([...new Set(said(yaml))]).toEqual([`fail region-not-allowed ${subject}`]);
  });

  const pods = (kind: string, spec: string): string =>
    object(
      'apps/v1',
      kind,
      ', namespace: bank',
      `{selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: 'a:1'}], ${spec}}}}`,
    );
  const required = (...terms: string[]): string =>
    `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${terms.map((one) => `{matchExpressions: [${one}]}`).join(', ')}]}}}`;
  const inZone = (zone: string): string => `{key: topology.kubernetes.io/zone, operator: In, values: [${zone}]}`;
  const inRegion = (region: string): string =>
    `{key: topology.kubernetes.io/region, operator: In, values: [${region}]}`;
  const outside = ['fail region-not-allowed Deployment/bank/one'];

  test.each<[string, string, string[]]>([
    ['by a node selector', pods('Deployment', 'nodeSelector: {topology.kubernetes.io/region: us-east-1}'), outside],
    ['by a zone', pods('Deployment', 'nodeSelector: {topology.kubernetes.io/zone: us-east-1a}'), outside],
    ['by affinity', pods('Deployment', required(inZone('us-east-1a, us-east-1b'))), outside],
    [
      'where one term leads outside',
      pods('Deployment', required(inRegion('eu-west-1'), inRegion('us-east-1'))),
      outside,
    ],
    [
      'in a CronJob',
      object(
        'batch/v1',
        'CronJob',
        ', namespace: bank',
        "{jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: 'a:1'}], restartPolicy: Never, nodeSelector: {topology.kubernetes.io/region: us-east-1}}}}}, schedule: '* * * * *'}",
      ),
      ['fail region-not-allowed CronJob/bank/one'],
    ],
    ['inside', pods('Deployment', required(inZone('eu-west-1a'))), ['unknown not-seen Deployment/bank/one']],
    [
      'where one term names none',
      pods('Deployment', required(inRegion('us-east-1'), '{key: disk, operator: Exists}')),
      [],
    ],
    ['where nodes are only kept off', pods('Deployment', required(inRegion('us-east-1').replace('In', 'NotIn'))), []],
    ['by a zone that tells no region', pods('Deployment', 'nodeSelector: {topology.kubernetes.io/zone: rack-7}'), []],
    [
      'by what is filled in later',
      pods('Deployment', 'nodeSelector: {topology.kubernetes.io/region: "${REGION}"}'),
      [],
    ],
  ])('pods that are bound to a region: %s', (_name, yaml, expected) => {
    expect([...new Set(said(yaml))]).toEqual(expected);
  });

  test('pods are judged for the tier of their workload', () => {
    const tiers = findingsBy(
      dataResidency,
      pods('Deployment', 'nodeSelector: {topology.kubernetes.io/region: us-east-1}').replace(
        'namespace: bank}',
        'namespace: bank, labels: {kubecompass.io/tier: critical}}',
      ),
      { policy },
    ).filter(({ verdict }) => verdict === 'fail');
    expect(tiers.map(({ tier }) => tier)).toEqual(['critical']);
  });

  test('is declared where it is allowed, and not asked where it names none', () => {
    expect(said(object(infrastructure, 'AWSCluster', ', namespace: clusters', '{region: eu-west-1}'))).toEqual([
      'unknown not-seen AWSCluster/clusters/one',
    ]);
    expect(
      said(
        object('v1', 'Node', '', '{}') +
          object(infrastructure, 'AWSCluster', ', namespace: clusters', "{region: '${REGION}'}"),
      ),
    ).toEqual([]);
  });
});

describe('of a cluster', () => {
  const node = (region: string): string => `
---
apiVersion: v1
kind: Node
metadata: {name: a, labels: {topology.kubernetes.io/region: ${region}}}
`;
  const cluster = (yaml: string, given: typeof policy | null = policy): string[] =>
    judgedBy(dataResidency, clusterOf(yaml), given === null ? {} : { policy: given }).filter(
      (one) => !one.includes('latform'),
    );

  test.each<[string, string, string[]]>([
    ['region-allowed', node('eu-west-1'), ['pass region-allowed Node//a']],
    ['region-not-allowed: a node', node('us-east-1'), ['fail region-not-allowed Node//a']],
  ])('%s', (_name, yaml, expected) => {
    expect(cluster(yaml)).toEqual(expected);
  });

  test('without regions that are allowed nothing is proven', () => {
    expect(cluster(node('eu-west-1'), null)).toEqual([]);
  });

  test('where a cluster of others is to be is a wish', () => {
    const shoot = `
apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
metadata: {name: other, namespace: garden}
spec: {region: eu-west-1}
`;
    expect(cluster(shoot)).toEqual(['unknown not-seen Shoot/garden/other']);
  });
});
