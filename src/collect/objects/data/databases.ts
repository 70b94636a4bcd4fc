import type { Database, Setting } from '../../../estate/database.ts';
import { isFilledInLater } from '../../timing/read-cadence.ts';
import { type Fields, isRaw } from '../fields.ts';
import { pathOf } from './keeping.ts';
import type { Subject } from '../object-metadata.ts';

function setting<V>(is: V, fields?: Fields, key?: string, value: Setting<V>['value'] = null): Setting<V> {
  return { is, path: fields && key ? pathOf(fields, key) : null, value };
}

const unread = setting('unread' as const);
const automatic = setting('automatic' as const);
/** Whether a cluster is told to follow another one: `replica` of CloudNativePG, `standby` of Patroni's. */
function follows(spec: Fields): boolean {
  return ['replica', 'standby'].some((key) => {
    const settings = spec.value(key);
    return isRaw(settings) && settings['enabled'] !== false;
  });
}

const notWaiting: Database['acknowledged'] = setting(null);
const notArchived: Setting<number | null> = setting(null);

function membersAt(fields: Fields, key: string, otherwise: number | null): Setting<number | null> {
  const written = fields.integer(key);
  return written === null ? setting(otherwise) : setting(written, fields, key, written);
}

/** By what a topology key keeps members apart. */
function spreadBy(fields: Fields, key: string, otherwise: Setting<'zone' | 'host' | 'unread'>): Database['spread'] {
  const written = fields.text(key);
  if (written === null || written === '') return otherwise;
  if (/\bzone$/.test(written)) return setting('zone', fields, key, written);
  return written === 'kubernetes.io/hostname' ? setting('host', fields, key, written) : unread;
}

function spreadConstraint(fields: Fields, key: string): Database['spread'] | null {
  const constraints = fields.objects(key);
  const byZone = constraints.find((one) => /\bzone$/.test(one.text('topologyKey') ?? ''));
  return byZone ? setting('zone', byZone, 'topologyKey', byZone.text('topologyKey')) : null;
}

/** Percona's operators keep members apart by host, unless told otherwise. */
function perconaSpread(at: Fields): Database['spread'] {
  const affinity = at.objectOrEmpty('affinity');
  const byConstraint = spreadConstraint(at, 'topologySpreadConstraints');
  if (byConstraint) return byConstraint;
  return affinity.has('advanced') ? unread : spreadBy(affinity, 'antiAffinityTopologyKey', setting('host'));
}

/** Reads a Cluster of CloudNativePG. */
export function readCnpgCluster({ spec, head }: Subject): Database {
  const affinity = spec.objectOrEmpty('affinity');
  const postgresql = spec.objectOrEmpty('postgresql');
  // The operator keeps members apart by host unless told otherwise (docs: scheduling).
  const apart =
    affinity.boolean('enablePodAntiAffinity') === false ? unread : spreadBy(affinity, 'topologyKey', setting('host'));
  return {
    ...head,
    noun: 'database',
    engine: 'PostgreSQL',
    members: membersAt(spec, 'instances', 1),
    membersForFailover: 2,
    replication: cnpgReplication(spec, postgresql),
    acknowledged: cnpgAcknowledged(spec, postgresql),
    spread: spreadConstraint(spec, 'topologySpreadConstraints') ?? apart,
    followsAnother: follows(spec),
    failover: automatic,
    archiveSeconds: cnpgArchive(spec, postgresql),
    proof: 'kubectl get -A clusters.postgresql.cnpg.io',
  };
}

/** Its webhook refuses to wait for more members than there are (validateSynchronousReplicaConfiguration, validateMinSyncReplicas). */
function cnpgAcknowledged(spec: Fields, postgresql: Fields): Database['acknowledged'] {
  const instances = spec.integer('instances') ?? 1;
  if (instances < 1) return spec.refuse('instances', 'one or more');
  const [least, most] = ['minSyncReplicas', 'maxSyncReplicas'].map((key) => spec.integer(key) ?? 0) as [number, number];
  if (most < 0 || (most > 0 && most >= instances))
    spec.refuse('maxSyncReplicas', `less than the ${instances} instances`);
  if (least < 0 || least > most) spec.refuse('minSyncReplicas', 'no more than maxSyncReplicas');
  const synchronous = postgresql.object('synchronous');
  if (!synchronous) return notWaiting;
  const number = synchronous.integer('number') ?? synchronous.refuse('number', 'how many members a write waits for');
  const others = [...synchronous.texts('standbyNamesPre'), ...synchronous.texts('standbyNamesPost')].length;
  if (number < 1 || number >= instances + others)
    synchronous.refuse('number', `one or more, and less than the ${instances + others} that there are`);
  return synchronous.text('dataDurability') === 'preferred'
    ? notWaiting
    : setting({ by: number + 1, of: instances + others }, synchronous, 'number', number);
}

/** Patroni writes on without a replica unless it is told to be strict. */
function patroniAcknowledged(patroni: Fields, members: number | null): Database['acknowledged'] {
  const strict = patroni.boolean('synchronous_mode') === true && patroni.boolean('synchronous_mode_strict') === true;
  const number = patroni.integer('synchronous_node_count') ?? 1;
  return strict && members !== null
    ? setting({ by: number + 1, of: members }, patroni, 'synchronous_mode_strict', true)
    : notWaiting;
}

function cnpgReplication(spec: Fields, postgresql: Fields): Database['replication'] {
  const synchronous = postgresql.object('synchronous');
  if (synchronous) return setting('synchronous', postgresql, 'synchronous', synchronous.text('method'));
  const least = spec.integer('minSyncReplicas');
  return least !== null && least > 0 ? setting('synchronous', spec, 'minSyncReplicas', least) : setting('asynchronous');
}

function cnpgArchive(spec: Fields, postgresql: Fields): Setting<number | null> {
  const plugins = spec
    .objects('plugins')
    .filter((one) => one.boolean('isWALArchiver') === true && one.boolean('enabled') !== false);
  if (plugins.length === 0 && !spec.objectOrEmpty('backup').has('barmanObjectStore')) return notArchived;
  const parameters = postgresql.objectOrEmpty('parameters');
  const written = parameters.integerOrText('archive_timeout');
  // The operator's default is five minutes (docs: WAL archiving).
  if (written === null) return setting(300);
  const text = String(written);
  if (isFilledInLater(text)) return setting(null, parameters, 'archive_timeout', text);
  // Zero waits until a segment is full, which is never on a quiet database.
  const seconds = postgresSpan(text);
  // PostgreSQL does not start with any other (its range ends at 2^30 - 1).
  if (seconds === null || seconds > 1_073_741_823)
    return parameters.refuse('archive_timeout', 'a span of time such as 5min');
  return setting(seconds === 0 ? null : seconds, parameters, 'archive_timeout', text);
}

const postgresUnits: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 };

/** Seconds of a span as PostgreSQL writes it, with its own units for days and minutes; null for what it refuses. */
function postgresSpan(text: string): number | null {
  const [, amount, unit] = /^\s*(\d{1,10}(?:\.\d{0,9})?)\s*(us|ms|s|min|h|d)?\s*$/.exec(text) ?? [];
  return amount === undefined ? null : Math.round(Number(amount) * (postgresUnits[unit ?? 's'] ?? 1));
}

/** Reads a postgresql of Zalando's operator; where it archives to, the operator's configuration says. */
export function readZalandoCluster({ spec, head }: Subject): Database {
  const patroni = spec.objectOrEmpty('patroni');
  return {
    ...head,
    noun: 'database',
    engine: 'PostgreSQL',
    members: membersAt(spec, 'numberOfInstances', null),
    membersForFailover: 2,
    replication:
      patroni.boolean('synchronous_mode') === true
        ? setting('synchronous', patroni, 'synchronous_mode', true)
        : setting('asynchronous'),
    acknowledged: patroniAcknowledged(patroni, spec.integer('numberOfInstances')),
    spread: spreadConstraint(spec, 'topologySpreadConstraints') ?? unread,
    followsAnother: follows(spec),
    failover: automatic,
    archiveSeconds: notArchived,
    proof: 'kubectl get -A postgresqls.acid.zalan.do',
  };
}

/** Reads a PostgresCluster of Crunchy, or a PerconaPGCluster: the members are those of every set of instances. */
export function readPatroniCluster({ spec, head }: Subject): Database {
  const sets = spec.objects('instances');
  const count = sets.reduce((sum, one) => sum + (one.integer('replicas') ?? 1), 0);
  const dynamic = spec.objectOrEmpty('patroni').objectOrEmpty('dynamicConfiguration');
  const kind = `${head.kind.toLowerCase()}s.${head.apiVersion.split('/')[0] ?? ''}`;
  const backups = spec.objectOrEmpty('backups');
  return {
    ...head,
    noun: 'database',
    engine: 'PostgreSQL',
    members: sets.length === 0 ? setting(null) : setting(count, spec, 'instances', count),
    membersForFailover: 2,
    replication:
      dynamic.boolean('synchronous_mode') === true
        ? setting('synchronous', dynamic, 'synchronous_mode', true)
        : setting('asynchronous'),
    acknowledged: patroniAcknowledged(dynamic, sets.length === 0 ? null : count),
    spread: unread,
    followsAnother: follows(spec),
    failover: automatic,
    // pgBackRest archives the log of every cluster that has a repository; how long it waits at most, is the operator's default of a minute.
    archiveSeconds:
      backups.boolean('enabled') !== false && backups.objectOrEmpty('pgbackrest').objects('repos').length > 0
        ? setting(60)
        : notArchived,
    proof: `kubectl get -A ${kind}`,
  };
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
