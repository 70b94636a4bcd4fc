import { describe, expect, test } from 'vitest';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { automatedFailover } from './check.ts';

const critical = `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n`;

function object(apiVersion: string, kind: string, spec: string): string {
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: ${spec}
`;
}

const cnpg = (spec: string): string => object('postgresql.cnpg.io/v1', 'Cluster', spec);
const zonal = 'affinity: {topologyKey: topology.kubernetes.io/zone}';

function said(yaml: string): string[] {
  return judgedBy(automatedFailover, critical + yaml).filter((one) => !one.includes('latform'));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['two members in two zones', cnpg(`{instances: 2, ${zonal}}`), ['unknown not-seen Cluster/bank/ledger']],
    ['no-successor', cnpg('{instances: 1}'), ['fail no-successor Cluster/bank/ledger']],
    [
      'not-over-zones: by the default of its operator',
      cnpg('{instances: 3}'),
      ['partial not-over-zones Cluster/bank/ledger'],
    ],
    [
      'spread over zones by a constraint',
      cnpg(
        '{instances: 3, topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}]}',
      ),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'kept apart by a rule that is not read',
      cnpg('{instances: 3, affinity: {enablePodAntiAffinity: false}}'),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'what follows another database is the successor',
      object('acid.zalan.do/v1', 'postgresql', '{numberOfInstances: 1, standby: {s3_wal_path: s3://b/}}'),
      ['unknown not-seen postgresql/bank/ledger'],
    ],
    [
      'no-majority',
      object('pxc.percona.com/v1', 'PerconaXtraDBCluster', '{pxc: {size: 2}}'),
      ['fail no-majority PerconaXtraDBCluster/bank/ledger'],
    ],
    [
      'no-majority: of a replica set',
      object('mongodbcommunity.mongodb.com/v1', 'MongoDBCommunity', '{members: 2}'),
      ['fail no-majority MongoDBCommunity/bank/ledger'],
    ],
    [
      'a primary and one replica need no vote of theirs',
      object('acid.zalan.do/v1', 'postgresql', '{numberOfInstances: 2}'),
      ['unknown not-seen postgresql/bank/ledger'],
    ],
    [
      'failover-off',
      object(
        'k8s.mariadb.com/v1alpha1',
        'MariaDB',
        '{replicas: 3, replication: {enabled: true, primary: {automaticFailover: false}}}',
      ),
      ['fail failover-off MariaDB/bank/ledger'],
    ],
    [
      'Kafka over zones',
      object(
        'kafka.strimzi.io/v1beta2',
        'Kafka',
        '{kafka: {replicas: 3, rack: {topologyKey: topology.kubernetes.io/zone}}}',
      ),
      ['unknown not-seen Kafka/bank/ledger'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('below critical it is recommended', () => {
    expect(judgedBy(automatedFailover, cnpg('{instances: 1}'))).toContain('partial no-successor Cluster/bank/ledger');
    expect(judgedBy(automatedFailover, cnpg('{instances: 3}'))).toContain('advice not-over-zones Cluster/bank/ledger');
  });
});

test('words', () => {
  const two = findingsBy(automatedFailover, object('pxc.percona.com/v1', 'PerconaXtraDBCluster', '{pxc: {size: 2}}'));
  expect(two.map(({ because }) => because)).toContain(
    '2 members vote, so the loss of one leaves no majority, and writes stop',
  );
});

test('nothing that is held is unknown', () => {
  expect(judgedBy(automatedFailover, critical).every((one) => one.startsWith('unknown not-seen '))).toBe(true);
});
