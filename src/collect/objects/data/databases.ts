import type { Database } from '../../../estate/database.ts';
import { isFilledInLater } from '../../timing/read-cadence.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import {
  automatic,
  follows,
  membersAt,
  notArchived,
  notWaiting,
  setting,
  spreadBy,
  spreadConstraint,
  unread,
} from './database-settings.ts';

/** Percona's operators keep members apart by host, unless told otherwise. */
function perconaSpread(at: Fields): Database['spread'] {
  const affinity = at.objectOrEmpty('affinity');
  const byConstraint = spreadConstraint(at, 'topologySpreadConstraints');
  if (byConstraint) return byConstraint;
  return affinity.has('advanced') ? unread : spreadBy(affinity, 'antiAffinityTopologyKey', setting('host'));
}

/** Reads a PerconaXtraDBCluster: Galera, where every member has every write. */
export function readXtradbCluster({ spec, head }: Subject): Database {
  const pxc = spec.objectOrEmpty('pxc');
  const pitr = spec.objectOrEmpty('backup').objectOrEmpty('pitr');
  const between = pitr.integer('timeBetweenUploads');
  return {
    ...head,
    noun: 'database',
    engine: 'MySQL',
    members: membersAt(pxc, 'size', null),
    membersForFailover: 3,
    replication: setting('synchronous'),
    acknowledged: notWaiting,
    spread: perconaSpread(pxc),
    followsAnother: follows(spec),
    failover: automatic,
    archiveSeconds:
      pitr.boolean('enabled') === true ? setting(between ?? 60, pitr, 'timeBetweenUploads', between) : notArchived,
    proof: 'kubectl get -A perconaxtradbclusters.pxc.percona.com',
  };
}

/** With an arbiter that votes, two members elect one of them. */
function mongoMajority(arbiters: number): number {
  return arbiters > 0 ? 2 : 3;
}

/** Reads a PerconaServerMongoDB by its smallest replica set. */
export function readMongoCluster({ spec, head }: Subject): Database {
  const sharding = spec.objectOrEmpty('sharding');
  const config = sharding.boolean('enabled') === true ? sharding.object('configsvrReplSet') : null;
  const sets = [...spec.objects('replsets'), ...(config ? [config] : [])].filter((one) => one.integer('size') !== null);
  const smallest = sets.toSorted((a, b) => (a.integer('size') ?? 0) - (b.integer('size') ?? 0))[0];
  const arbiter = smallest?.objectOrEmpty('arbiter');
  const backup = spec.objectOrEmpty('backup');
  const pitr = backup.objectOrEmpty('pitr');
  const span = pitr.integerOrText('oplogSpanMin');
  const minutes = typeof span === 'number' ? span : span === null ? 10 : Number.parseFloat(span);
  return {
    ...head,
    noun: 'database',
    engine: 'MongoDB',
    members: smallest ? membersAt(smallest, 'size', null) : setting(null),
    membersForFailover: mongoMajority(arbiter?.boolean('enabled') === true ? (arbiter.integer('size') ?? 0) : 0),
    // Since MongoDB 5.0 a write waits for a majority unless its client says otherwise.
    replication: setting('synchronous'),
    acknowledged: notWaiting,
    spread: smallest ? perconaSpread(smallest) : unread,
    followsAnother: follows(spec),
    failover: automatic,
    archiveSeconds:
      backup.boolean('enabled') === true && pitr.boolean('enabled') === true && minutes > 0
        ? setting(minutes * 60, pitr, 'oplogSpanMin', span)
        : notArchived,
    proof: 'kubectl get -A perconaservermongodbs.psmdb.percona.com',
  };
}

/** Reads a MariaDB of the MariaDB operator: one server, a primary with replicas, or Galera. */
export function readMariadb({ spec, head }: Subject): Database {
  const replication = spec.objectOrEmpty('replication');
  const galera = spec.objectOrEmpty('galera').boolean('enabled') === true;
  const primary = replication.objectOrEmpty('primary');
  const off = ['automaticFailover', 'autoFailover'].find((key) => primary.boolean(key) === false);
  const affinity = spec.objectOrEmpty('affinity');
  const isApart = affinity.boolean('antiAffinityEnabled') === true && !affinity.has('podAntiAffinity');
  const apart: Database['spread'] = isApart ? setting('host', affinity, 'antiAffinityEnabled', true) : unread;
  return {
    ...head,
    noun: 'database',
    engine: 'MariaDB',
    members: membersAt(spec, 'replicas', 1),
    membersForFailover: galera ? 3 : 2,
    replication: galera ? setting('synchronous') : setting('asynchronous'),
    acknowledged: notWaiting,
    spread: spreadConstraint(spec, 'topologySpreadConstraints') ?? apart,
    followsAnother: follows(spec),
    failover: off === undefined ? automatic : setting('off', primary, off, false),
    archiveSeconds: notArchived,
    proof: 'kubectl get -A mariadbs.k8s.mariadb.com',
  };
}

/** Reads a Kafka of Strimzi; its brokers may be those of node pools. */
export function readKafka({ spec, head }: Subject): Database {
  const kafka = spec.objectOrEmpty('kafka');
  const config = kafka.objectOrEmpty('config');
  const zooKeeper = spec.object('zookeeper');
  const numberAt = (key: string): number | null => {
    const value = config.integerOrText(key);
    if (value === null || (typeof value === 'string' && isFilledInLater(value))) return null;
    return Number(value) >= 1 ? Number(value) : config.refuse(key, 'a number of one or more');
  };
  const factor = numberAt('default.replication.factor');
  const insync = numberAt('min.insync.replicas');
  const replication = (): Database['replication'] => {
    if (factor === 1) return setting('single-copy', config, 'default.replication.factor', 1);
    if (insync !== null && insync >= 2) return setting('synchronous', config, 'min.insync.replicas', insync);
    return insync === 1 ? setting('asynchronous', config, 'min.insync.replicas', 1) : unread;
  };
  return {
    ...head,
    noun: 'database',
    engine: 'Kafka',
    members: membersAt(kafka, 'replicas', null),
    ...(zooKeeper
      ? // Beside ZooKeeper brokers do not vote.
        { membersForFailover: 2, voters: membersAt(zooKeeper, 'replicas', null) }
      : { membersForFailover: 3 }),
    replication: replication(),
    acknowledged:
      factor === null || insync === null
        ? notWaiting
        : setting({ by: insync, of: factor }, config, 'min.insync.replicas', insync),
    spread: spreadBy(kafka.objectOrEmpty('rack'), 'topologyKey', unread),
    followsAnother: follows(spec),
    failover: automatic,
    archiveSeconds: notArchived,
    proof: 'kubectl get -A kafkas.kafka.strimzi.io',
  };
}

/** Reads a MongoDBCommunity. */
export function readMongoCommunity({ spec, head }: Subject): Database {
  return {
    ...head,
    noun: 'database',
    engine: 'MongoDB',
    members: membersAt(spec, 'members', null),
    membersForFailover: mongoMajority(spec.integer('arbiters') ?? 0),
    replication: setting('synchronous'),
    acknowledged: notWaiting,
    spread: unread,
    followsAnother: follows(spec),
    failover: automatic,
    archiveSeconds: notArchived,
    proof: 'kubectl get -A mongodbcommunity.mongodbcommunity.mongodb.com',
  };
}
