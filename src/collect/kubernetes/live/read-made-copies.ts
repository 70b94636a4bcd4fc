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

/**
 * Reads a Backup of K8up. Its status says how it went by a condition, and why not by the one of the pods that are to run before it (api/v1/status.go).
 */
export function readK8upBackup({ metadata, fields, head }: Subject): MadeCopy {
  const conditions = fields.objectOrEmpty('status').objects('conditions');
  const of = (type: string) => conditions.find((one) => one.text('type') === type);
  const [completed, before] = [of('Completed'), of('PreBackupPodReady')];
  const hasFailedBefore = before?.text('status') === 'False' && !wellBefore.has(before.text('reason') ?? '');
  const isDone = completed?.text('status') === 'True';
  const owner = metadata.objects('ownerReferences').find((one) => one.text('kind') === 'Schedule');
  return {
    ...head,
    noun: 'madeCopy',
    schedule: madeBy('k8up.io/Schedule', head.namespace, owner?.text('name')),
    state:
      hasFailedBefore || (isDone && completed.text('reason') !== 'Succeeded') ? 'broken' : isDone ? 'whole' : 'going',
    says: (hasFailedBefore ? before : completed)?.text('reason') ?? 'not done yet',
    at: metadata.text('creationTimestamp'),
  };
}

const wellBefore: ReadonlySet<string> = new Set(['Succeeded', 'Waiting', 'NoPreBackupPodsFound', 'Ready']);

/** Reads an ETCDSnapshotFile of k3s and RKE2: one for each place in which a snapshot lies. */
export function readStateSnapshot({ spec, fields, head }: Subject): MadeCopy {
  const status = fields.objectOrEmpty('status');
  const error = status.object('error');
  const isReady = status.boolean('readyToUse') === true;
  return {
    ...head,
    noun: 'madeCopy',
    schedule: null,
    state: isReady ? 'whole' : error ? 'broken' : 'going',
    says: isReady ? 'ready to use' : error ? 'not made, for an error' : 'not ready yet',
    at: isReady ? status.text('creationTime') : (error?.text('time') ?? status.text('creationTime')),
    ofState: spec.object('s3') || spec.text('location')?.startsWith('s3://') ? 'away' : 'on-server',
  };
}

function madeBy(kind: string, namespace: string, name: string | null | undefined): string | null {
  return name ? `${kind}/${namespace}/${name}` : null;
}
