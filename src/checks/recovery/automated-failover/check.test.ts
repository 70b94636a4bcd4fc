import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { postgres } from '../../../../test/support/live-backups.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
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
const kafka = (spec: string): string => object('kafka.strimzi.io/v1beta2', 'Kafka', `{kafka: ${spec}}`);
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
      cnpg(
        '{instances: 3, affinity: {enablePodAntiAffinity: false, additionalPodAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: []}}}',
      ),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'not-over-zones: kept apart by nothing',
      cnpg('{instances: 3, affinity: {enablePodAntiAffinity: false}}'),
      ['partial not-over-zones Cluster/bank/ledger'],
    ],
    [
      'what follows another database is the successor',
      object('acid.zalan.do/v1', 'postgresql', '{numberOfInstances: 1, standby: {s3_wal_path: s3://b/}}'),
      ['unknown not-seen postgresql/bank/ledger'],
    ],
    [
      'no-majority',
      object('pxc.percona.com/v1', 'PerconaXtraDBCluster', '{pxc: {size: 2}}'),
      ['fail no-majority PerconaXtraDBCluster/bank/ledger', 'partial not-over-zones PerconaXtraDBCluster/bank/ledger'],
    ],
    [
      'no-majority: of a replica set',
      object('mongodbcommunity.mongodb.com/v1', 'MongoDBCommunity', '{members: 2}'),
      ['fail no-majority MongoDBCommunity/bank/ledger'],
    ],
    [
      'two members and an arbiter are a majority without one',
      object('mongodbcommunity.mongodb.com/v1', 'MongoDBCommunity', '{members: 2, arbiters: 1}'),
      ['unknown not-seen MongoDBCommunity/bank/ledger'],
    ],
    [
      'not-over-zones: where Percona keeps members apart by host, as it does by itself',
      object('psmdb.percona.com/v1', 'PerconaServerMongoDB', '{replsets: [{name: rs0, size: 3}]}'),
      ['partial not-over-zones PerconaServerMongoDB/bank/ledger'],
    ],
    [
      'spread over zones by a constraint',
      object(
        'psmdb.percona.com/v1',
        'PerconaServerMongoDB',
        '{replsets: [{name: rs0, size: 3, topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone}]}]}',
      ),
      ['unknown not-seen PerconaServerMongoDB/bank/ledger'],
    ],
    [
      'no-majority: of the set that holds the configuration',
      object(
        'psmdb.percona.com/v1',
        'PerconaServerMongoDB',
        '{replsets: [{name: rs0, size: 3}], sharding: {enabled: true, configsvrReplSet: {size: 2}}}',
      ),
      ['fail no-majority PerconaServerMongoDB/bank/ledger', 'partial not-over-zones PerconaServerMongoDB/bank/ledger'],
    ],
    [
      'a primary and one replica need no vote of theirs',
      object('acid.zalan.do/v1', 'postgresql', '{numberOfInstances: 2}'),
      ['unknown not-seen postgresql/bank/ledger'],
    ],
    [
      'no-spare-copy: a standby for which every write waits',
      cnpg(`{instances: 2, ${zonal}, postgresql: {synchronous: {method: any, number: 1}}}`),
      ['fail no-spare-copy Cluster/bank/ledger'],
    ],
    [
      'one standby of two may fail',
      cnpg(`{instances: 3, ${zonal}, postgresql: {synchronous: {method: any, number: 1}}}`),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'a standby elsewhere counts',
      cnpg(`{instances: 2, ${zonal}, postgresql: {synchronous: {method: any, number: 1, standbyNamesPost: [far]}}}`),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'what only prefers to wait goes on without',
      cnpg(`{instances: 2, ${zonal}, postgresql: {synchronous: {method: any, number: 1, dataDurability: preferred}}}`),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'no-spare-copy: Patroni, when it is strict',
      object(
        'acid.zalan.do/v1',
        'postgresql',
        '{numberOfInstances: 2, patroni: {synchronous_mode: true, synchronous_mode_strict: true}}',
      ),
      ['fail no-spare-copy postgresql/bank/ledger'],
    ],
    [
      'Patroni goes on without a replica otherwise',
      object('acid.zalan.do/v1', 'postgresql', '{numberOfInstances: 2, patroni: {synchronous_mode: true}}'),
      ['unknown not-seen postgresql/bank/ledger'],
    ],
    [
      'no-spare-copy: all copies of a topic',
      kafka('{replicas: 3, config: {default.replication.factor: 3, min.insync.replicas: 3}}'),
      ['fail no-spare-copy Kafka/bank/ledger'],
    ],
    [
      'brokers beside ZooKeeper do not vote',
      object('kafka.strimzi.io/v1beta2', 'Kafka', '{kafka: {replicas: 2}, zookeeper: {replicas: 3}}'),
      ['unknown not-seen Kafka/bank/ledger'],
    ],
    [
      'no-majority: of ZooKeeper',
      object('kafka.strimzi.io/v1beta2', 'Kafka', '{kafka: {replicas: 3}, zookeeper: {replicas: 1}}'),
      ['fail no-majority Kafka/bank/ledger'],
    ],
    [
      'two copies of three',
      kafka('{replicas: 3, config: {default.replication.factor: 3, min.insync.replicas: "2"}}'),
      ['unknown not-seen Kafka/bank/ledger'],
    ],
    [
      'copies that something fills in later',
      kafka('{replicas: 3, config: {default.replication.factor: "${COPIES}", min.insync.replicas: 3}}'),
      ['unknown not-seen Kafka/bank/ledger'],
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

test('more copies than there are is said as such', () => {
  const yaml = kafka('{replicas: 3, config: {default.replication.factor: 2, min.insync.replicas: 3}}');
  const finding = findingsBy(automatedFailover, critical + yaml).find(({ reason }) => reason === 'no-spare-copy');
  expect(finding?.because).toBe(
    'a write waits for 3 of 2 copies (spec.kafka.config.min.insync.replicas), so none is ever acknowledged',
  );
});

test.each([
  ['as many as there are', '{instances: 2, postgresql: {synchronous: {method: any, number: 2}}}', 'synchronous.number'],
  ['none', '{instances: 3, postgresql: {synchronous: {method: any, number: 0}}}', 'synchronous.number'],
  ['nobody says how many', '{instances: 3, postgresql: {synchronous: {method: any}}}', 'synchronous.number'],
  ['more at least than at most', '{instances: 3, minSyncReplicas: 2, maxSyncReplicas: 1}', 'minSyncReplicas'],
  ['all of them at most', '{instances: 3, minSyncReplicas: 1, maxSyncReplicas: 3}', 'maxSyncReplicas'],
  ['no members', '{instances: 0}', 'spec.instances'],
])('what the webhook of CloudNativePG refuses is a named gap: %s', (_name, spec, field) => {
  expect(estateOf(cnpg(spec)).unreadable).toMatchObject([{ message: expect.stringContaining(field) as string }]);
  expect(said(cnpg(spec)).filter((one) => /^(?:pass|fail|partial) /.test(one))).toEqual([]);
});

const asCritical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

describe('of a cluster', () => {
  const subject = 'Cluster/bank/db';
  const mongo = (phase: string): Raw => ({
    apiVersion: 'mongodbcommunity.mongodb.com/v1',
    kind: 'MongoDBCommunity',
    metadata: { name: 'db', namespace: 'bank' },
    spec: { members: 3, type: 'ReplicaSet', version: '8.0.4' },
    status: { phase },
  });
  test.each<[string, Raw, string]>([
    ['successor-ready', postgres(3, 3), `pass successor-ready ${subject}`],
    ['successor-down', postgres(3, 1), `fail successor-down ${subject}`],
    ['some of them are ready', postgres(3, 2), `unknown not-seen ${subject}`],
    [
      'that the whole is called ready tells of no member',
      mongo('Running'),
      'unknown not-seen MongoDBCommunity/bank/db',
    ],
    ['that the whole is called broken does not either', mongo('Failed'), 'unknown not-seen MongoDBCommunity/bank/db'],
  ])('%s', (_name, object, expected) => {
    const found = judgedBy(automatedFailover, clusterOf([object]), asCritical);
    expect(
      found.filter((one) => one.endsWith('/bank/db') && !one.startsWith('advice') && !one.includes('not-over-zones')),
    ).toEqual([expected]);
  });
});
