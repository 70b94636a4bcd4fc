import type { MadeCopy } from '../../../estate/made-copy.ts';
import type { Subject } from '../../objects/object-metadata.ts';

/** Reads a Backup of Velero, which it keeps as long as what it holds. */
export function readVeleroBackup({ metadata, fields, head }: Subject): MadeCopy {
  const status = fields.objectOrEmpty('status');
  const phase = status.text('phase') ?? 'New';
  return {
    ...head,
    noun: 'madeCopy',
    schedule: madeBy('velero.io/Schedule', head.namespace, metadata.labels('labels')['velero.io/schedule-name']),
    state: phase === 'Completed' ? 'whole' : phase.includes('Failed') ? 'broken' : 'going',
    says: phase,
    at: status.text('startTimestamp'),
  };
}

/** Reads a Backup of CloudNativePG. */
export function readPostgresBackup({ metadata, fields, head }: Subject): MadeCopy {
  const status = fields.objectOrEmpty('status');
  const phase = status.text('phase') ?? 'pending';
  const owner = metadata.objects('ownerReferences').find((one) => one.text('kind') === 'ScheduledBackup');
  return {
    ...head,
    noun: 'madeCopy',
    schedule: madeBy(
      'postgresql.cnpg.io/ScheduledBackup',
      head.namespace,
      metadata.labels('labels')['cnpg.io/scheduled-backup'] ?? owner?.text('name'),
    ),
    state: phase === 'completed' ? 'whole' : phase === 'failed' ? 'broken' : 'going',
    says: phase,
    at: status.text('startedAt'),
  };
}

/** Reads a VolumeSnapshot. */
export function readVolumeSnapshot({ metadata, fields, head }: Subject): MadeCopy {
  const status = fields.objectOrEmpty('status');
  const isReady = status.boolean('readyToUse') === true;
  const hasFailed = !isReady && status.object('error') !== null;
  return {
    ...head,
    noun: 'madeCopy',
    schedule: madeBy(
      'snapscheduler.backube/SnapshotSchedule',
      head.namespace,
      metadata.labels('labels')['snapscheduler.backube/schedule'],
    ),
    state: isReady ? 'whole' : hasFailed ? 'broken' : 'going',
    says: isReady ? 'ready to use' : hasFailed ? 'not made, for an error' : 'not ready yet',
    at: status.text('creationTime'),
  };
}

function madeBy(kind: string, namespace: string, name: string | null | undefined): string | null {
  return name ? `${kind}/${namespace}/${name}` : null;
}
