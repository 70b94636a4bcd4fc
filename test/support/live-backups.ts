import type { Raw } from '../../src/collect/objects/fields.ts';

/** When tests of clusters were collected. */
export const hour = (hoursAgo: number): string =>
  new Date(Date.UTC(2026, 10, 24, 12) - hoursAgo * 3_600_000).toISOString().replace('.000Z', 'Z');

/** A Schedule of Velero that copies everything. */
export function veleroSchedule(schedule = '0 2 * * *', more: Raw = {}, status: Raw = {}): Raw {
  return {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name: 'daily', namespace: 'velero' },
    spec: { schedule, template: { ttl: '2400h' }, ...more },
    status: { phase: 'Enabled', ...status },
  };
}

/** A Backup of that schedule, begun so many hours ago. */
export function veleroBackup(hoursAgo: number, phase = 'Completed'): Raw {
  return {
    apiVersion: 'velero.io/v1',
    kind: 'Backup',
    metadata: {
      name: `daily-${hoursAgo}`,
      namespace: 'velero',
      labels: { 'velero.io/schedule-name': 'daily' },
    },
    spec: {},
    status: { phase, startTimestamp: hour(hoursAgo) },
  };
}

/** A CronJob that dumps a database, with what it says of its runs. */
export function dumpJob(status: Raw, schedule = '0 2 * * *', command = 'pg_dump db'): Raw {
  const containers = [{ name: 'a', image: 'a', command: ['sh', '-c', command] }];
  const template = { spec: { restartPolicy: 'Never', containers } };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'dump', namespace: 'bank' },
    spec: { schedule, jobTemplate: { spec: { template } } },
    status,
  };
}

/** A Cluster of CloudNativePG with so many members, of which so many are ready. */
export function postgres(instances: number, readyInstances: number, status: Raw = {}): Raw {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'db', namespace: 'bank' },
    spec: {
      instances,
      storage: { size: '1Gi' },
      affinity: { topologyKey: 'topology.kubernetes.io/zone' },
      backup: { barmanObjectStore: { destinationPath: 's3://bank/db' } },
    },
    status: { instances, readyInstances, phase: 'Cluster in healthy state', ...status },
  };
}

/** A Schedule of K8up that copies every claim of its namespace at night. */
export function k8upSchedule(more: Raw = {}): Raw {
  return {
    apiVersion: 'k8up.io/v1',
    kind: 'Schedule',
    metadata: { name: 'daily', namespace: 'bank' },
    spec: { backup: { schedule: '0 2 * * *' }, ...more },
  };
}

/** A Backup of that schedule, begun so many hours ago; `conditions`: type, status and reason of each. */
export function k8upBackup(hoursAgo: number, ...conditions: readonly [string, string, string][]): Raw {
  return {
    apiVersion: 'k8up.io/v1',
    kind: 'Backup',
    metadata: {
      name: `daily-${hoursAgo}`,
      namespace: 'bank',
      creationTimestamp: hour(hoursAgo),
      ownerReferences: [{ apiVersion: 'k8up.io/v1', kind: 'Schedule', name: 'daily', uid: 'k8up', controller: true }],
    },
    spec: {},
    status: { conditions: conditions.map(([type, status, reason]) => ({ type, status, reason })) },
  };
}

/** A snapshot of etcd that k3s took so many hours ago, on its server or in a store; with an error none. */
export function stateSnapshot(hoursAgo: number, where: 'server' | 's3', error = false): Raw {
  return {
    apiVersion: 'k3s.cattle.io/v1',
    kind: 'ETCDSnapshotFile',
    metadata: { name: `${where}-etcd-${hoursAgo}` },
    spec: {
      snapshotName: `etcd-${hoursAgo}`,
      nodeName: 'cp-1',
      location: where === 's3' ? `s3://bank/etcd-${hoursAgo}` : `file:///var/lib/etcd-${hoursAgo}`,
    },
    status: error
      ? { readyToUse: false, error: { time: hour(hoursAgo), message: 'no' } }
      : { readyToUse: true, creationTime: hour(hoursAgo), size: '1Mi' },
  };
}
