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

/** Reads a Cluster of CloudNativePG. */
export function readCnpgCluster({ spec, head }: Subject): Database {
  const affinity = spec.objectOrEmpty('affinity');
  const postgresql = spec.objectOrEmpty('postgresql');
  // The operator keeps members apart by host unless told otherwise (docs: scheduling).
  const apart =
    affinity.boolean('enablePodAntiAffinity') === false
      ? affinity.has('additionalPodAntiAffinity')
        ? unread
        : setting('nothing' as const, affinity, 'enablePodAntiAffinity', false)
      : spreadBy(affinity, 'topologyKey', setting('host'));
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

function cnpgReplication(spec: Fields, postgresql: Fields): Database['replication'] {
  const synchronous = postgresql.object('synchronous');
  if (synchronous) return setting('synchronous', postgresql, 'synchronous', synchronous.text('method'));
  const least = spec.integer('minSyncReplicas');
  return least !== null && least > 0 ? setting('synchronous', spec, 'minSyncReplicas', least) : setting('asynchronous');
}

function cnpgArchive(spec: Fields, postgresql: Fields): Database['archiveSeconds'] {
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
  return setting(seconds === 0 ? 'when-full' : seconds, parameters, 'archive_timeout', text);
}

const postgresUnits: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 };

/** Seconds of a span as PostgreSQL writes it, with its own units for days and minutes; null for what it refuses. */
function postgresSpan(text: string): number | null {
  const [, amount, unit] = /^\s*(\d{1,10}(?:\.\d{0,9})?)\s*(us|ms|s|min|h|d)?\s*$/.exec(text) ?? [];
  return amount === undefined ? null : Math.round(Number(amount) * (postgresUnits[unit ?? 's'] ?? 1));
}
