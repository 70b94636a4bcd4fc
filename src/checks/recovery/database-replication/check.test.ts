import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { postgres } from '../../../../test/support/live-backups.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { judgedBy } from '../../../../test/support/judged.ts';
import { databaseReplication } from './check.ts';

const tierOf = (tier: string): string =>
  `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: ${tier}}}\n`;

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

function said(yaml: string): string[] {
  return judgedBy(databaseReplication, yaml).filter((one) => !one.includes('latform'));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['replicas are declared, not seen to follow', cnpg('{instances: 3}'), ['unknown not-seen Cluster/bank/ledger']],
    ['no-replica', cnpg('{instances: 1}'), ['partial no-replica Cluster/bank/ledger']],
    ['no-replica: the default is one', cnpg('{storage: {size: 1Gi}}'), ['partial no-replica Cluster/bank/ledger']],
    [
      'no-replica: of a critical database',
      tierOf('critical') + cnpg('{instances: 1}'),
      ['fail no-replica Cluster/bank/ledger'],
    ],
    [
      'may-lose-writes',
      tierOf('critical') + cnpg('{instances: 3}'),
      ['advice may-lose-writes Cluster/bank/ledger', 'unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'synchronous',
      tierOf('critical') + cnpg('{instances: 3, postgresql: {synchronous: {method: any, number: 1}}}'),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'synchronous, the older way',
      tierOf('critical') + cnpg('{instances: 3, minSyncReplicas: 1, maxSyncReplicas: 1}'),
      ['unknown not-seen Cluster/bank/ledger'],
    ],
    [
      'single-copy',
      kafka('{replicas: 3, config: {default.replication.factor: 1}}'),
      ['partial single-copy Kafka/bank/ledger'],
    ],
    [
      'three copies',
      kafka('{replicas: 3, config: {default.replication.factor: 3, min.insync.replicas: 2}}'),
      ['unknown not-seen Kafka/bank/ledger'],
    ],
    ['brokers of node pools', kafka('{config: {}}'), ['unknown not-seen Kafka/bank/ledger']],
    [
      'Zalando',
      object('acid.zalan.do/v1', 'postgresql', '{numberOfInstances: 1}'),
      ['partial no-replica postgresql/bank/ledger'],
    ],
    [
      'Crunchy: a set of one',
      object('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', '{instances: [{name: a}]}'),
      ['partial no-replica PostgresCluster/bank/ledger'],
    ],
    [
      'Percona: a replica set of one',
      object(
        'psmdb.percona.com/v1',
        'PerconaServerMongoDB',
        '{replsets: [{name: rs0, size: 1}, {name: rs1, size: 3}]}',
      ),
      ['partial no-replica PerconaServerMongoDB/bank/ledger'],
    ],
    [
      'MariaDB',
      object('k8s.mariadb.com/v1alpha1', 'MariaDB', '{replicas: 3, galera: {enabled: true}}'),
      ['unknown not-seen MariaDB/bank/ledger'],
    ],
    [
      'not required of best effort',
      tierOf('best-effort') + cnpg('{instances: 1}'),
      ['advice no-replica Cluster/bank/ledger', 'notApplicable not-required Cluster/bank/ledger'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });
});

test.each([cnpg('{instances: many}'), tierOf('critical')])(
  'a database that cannot be read is a named gap, and nothing that is held is unknown',
  (yaml) => {
    const verdicts = judgedBy(databaseReplication, yaml);
    expect(verdicts.filter((one) => /^(?:pass|fail|partial) /.test(one))).toEqual([]);
    expect(verdicts.join()).toContain('unknown not-seen');
  },
);

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
    ['copies-ready', postgres(3, 3), `pass copies-ready ${subject}`],
    ['copies-down', postgres(3, 1), `fail copies-down ${subject}`],
    ['some of them are ready', postgres(3, 2), `unknown not-seen ${subject}`],
    [
      'that the whole is called ready tells of no member',
      mongo('Running'),
      'unknown not-seen MongoDBCommunity/bank/db',
    ],
    ['that the whole is called broken does not either', mongo('Failed'), 'unknown not-seen MongoDBCommunity/bank/db'],
  ])('%s', (_name, object, expected) => {
    const found = judgedBy(databaseReplication, clusterOf([object]), asCritical);
    expect(
      found.filter((one) => one.endsWith('/bank/db') && !one.startsWith('advice') && !one.includes('not-over-zones')),
    ).toEqual([expected]);
  });
});
