import type { Database } from '../../../estate/database.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import {
  automatic,
  follows,
  membersAt,
  notArchived,
  notWaiting,
  setting,
  spreadConstraint,
  unread,
} from './database-settings.ts';

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

/** Patroni writes on without a replica unless it is told to be strict. */
function patroniAcknowledged(patroni: Fields, members: number | null): Database['acknowledged'] {
  const strict = patroni.boolean('synchronous_mode') === true && patroni.boolean('synchronous_mode_strict') === true;
  const number = patroni.integer('synchronous_node_count') ?? 1;
  return strict && members !== null
    ? setting({ by: number + 1, of: members }, patroni, 'synchronous_mode_strict', true)
    : notWaiting;
}
