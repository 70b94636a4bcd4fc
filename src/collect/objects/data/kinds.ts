import type { KindLine } from '../kind-line.ts';
import {
  readBackupTarget,
  readClusterObjectStore,
  readK8upBackend,
  readKastenProfile,
  readOadpLocations,
  readObjectStore,
  readPerconaStorages,
  readPgbackrestRepos,
  readVeleroLocation,
} from './backup-locations.ts';
import {
  readBackupJob,
  readK8upSchedule,
  readKastenPolicy,
  readRecurringJob,
  readScheduledBackup,
  readSnapshotSchedule,
  readVeleroSchedule,
  readVolsyncBackup,
} from './backup-schedules.ts';
import {
  readLogicalBackup,
  readMariadbBackup,
  readMongoTasks,
  readPgbackrestSchedules,
  readXtradbSchedules,
} from './database-schedules.ts';
import { readCnpgCluster } from './cnpg-database.ts';
import { readKafka, readMariadb, readMongoCluster, readMongoCommunity, readXtradbCluster } from './databases.ts';
import { readPatroniCluster, readZalandoCluster } from './patroni-databases.ts';
import {
  readCephMirroring,
  readCnpgReplica,
  readDrPolicy,
  readMirrorMaker,
  readReplicationClass,
  readStandby,
  readVolsyncReplication,
} from './replications.ts';
import { readClusterPlace, readEksctlPlace, readKopsPlace, readLabelledPlace } from './stated-places.ts';
import { readDrSites, readGlobalBalancing } from './site-groups.ts';
import { readSnapshotClass, readStorageClass } from './storage-classes.ts';

/** Which facts are made of objects of this room. */
export const dataKinds: readonly KindLine[] = [
  { fact: 'backupSchedules', read: readVeleroSchedule, of: ['velero.io/Schedule'] },
  { fact: 'backupSchedules', read: readKastenPolicy, of: ['config.kio.kasten.io/Policy'] },
  { fact: 'backupSchedules', read: readK8upSchedule, of: ['k8up.io/Schedule'] },
  { fact: 'backupSchedules', read: readScheduledBackup, of: ['postgresql.cnpg.io/ScheduledBackup'] },
  { fact: 'backupSchedules', read: readRecurringJob, of: ['longhorn.io/RecurringJob'] },
  { fact: 'backupSchedules', read: readVolsyncBackup, of: ['volsync.backube/ReplicationSource'] },
  { fact: 'backupSchedules', read: readSnapshotSchedule, of: ['snapscheduler.backube/SnapshotSchedule'] },
  {
    fact: 'backupSchedules',
    read: readPgbackrestSchedules,
    of: ['postgres-operator.crunchydata.com/PostgresCluster', 'pgv2.percona.com/PerconaPGCluster'],
  },
  { fact: 'backupSchedules', read: readLogicalBackup, of: ['acid.zalan.do/postgresql'] },
  { fact: 'backupSchedules', read: readXtradbSchedules, of: ['pxc.percona.com/PerconaXtraDBCluster'] },
  { fact: 'backupSchedules', read: readMongoTasks, of: ['psmdb.percona.com/PerconaServerMongoDB'] },
  {
    fact: 'backupSchedules',
    read: readMariadbBackup,
    of: ['k8s.mariadb.com/Backup', 'k8s.mariadb.com/PhysicalBackup'],
  },
  { fact: 'backupSchedules', read: readBackupJob, of: ['batch/CronJob'] },
  { fact: 'backupLocations', read: readVeleroLocation, of: ['velero.io/BackupStorageLocation'] },
  { fact: 'backupLocations', read: readOadpLocations, of: ['oadp.openshift.io/DataProtectionApplication'] },
  { fact: 'backupLocations', read: readObjectStore, of: ['barmancloud.cnpg.io/ObjectStore'] },
  { fact: 'backupLocations', read: readClusterObjectStore, of: ['postgresql.cnpg.io/Cluster'] },
  { fact: 'backupLocations', read: readKastenProfile, of: ['config.kio.kasten.io/Profile'] },
  { fact: 'backupLocations', read: readBackupTarget, of: ['longhorn.io/BackupTarget'] },
  { fact: 'backupLocations', read: readK8upBackend, of: ['k8up.io/Schedule'] },
  {
    fact: 'backupLocations',
    read: readPgbackrestRepos,
    of: ['postgres-operator.crunchydata.com/PostgresCluster', 'pgv2.percona.com/PerconaPGCluster'],
  },
  {
    fact: 'backupLocations',
    read: readPerconaStorages,
    of: ['pxc.percona.com/PerconaXtraDBCluster', 'psmdb.percona.com/PerconaServerMongoDB'],
  },
  { fact: 'databases', read: readCnpgCluster, of: ['postgresql.cnpg.io/Cluster'] },
  { fact: 'databases', read: readZalandoCluster, of: ['acid.zalan.do/postgresql'] },
  {
    fact: 'databases',
    read: readPatroniCluster,
    of: ['postgres-operator.crunchydata.com/PostgresCluster', 'pgv2.percona.com/PerconaPGCluster'],
  },
  { fact: 'databases', read: readXtradbCluster, of: ['pxc.percona.com/PerconaXtraDBCluster'] },
  { fact: 'databases', read: readMongoCluster, of: ['psmdb.percona.com/PerconaServerMongoDB'] },
  { fact: 'databases', read: readMongoCommunity, of: ['mongodbcommunity.mongodb.com/MongoDBCommunity'] },
  { fact: 'databases', read: readMariadb, of: ['k8s.mariadb.com/MariaDB'] },
  { fact: 'databases', read: readKafka, of: ['kafka.strimzi.io/Kafka'] },
  { fact: 'replications', read: readVolsyncReplication, of: ['volsync.backube/ReplicationSource'] },
  { fact: 'replications', read: readCephMirroring, of: ['ceph.rook.io/CephBlockPool', 'ceph.rook.io/CephFilesystem'] },
  { fact: 'replications', read: readDrPolicy, of: ['ramendr.openshift.io/DRPolicy'] },
  { fact: 'replications', read: readReplicationClass, of: ['replication.storage.openshift.io/VolumeReplicationClass'] },
  { fact: 'replications', read: readCnpgReplica, of: ['postgresql.cnpg.io/Cluster'] },
  {
    fact: 'replications',
    read: readStandby,
    of: [
      'acid.zalan.do/postgresql',
      'postgres-operator.crunchydata.com/PostgresCluster',
      'pgv2.percona.com/PerconaPGCluster',
    ],
  },
  { fact: 'statedPlaces', read: readLabelledPlace, of: ['/Node', '/PersistentVolume'] },
  {
    fact: 'statedPlaces',
    read: readClusterPlace,
    of: [
      'infrastructure.cluster.x-k8s.io/AWSCluster',
      'infrastructure.cluster.x-k8s.io/GCPCluster',
      'infrastructure.cluster.x-k8s.io/GCPManagedCluster',
      'infrastructure.cluster.x-k8s.io/AzureCluster',
      'controlplane.cluster.x-k8s.io/AWSManagedControlPlane',
      'infrastructure.cluster.x-k8s.io/AzureManagedControlPlane',
      'core.gardener.cloud/Shoot',
    ],
  },
  { fact: 'statedPlaces', read: readEksctlPlace, of: ['eksctl.io/ClusterConfig'] },
  { fact: 'statedPlaces', read: readKopsPlace, of: ['kops.k8s.io/Cluster'] },
  { fact: 'siteGroups', read: readDrSites, of: ['ramendr.openshift.io/DRPolicy'] },
  { fact: 'siteGroups', read: readGlobalBalancing, of: ['k8gb.absa.oss/Gslb'] },
  { fact: 'storageClasses', read: readStorageClass, of: ['storage.k8s.io/StorageClass'] },
  { fact: 'snapshotClasses', read: readSnapshotClass, of: ['snapshot.storage.k8s.io/VolumeSnapshotClass'] },
  { fact: 'replications', read: readMirrorMaker, of: ['kafka.strimzi.io/KafkaMirrorMaker2'] },
];
