import fc from 'fast-check';
import { type Json, metadata, namespaceName } from './random-parts.ts';

const cron = fc.constantFrom(
  '0 2 * * *',
  '*/5 * * * *',
  '0 2 * * 0',
  '0 24 * * *',
  '${LATER}',
  'CRON_TZ=Europe/Berlin 30 2 * * *',
);
const flag = fc.constantFrom<Json>({}, {}, { paused: true });

const veleroTemplate = fc.constantFrom<Json>(
  {},
  { ttl: '720h' },
  { ttl: '24h' },
  { ttl: '30d' },
  { includedNamespaces: ['bank'] },
  { excludedNamespaces: ['bank'], ttl: '24h' },
  { excludedResources: ['pvc'] },
);

const veleroSchedule = fc
  .record({ name: fc.constantFrom('daily', 'weekly', 'all'), schedule: cron, template: veleroTemplate, flag })
  .map(({ name, schedule, template, flag: paused }): Json => ({
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name, namespace: 'velero' },
    spec: { schedule, template, ...paused },
  }));

const volsyncSource = fc
  .record({
    metadata: metadata(fc.constantFrom('ledger', 'web')),
    schedule: cron,
    mover: fc.constantFrom<Json>(
      { restic: { retain: { daily: 7 } } },
      { restic: { retain: { daily: 7, monthly: 6 } } },
      { rsyncTLS: {} },
    ),
    flag,
  })
  .map(({ metadata: head, schedule, mover, flag: paused }): Json => ({
    apiVersion: 'volsync.backube/v1alpha1',
    kind: 'ReplicationSource',
    metadata: head,
    spec: { sourcePVC: 'data', trigger: { schedule }, ...mover, ...paused },
  }));

const objectStore = fc
  .record({ namespace: namespaceName, retentionPolicy: fc.constantFrom('7d', '30d', 'P30D') })
  .map(({ namespace, retentionPolicy }): Json => ({
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: 'store', namespace },
    spec: { retentionPolicy, configuration: { destinationPath: 's3://backups/' } },
  }));

const database = fc
  .record({
    namespace: namespaceName,
    instances: fc.constantFrom(1, 2, 3),
    affinity: fc.constantFrom<Json>({}, { affinity: { topologyKey: 'topology.kubernetes.io/zone' } }),
    more: fc.constantFrom<Json>(
      {},
      { postgresql: { synchronous: { method: 'any', number: 1 } } },
      {
        backup: {
          retentionPolicy: '7d',
          barmanObjectStore: { destinationPath: 's3://b/', endpointURL: 'http://minio.minio.svc:9000' },
        },
      },
      {
        backup: { barmanObjectStore: { destinationPath: 's3://b/' } },
        postgresql: { parameters: { archive_timeout: '2h' } },
      },
      { replica: { enabled: true, source: 'other' } },
    ),
  })
  .map(({ namespace, instances, affinity, more }): Json => ({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'ledger', namespace },
    spec: { instances, ...affinity, ...more },
  }));

const otherDatabase = fc
  .record({ namespace: namespaceName, kind: fc.nat(2), copies: fc.constantFrom(1, 2) })
  .map(({ namespace, kind, copies }): Json => {
    const head = { metadata: { name: 'events', namespace } };
    if (kind === 0)
      return {
        apiVersion: 'kafka.strimzi.io/v1beta2',
        kind: 'Kafka',
        ...head,
        spec: { kafka: { replicas: 2, config: { 'default.replication.factor': copies, 'min.insync.replicas': 2 } } },
      };
    return kind === 1
      ? { apiVersion: 'pxc.percona.com/v1', kind: 'PerconaXtraDBCluster', ...head, spec: { pxc: { size: 2 } } }
      : {
          apiVersion: 'k8s.mariadb.com/v1alpha1',
          kind: 'MariaDB',
          ...head,
          spec: { replicas: 3, replication: { enabled: true, primary: { automaticFailover: false } } },
        };
  });

const storageClass = fc
  .record({
    name: fc.constantFrom('fast', 'slow'),
    provisioner: fc.constantFrom('ebs.csi.aws.com', 'pd.csi.storage.gke.io', 'local.example.com'),
    parameters: fc.constantFrom<Json>({}, { encrypted: 'true' }, { encrypted: 'false' }),
    zone: fc.constantFrom('eu-west-1a', 'us-east-1a'),
  })
  .map(({ name, provisioner, parameters, zone }): Json => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner,
    parameters,
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: [zone] }] }],
  }));

const snapshotClass = fc
  .record({ name: fc.constantFrom('fast', 'slow'), deletionPolicy: fc.constantFrom('Delete', 'Retain') })
  .map(({ name, deletionPolicy }): Json => ({
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshotClass',
    metadata: { name, annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' } },
    driver: 'ebs.csi.aws.com',
    deletionPolicy,
  }));

const snapshotSchedule = fc
  .record({ metadata: metadata(fc.constantFrom('ledger', 'web')), schedule: cron, disabled: fc.boolean() })
  .map(({ metadata: head, schedule, disabled }): Json => ({
    apiVersion: 'snapscheduler.backube/v1',
    kind: 'SnapshotSchedule',
    metadata: head,
    spec: { schedule, disabled },
  }));

const veleroLocation = fc
  .record({ region: fc.constantFrom('eu-west-1', 'us-east-1'), name: fc.constantFrom('default', 'second') })
  .map(({ region, name }): Json => ({
    apiVersion: 'velero.io/v1',
    kind: 'BackupStorageLocation',
    metadata: { name, namespace: 'velero' },
    spec: { provider: 'aws', objectStorage: { bucket: 'backups' }, config: { region } },
  }));

const mirror = fc.constantFrom('15m', '15 minutes').map((interval): Json => ({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephBlockPool',
  metadata: { name: 'pool', namespace: 'velero' },
  spec: { mirroring: { enabled: true, snapshotSchedules: [{ interval }] } },
}));

const sites = fc.oneof(
  fc.constantFrom(['east'], ['east', 'west']).map((drClusters): Json => ({
    apiVersion: 'ramendr.openshift.io/v1alpha1',
    kind: 'DRPolicy',
    metadata: { name: 'sites' },
    spec: { schedulingInterval: '5m', drClusters },
  })),
  fc.constantFrom('failover', 'roundRobin').map((type): Json => ({
    apiVersion: 'k8gb.absa.oss/v1beta1',
    kind: 'Gslb',
    metadata: { name: 'pay', namespace: 'bank' },
    spec: { strategy: { type } },
  })),
);

/** An object that backs data up, or replicates it. */
export const recoveryObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: veleroSchedule },
  { weight: 2, arbitrary: volsyncSource },
  { weight: 2, arbitrary: objectStore },
  { weight: 3, arbitrary: database },
  { weight: 1, arbitrary: otherDatabase },
  { weight: 2, arbitrary: storageClass },
  { weight: 2, arbitrary: snapshotClass },
  { weight: 2, arbitrary: snapshotSchedule },
  { weight: 1, arbitrary: veleroLocation },
  { weight: 1, arbitrary: mirror },
  { weight: 1, arbitrary: sites },
);
