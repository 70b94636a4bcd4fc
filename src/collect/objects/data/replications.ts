import type { ProtectedData } from '../../../estate/backup-schedule.ts';
import type { Cadence } from '../../../estate/cadence.ts';
import type { Replication } from '../../../estate/replication.ts';
import { backubeCron } from '../../timing/cron.ts';
import { isFilledInLater, readCadence } from '../../timing/read-cadence.ts';
import { cephInterval, readSpan } from '../../timing/read-span.ts';
import { untimed } from './backup-schedules.ts';
import type { Fields } from '../fields.ts';
import { pathOf } from './keeping.ts';
import type { Head, Subject } from '../object-metadata.ts';

const everything: ProtectedData = { namespaces: null, except: [], only: null };

function replication(
  head: Head,
  timing: Pick<Replication, 'cadence' | 'path' | 'written'>,
  rest: Pick<Replication, 'protects' | 'proof'> & Partial<Pick<Replication, 'stoppedBy' | 'servesPlatform'>>,
): Replication {
  return { ...head, noun: 'replication', stoppedBy: null, ...timing, ...rest };
}

const always: Pick<Replication, 'cadence' | 'path' | 'written'> = {
  cadence: { runs: 'continuous' },
  path: null,
  written: null,
};

/** An interval as Ceph writes it, `15m` or `1d`. */
function intervalAt(fields: Fields, key: string): Pick<Replication, 'cadence' | 'path' | 'written'> {
  const written = fields.text(key) ?? '';
  return { cadence: intervalOf(written), path: pathOf(fields, key), written };
}

function intervalOf(written: string): Cadence {
  if (isFilledInLater(written)) return { runs: 'unread', problem: 'the interval is filled in later' };
  const seconds = readSpan(written, cephInterval);
  if (seconds === null) return { runs: 'invalid', problem: 'it is no number of minutes, hours or days, such as 15m' };
  return seconds === 0 ? { runs: 'continuous' } : { runs: 'every', longestSeconds: seconds, missesClockChange: false };
}

/** Reads a ReplicationSource of VolSync that replicates; null for one that backs up by restic. */
export function readVolsyncReplication({ spec, head }: Subject): Replication | null {
  if (spec.has('restic')) return null;
  const trigger = spec.objectOrEmpty('trigger');
  const written = trigger.text('schedule');
  return replication(
    head,
    {
      cadence: written === null ? untimed(trigger) : readCadence(written, backubeCron),
      path: written === null ? pathOf(spec, 'trigger') : pathOf(trigger, 'schedule'),
      written,
    },
    {
      stoppedBy: spec.boolean('paused') === true ? pathOf(spec, 'paused') : null,
      protects: { namespaces: [head.namespace], except: [], only: `claim ${spec.text('sourcePVC') ?? ''}` },
      proof: 'kubectl get -A replicationsources.volsync.backube',
    },
  );
}

/** Reads the mirroring of a CephBlockPool or CephFilesystem of Rook; null where it is off. Without a schedule it follows the journal. */
export function readCephMirroring({ spec, head }: Subject): Replication | null {
  const mirroring = spec.objectOrEmpty('mirroring');
  if (mirroring.boolean('enabled') !== true) return null;
  const [first] = mirroring.objects('snapshotSchedules');
  const kind = `${head.kind.toLowerCase()}s.ceph.rook.io`;
  return replication(head, first ? intervalAt(first, 'interval') : always, {
    protects: { ...everything, only: `volumes of ${head.kind} ${head.name}` },
    proof: `kubectl get -A ${kind} -o jsonpath={..mirroringStatus}`,
    servesPlatform: true,
  });
}

/** Reads a DRPolicy of Ramen: `0m` is synchronous. */
export function readDrPolicy({ spec, head }: Subject): Replication {
  const timing = spec.text('schedulingInterval') ? intervalAt(spec, 'schedulingInterval') : always;
  return replication(head, timing, {
    protects: everything,
    proof: 'kubectl get -A drplacementcontrols.ramendr.openshift.io',
    servesPlatform: true,
  });
}

/** Reads a VolumeReplicationClass of CSI Addons. */
export function readReplicationClass({ spec, head }: Subject): Replication {
  const parameters = spec.objectOrEmpty('parameters');
  return replication(
    head,
    parameters.has('schedulingInterval') ? intervalAt(parameters, 'schedulingInterval') : always,
    {
      protects: { ...everything, only: `volumes of class ${head.name}` },
      proof: 'kubectl get -A volumereplications.replication.storage.openshift.io',
    },
  );
}

function ofDatabase(head: Head, proof: string): Replication {
  return replication(head, always, {
    protects: { namespaces: [head.namespace], except: [], only: `database ${head.name}` },
    proof,
  });
}

/** Reads a Cluster of CloudNativePG that follows another one; null for one that does not. */
export function readCnpgReplica({ spec, head }: Subject): Replication | null {
  const replica = spec.object('replica');
  if (!replica || replica.boolean('enabled') === false) return null;
  return ofDatabase(head, 'kubectl get -A clusters.postgresql.cnpg.io');
}

/** Reads a postgresql of Zalando's operator, a PostgresCluster or a PerconaPGCluster that follows another one; null for one that does not. */
export function readStandby({ spec, head }: Subject): Replication | null {
  const standby = spec.object('standby');
  if (!standby || standby.boolean('enabled') === false) return null;
  return ofDatabase(head, `kubectl get -A ${head.kind.toLowerCase()}s.${head.apiVersion.split('/')[0] ?? ''}`);
}

/** Reads a KafkaMirrorMaker2 of Strimzi. */
export function readMirrorMaker({ spec, head }: Subject): Replication {
  const one = ofDatabase(head, 'kubectl get -A kafkamirrormaker2s.kafka.strimzi.io');
  return spec.integer('replicas') === 0 ? { ...one, stoppedBy: pathOf(spec, 'replicas') } : one;
}
