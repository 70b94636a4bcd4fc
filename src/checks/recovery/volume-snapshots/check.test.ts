import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { hour } from '../../../../test/support/live-backups.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { judgedBy } from '../../../../test/support/judged.ts';
import { volumeSnapshots } from './check.ts';

function schedule(name: string, spec: string): string {
  return `
---
apiVersion: snapscheduler.backube/v1
kind: SnapshotSchedule
metadata: {name: ${name}, namespace: bank}
spec: ${spec}
`;
}

function snapshotClass(name: string, spec: string, isDefault = true): string {
  return `
---
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata: {name: ${name}, annotations: {snapshot.storage.kubernetes.io/is-default-class: '${isDefault}'}}
driver: ebs.csi.aws.com
${spec}
`;
}

const ofPlatform = `
---
apiVersion: longhorn.io/v1beta2
kind: RecurringJob
metadata: {name: system, namespace: longhorn-system}
spec: {task: system-backup, cron: '0 3 * * *', retain: 40}
`;

const retain = 'deletionPolicy: Retain';
const dot = 'VolumeSnapshotClass//';

function said(yaml: string | Readonly<Record<string, string>>): string[] {
  return judgedBy(volumeSnapshots, yaml).filter((one) => !one.includes('latform'));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['a schedule', schedule('hourly', "{schedule: '@hourly'}"), ['unknown not-seen SnapshotSchedule/bank/hourly']],
    [
      'schedule-invalid',
      schedule('hourly', "{schedule: '@hour'}"),
      ['fail schedule-invalid SnapshotSchedule/bank/hourly'],
    ],
    [
      'stopped, where another schedule may lie elsewhere',
      schedule('hourly', "{schedule: '@hourly', disabled: true}"),
      ['unknown not-seen SnapshotSchedule/bank/hourly'],
    ],
    [
      'schedule-paused: in a folder that holds the schedules of the platform',
      schedule('hourly', "{schedule: '@hourly', disabled: true}") + ofPlatform,
      ['fail schedule-paused SnapshotSchedule/bank/hourly'],
    ],
    [
      'schedule-paused: beside one that leaves the volumes out',
      `${schedule('hourly', "{schedule: '@hourly', disabled: true}")}
---
apiVersion: velero.io/v1
kind: Schedule
metadata: {name: objects, namespace: velero}
spec: {schedule: '@hourly', template: {excludedResources: [pvc]}}
`,
      ['fail schedule-paused SnapshotSchedule/bank/hourly'],
    ],
    [
      'stopped beside one that runs',
      schedule('old', "{schedule: '@daily', disabled: true}") + schedule('hourly', "{schedule: '@hourly'}"),
      ['unknown not-seen SnapshotSchedule/bank/hourly', 'unknown not-seen SnapshotSchedule/bank/old'],
    ],
    [
      'a RecurringJob of Longhorn',
      `apiVersion: longhorn.io/v1beta2
kind: RecurringJob
metadata: {name: hourly, namespace: longhorn-system}
spec: {task: snapshot, cron: '0 * * *', retain: 24}`,
      ['fail schedule-invalid RecurringJob/longhorn-system/hourly'],
    ],
    ['a class', snapshotClass('fast', retain), [`unknown not-seen ${dot}fast`]],
    [
      'deleted-with-namespace',
      snapshotClass('fast', 'deletionPolicy: Delete'),
      [`advice deleted-with-namespace ${dot}fast`, `unknown not-seen ${dot}fast`],
    ],
    [
      'two-defaults',
      snapshotClass('fast', retain) + snapshotClass('slow', retain),
      [`partial two-defaults ${dot}fast`, `partial two-defaults ${dot}slow`],
    ],
    [
      'one default',
      snapshotClass('fast', retain) + snapshotClass('slow', retain, false),
      [`unknown not-seen ${dot}fast`, `unknown not-seen ${dot}slow`],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('defaults in two folders are of two clusters', () => {
    const files = { 'dev/a.yaml': snapshotClass('fast', retain), 'prod/a.yaml': snapshotClass('slow', retain) };
    expect(said(files)).toEqual([`unknown not-seen ${dot}fast`, `unknown not-seen ${dot}slow`]);
  });
});

test('a class that the API server refuses is a named gap, and may be a default or not', () => {
  const broken = snapshotClass('slow', 'deletionPolicy: Keep');
  expect(said(broken)).toEqual([]);
  expect(said(broken + snapshotClass('fast', retain))).toEqual([`unknown not-seen ${dot}fast`]);
});

const asCritical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

describe('of a cluster', () => {
  const schedule: Raw = {
    apiVersion: 'snapscheduler.backube/v1',
    kind: 'SnapshotSchedule',
    metadata: { name: 'hourly', namespace: 'bank' },
    spec: { schedule: '0 * * * *', retention: { maxCount: 24 } },
  };
  const snapshot = (hoursAgo: number, status: Raw = { readyToUse: true }): Raw => ({
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name: `s-${hoursAgo}`, namespace: 'bank', labels: { 'snapscheduler.backube/schedule': 'hourly' } },
    spec: { source: { persistentVolumeClaimName: 'data' } },
    status: { creationTime: hour(hoursAgo), ...status },
  });
  const subject = 'SnapshotSchedule/bank/hourly';
  test.each<[string, readonly Raw[], string]>([
    ['copied', [snapshot(0.5), snapshot(1.5)], `pass copied ${subject}`],
    ['no-fresh-copy', [snapshot(9)], `fail no-fresh-copy ${subject}`],
    [
      'last-copy-failed',
      [snapshot(0.9), snapshot(0.1, { readyToUse: false, error: { message: 'no' } })],
      `partial last-copy-failed ${subject}`,
    ],
    ['none is ready yet', [snapshot(0.1, { readyToUse: false })], `unknown not-seen ${subject}`],
  ])('%s', (_name, snapshots, expected) => {
    const found = judgedBy(volumeSnapshots, clusterOf([schedule, ...snapshots]), asCritical);
    expect(found.filter((one) => one.endsWith(subject))).toEqual([expected]);
  });
});
