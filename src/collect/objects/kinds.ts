import type { FactName, Facts } from '../../estate/facts.ts';
import { groupOf } from '../../estate/identity.ts';
import { readRole, readRoleBinding } from './access.ts';
import { readComplianceReport } from './benchmark-report.ts';
import {
  readAdmissionPolicy,
  readAdmissionPolicyBinding,
  readCelPolicy,
  readConstraint,
  readEngineWebhook,
  readImagePolicy,
  readModulePolicy,
} from './admission-policies.ts';
import { readEngineWorkload, readPolicyServer } from './policy-engine.ts';
import { readRulePolicy } from './rule-policy.ts';
import { readAutoscaler, readScaledObject, readVerticalAutoscaler } from './autoscalers.ts';
import { readAuditPolicy, readAuditPolicyMap } from './audit-policy.ts';
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
  readLogicalBackup,
  readMariadbBackup,
  readMongoTasks,
  readPgbackrestSchedules,
  readRecurringJob,
  readScheduledBackup,
  readSnapshotSchedule,
  readVeleroSchedule,
  readVolsyncBackup,
  readXtradbSchedules,
} from './backup-schedules.ts';
import { readAdmissionWebhook, readPriorityClass } from './degradation.ts';
import { readDisruptionBudget, readService, readVolumeClaim } from './companions.ts';
import {
  readApiServiceCertificates,
  readConfigMapCertificates,
  readConversionCertificates,
  readRouteCertificates,
  readSecretCertificates,
  readWebhookCertificates,
} from './certificate-holder.ts';
import { readConfigMap } from './config-map.ts';
import { readAlertmanagerConfig, readAlertmanagerFile } from './alert-routings.ts';
import { readAlertRuleFiles, readAlertRules } from './alert-rules.ts';
import {
  readEntranceRoute,
  readExposedService,
  readGateway,
  readHttpProxy,
  readIngress,
  readIngressRoute,
  readIstioGateway,
  readOpenshiftRoute,
} from './entrances.ts';
import {
  readApiServer,
  readClusterConfiguration,
  readEksControlPlane,
  readEksctlConfig,
  readKopsCluster,
  readKubeadmControlPlane,
  readManagedControlPlane,
  readRke2ControlPlane,
  readShoot,
} from './control-plane.ts';
import { readClusterAutoscaler } from './cluster-autoscaler.ts';
import {
  readClassyCluster,
  readClusterAutoscalerObject,
  readEksctlGroups,
  readHostedPool,
  readInstanceGroup,
  readKarpenterPool,
  readMachineAutoscaler,
  readMachineDeployment,
  readMachinePool,
  readProviderPool,
  readShootWorkers,
} from './node-groups.ts';
import { readKopsKubelet, readKubeletConfigMap, readKubeletConfiguration } from './kubelet.ts';
import { readEncryptionConfiguration } from './encryption-configuration.ts';
import {
  readCnpgCluster,
  readKafka,
  readMariadb,
  readMongoCluster,
  readMongoCommunity,
  readPatroniCluster,
  readXtradbCluster,
  readZalandoCluster,
} from './databases.ts';
import {
  readApplicationSet,
  readArgoApplication,
  readArgoProject,
  readFluxKustomization,
  readHelmRelease,
} from './gitops.ts';
import {
  readClusterResourceQuota,
  readLimitRange,
  readLongLivedToken,
  readNamespace,
  readNetworkPolicy,
  readResourceQuota,
  readServiceAccount,
} from './guardrails.ts';
import {
  readClusterLogging,
  readLogGroup,
  readLokiFile,
  readLokiStack,
  readStackConfigPolicy,
  readVictoriaLogs,
} from './log-stores.ts';
import { readManagedCertificate } from './managed-certificate.ts';
import {
  readDestinationRule,
  readEncryptionConfigMap,
  readEncryptionRelease,
  readFelixConfiguration,
  readLinkerdServer,
  readOpenshiftEncryption,
  readPeerAuthentication,
} from './mesh.ts';
import {
  readCalicoInstallation,
  readKopsPlugin,
  readNetworkAgent,
  readOpenshiftNetwork,
  readPluginConfigMap,
  readShootPlugin,
} from './network-plugin.ts';
import { readAuthenticationConfiguration, readAwsAuth, readKubeconfig, readOAuth } from './sign-in.ts';
import {
  readPodMonitor,
  readPodMonitoring,
  readScrapeConfig,
  readScraper,
  readScraperFile,
  readScrapingCollector,
  readServiceMonitor,
} from './monitors.ts';
import { readCollectorAgent, readNodeAgent } from './node-agent.ts';
import {
  readClusterExternalSecret,
  readClusterSecretStore,
  readExternalSecret,
  readLeasedSecret,
  readMountedSecret,
  readSealedSecret,
  readSecretStore,
  readVaultStaticSecret,
} from './managed-secrets.ts';
import type { Subject } from './object-metadata.ts';
import {
  readCephMirroring,
  readCnpgReplica,
  readDrPolicy,
  readMirrorMaker,
  readReplicationClass,
  readStandby,
  readVolsyncReplication,
} from './replications.ts';
import { readDrSites, readGlobalBalancing } from './site-groups.ts';
import { readSnapshotClass, readStorageClass } from './storage-classes.ts';
import {
  readJaeger,
  readPrometheus,
  readTelemetryWorkload,
  readTempo,
  readTraceCollector,
  readVictoriaMetrics,
} from './telemetry-stores.ts';
import { readRevisionScale } from '../operators/knative.ts';
import { makeWorkloads } from '../operators/make-workload.ts';
import { operatorRooms } from '../operators/operator-rooms.ts';
import { readWorkload } from './workload.ts';

/** How one kind of object becomes a fact. */
export interface KindReader {
  readonly fact: FactName;
  readonly read: (subject: Subject) => Facts[FactName] | readonly Facts[FactName][] | null;
  /** For files of components that are no API objects, such as an EncryptionConfiguration: they bear no name. */
  readonly nameless?: true;
}

const workload: KindReader = { fact: 'workloads', read: readWorkload };
const autoscaler: KindReader = { fact: 'autoscalers', read: readAutoscaler };
const webhook: KindReader = { fact: 'admissionWebhooks', read: readAdmissionWebhook };
const role: KindReader = { fact: 'roles', read: readRole };
const apiServer: KindReader = { fact: 'controlPlanes', read: readApiServer };
const managedControlPlane: KindReader = { fact: 'controlPlanes', read: readManagedControlPlane };
const karpenterPool: KindReader = { fact: 'nodeScalers', read: readKarpenterPool };
const machinePool: KindReader = { fact: 'nodeScalers', read: readMachinePool };
const providerPool: KindReader = { fact: 'nodeScalers', read: readProviderPool };
const encryption: KindReader = {
  fact: 'encryptionConfigurations',
  read: readEncryptionConfiguration,
  nameless: true,
};
const roleBinding: KindReader = { fact: 'roleBindings', read: readRoleBinding };
const webhookCertificates: KindReader = { fact: 'certificateHolders', read: readWebhookCertificates };
const alertRules: KindReader = { fact: 'alertRules', read: readAlertRules };
const alertmanagerConfig: KindReader = { fact: 'alertRoutes', read: readAlertmanagerConfig };
const alertmanagerFile: KindReader = { fact: 'alertRoutes', read: readAlertmanagerFile };
const entranceRoute: KindReader = { fact: 'entranceRoutes', read: readEntranceRoute };
const serviceMonitor: KindReader = { fact: 'monitors', read: readServiceMonitor };
const podMonitor: KindReader = { fact: 'monitors', read: readPodMonitor };
const podMonitoring: KindReader = { fact: 'monitors', read: readPodMonitoring };
const scrapeConfig: KindReader = { fact: 'monitors', read: readScrapeConfig };
const scraper: KindReader = { fact: 'monitors', read: readScraper };
const scraperFile: KindReader = { fact: 'monitors', read: readScraperFile };
const prometheus: KindReader = { fact: 'telemetryStores', read: readPrometheus };
const victoriaMetrics: KindReader = { fact: 'telemetryStores', read: readVictoriaMetrics };
const telemetryWorkload: KindReader = { fact: 'telemetryStores', read: readTelemetryWorkload };
const otherPolicy: KindReader = {
  fact: 'otherNetworkPolicies',
  read: ({ head }) => ({ ...head, noun: 'otherNetworkPolicy' }),
};

/**
 * The readers by API group and kind; versions of one group are read alike, because the fields that we read have not moved between them. A kind of
 * which several facts are made has a line for each.
 */
const readers: readonly (readonly [string, KindReader])[] = [
  ['apps/Deployment', workload],
  ['apps/StatefulSet', workload],
  ['apps/DaemonSet', workload],
  ['apps/ReplicaSet', workload],
  ['extensions/Deployment', workload],
  ['extensions/DaemonSet', workload],
  ['extensions/ReplicaSet', workload],
  ['/ReplicationController', workload],
  ['argoproj.io/Rollout', workload],
  ['apps.openshift.io/DeploymentConfig', workload],
  ['/DeploymentConfig', workload],
  ['serving.knative.dev/Service', { fact: 'autoscalers', read: readRevisionScale }],
  ['serving.knative.dev/Configuration', { fact: 'autoscalers', read: readRevisionScale }],
  ['serving.knative.dev/Revision', { fact: 'autoscalers', read: readRevisionScale }],
  ['apps.kruise.io/CloneSet', workload],
  ['apps.kruise.io/StatefulSet', workload],
  ['apps.kruise.io/DaemonSet', workload],
  ['batch/Job', workload],
  ['batch/CronJob', workload],
  ['/Pod', workload],
  ['/Namespace', { fact: 'namespaces', read: readNamespace }],
  ['policy/PodDisruptionBudget', { fact: 'disruptionBudgets', read: readDisruptionBudget }],
  ['autoscaling/HorizontalPodAutoscaler', autoscaler],
  ['keda.sh/ScaledObject', { fact: 'autoscalers', read: readScaledObject }],
  ['scheduling.k8s.io/PriorityClass', { fact: 'priorityClasses', read: readPriorityClass }],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', webhook],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', webhook],
  ['autoscaling.k8s.io/VerticalPodAutoscaler', { fact: 'verticalAutoscalers', read: readVerticalAutoscaler }],
  ['/Service', { fact: 'services', read: readService }],
  ['/PersistentVolumeClaim', { fact: 'volumeClaims', read: readVolumeClaim }],
  ['networking.k8s.io/NetworkPolicy', { fact: 'networkPolicies', read: readNetworkPolicy }],
  ['extensions/NetworkPolicy', { fact: 'networkPolicies', read: readNetworkPolicy }],
  ['/ResourceQuota', { fact: 'resourceQuotas', read: readResourceQuota }],
  ['quota.openshift.io/ClusterResourceQuota', { fact: 'resourceQuotas', read: readClusterResourceQuota }],
  ['/LimitRange', { fact: 'limitRanges', read: readLimitRange }],
  ['/ServiceAccount', { fact: 'serviceAccounts', read: readServiceAccount }],
  ['/Secret', { fact: 'longLivedTokens', read: readLongLivedToken }],
  // Of what it holds only the credentials are kept, which are looked for elsewhere.
  ['/ConfigMap', { fact: 'credentialCarriers', read: readConfigMap }],
  ['rbac.authorization.k8s.io/Role', role],
  ['rbac.authorization.k8s.io/ClusterRole', role],
  ['rbac.authorization.k8s.io/RoleBinding', roleBinding],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', roleBinding],
  ['/Pod', apiServer],
  ['apps/Deployment', apiServer],
  ['apps/StatefulSet', apiServer],
  ['apps/DaemonSet', apiServer],
  ['kubeadm.k8s.io/ClusterConfiguration', { fact: 'controlPlanes', read: readClusterConfiguration, nameless: true }],
  ['controlplane.cluster.x-k8s.io/KubeadmControlPlane', { fact: 'controlPlanes', read: readKubeadmControlPlane }],
  ['controlplane.cluster.x-k8s.io/RKE2ControlPlane', { fact: 'controlPlanes', read: readRke2ControlPlane }],
  ['controlplane.cluster.x-k8s.io/AWSManagedControlPlane', { fact: 'controlPlanes', read: readEksControlPlane }],
  ['controlplane.cluster.x-k8s.io/ROSAControlPlane', managedControlPlane],
  ['infrastructure.cluster.x-k8s.io/AzureManagedControlPlane', managedControlPlane],
  ['infrastructure.cluster.x-k8s.io/GCPManagedControlPlane', managedControlPlane],
  ['eksctl.io/ClusterConfig', { fact: 'controlPlanes', read: readEksctlConfig }],
  ['kops.k8s.io/Cluster', { fact: 'controlPlanes', read: readKopsCluster }],
  ['core.gardener.cloud/Shoot', { fact: 'controlPlanes', read: readShoot }],
  ['apps/Deployment', { fact: 'nodeScalers', read: readClusterAutoscaler }],
  ['karpenter.sh/NodePool', karpenterPool],
  ['karpenter.sh/Provisioner', karpenterPool],
  ['cluster.x-k8s.io/MachineDeployment', { fact: 'nodeScalers', read: readMachineDeployment }],
  ['cluster.x-k8s.io/MachinePool', machinePool],
  ['exp.cluster.x-k8s.io/MachinePool', machinePool],
  ['cluster.x-k8s.io/Cluster', { fact: 'nodeScalers', read: readClassyCluster }],
  ['infrastructure.cluster.x-k8s.io/AWSManagedMachinePool', providerPool],
  ['infrastructure.cluster.x-k8s.io/AWSMachinePool', providerPool],
  ['infrastructure.cluster.x-k8s.io/AzureManagedMachinePool', providerPool],
  ['infrastructure.cluster.x-k8s.io/GCPManagedMachinePool', providerPool],
  ['autoscaling.openshift.io/MachineAutoscaler', { fact: 'nodeScalers', read: readMachineAutoscaler }],
  ['autoscaling.openshift.io/ClusterAutoscaler', { fact: 'nodeScalers', read: readClusterAutoscalerObject }],
  ['hypershift.openshift.io/NodePool', { fact: 'nodeScalers', read: readHostedPool }],
  ['core.gardener.cloud/Shoot', { fact: 'nodeScalers', read: readShootWorkers }],
  ['kops.k8s.io/InstanceGroup', { fact: 'nodeScalers', read: readInstanceGroup }],
  ['eksctl.io/ClusterConfig', { fact: 'nodeScalers', read: readEksctlGroups }],
  ['container.cnrm.cloud.google.com/ContainerNodePool', providerPool],
  ['container.gcp.upbound.io/NodePool', providerPool],
  ['eks.aws.upbound.io/NodeGroup', providerPool],
  ['containerservice.azure.upbound.io/KubernetesClusterNodePool', providerPool],
  ['containerservice.azure.com/ManagedClustersAgentPool', providerPool],
  ['eks.services.k8s.aws/Nodegroup', providerPool],
  ['apiserver.config.k8s.io/EncryptionConfiguration', encryption],
  ['/EncryptionConfig', encryption],
  ['audit.k8s.io/Policy', { fact: 'auditPolicies', read: readAuditPolicy, nameless: true }],
  ['/ConfigMap', { fact: 'auditPolicies', read: readAuditPolicyMap }],
  ['/ConfigMap', { fact: 'signIns', read: readAwsAuth }],
  [
    'apiserver.config.k8s.io/AuthenticationConfiguration',
    { fact: 'signIns', read: readAuthenticationConfiguration, nameless: true },
  ],
  ['config.openshift.io/OAuth', { fact: 'signIns', read: readOAuth }],
  ['aquasecurity.github.io/ClusterComplianceReport', { fact: 'benchmarkReports', read: readComplianceReport }],
  ['kubelet.config.k8s.io/KubeletConfiguration', { fact: 'kubelets', read: readKubeletConfiguration, nameless: true }],
  ['/ConfigMap', { fact: 'kubelets', read: readKubeletConfigMap }],
  ['kops.k8s.io/Cluster', { fact: 'kubelets', read: readKopsKubelet }],
  ['kops.k8s.io/InstanceGroup', { fact: 'kubelets', read: readKopsKubelet }],
  ['/Config', { fact: 'kubeconfigs', read: readKubeconfig, nameless: true }],
  ['cilium.io/CiliumNetworkPolicy', otherPolicy],
  ['cilium.io/CiliumClusterwideNetworkPolicy', otherPolicy],
  ['crd.projectcalico.org/NetworkPolicy', otherPolicy],
  ['crd.projectcalico.org/GlobalNetworkPolicy', otherPolicy],
  ['projectcalico.org/NetworkPolicy', otherPolicy],
  ['projectcalico.org/GlobalNetworkPolicy', otherPolicy],
  ['crd.antrea.io/NetworkPolicy', otherPolicy],
  ['crd.antrea.io/ClusterNetworkPolicy', otherPolicy],
  ['policy.networking.k8s.io/AdminNetworkPolicy', otherPolicy],
  ['policy.networking.k8s.io/BaselineAdminNetworkPolicy', otherPolicy],
  ['policy.networking.k8s.io/ClusterNetworkPolicy', otherPolicy],
  ['monitoring.coreos.com/PrometheusRule', alertRules],
  ['operator.victoriametrics.com/VMRule', alertRules],
  ['loki.grafana.com/AlertingRule', alertRules],
  ['/ConfigMap', { fact: 'alertRules', read: readAlertRuleFiles }],
  ['monitoring.coreos.com/AlertmanagerConfig', alertmanagerConfig],
  ['operator.victoriametrics.com/VMAlertmanagerConfig', alertmanagerConfig],
  ['/Secret', alertmanagerFile],
  ['/ConfigMap', alertmanagerFile],
  ['velero.io/Schedule', { fact: 'backupSchedules', read: readVeleroSchedule }],
  ['config.kio.kasten.io/Policy', { fact: 'backupSchedules', read: readKastenPolicy }],
  ['k8up.io/Schedule', { fact: 'backupSchedules', read: readK8upSchedule }],
  ['postgresql.cnpg.io/ScheduledBackup', { fact: 'backupSchedules', read: readScheduledBackup }],
  ['longhorn.io/RecurringJob', { fact: 'backupSchedules', read: readRecurringJob }],
  ['volsync.backube/ReplicationSource', { fact: 'backupSchedules', read: readVolsyncBackup }],
  ['snapscheduler.backube/SnapshotSchedule', { fact: 'backupSchedules', read: readSnapshotSchedule }],
  ['postgres-operator.crunchydata.com/PostgresCluster', { fact: 'backupSchedules', read: readPgbackrestSchedules }],
  ['pgv2.percona.com/PerconaPGCluster', { fact: 'backupSchedules', read: readPgbackrestSchedules }],
  ['acid.zalan.do/postgresql', { fact: 'backupSchedules', read: readLogicalBackup }],
  ['pxc.percona.com/PerconaXtraDBCluster', { fact: 'backupSchedules', read: readXtradbSchedules }],
  ['psmdb.percona.com/PerconaServerMongoDB', { fact: 'backupSchedules', read: readMongoTasks }],
  ['k8s.mariadb.com/Backup', { fact: 'backupSchedules', read: readMariadbBackup }],
  ['k8s.mariadb.com/PhysicalBackup', { fact: 'backupSchedules', read: readMariadbBackup }],
  ['batch/CronJob', { fact: 'backupSchedules', read: readBackupJob }],
  ['velero.io/BackupStorageLocation', { fact: 'backupLocations', read: readVeleroLocation }],
  ['oadp.openshift.io/DataProtectionApplication', { fact: 'backupLocations', read: readOadpLocations }],
  ['barmancloud.cnpg.io/ObjectStore', { fact: 'backupLocations', read: readObjectStore }],
  ['postgresql.cnpg.io/Cluster', { fact: 'backupLocations', read: readClusterObjectStore }],
  ['config.kio.kasten.io/Profile', { fact: 'backupLocations', read: readKastenProfile }],
  ['longhorn.io/BackupTarget', { fact: 'backupLocations', read: readBackupTarget }],
  ['k8up.io/Schedule', { fact: 'backupLocations', read: readK8upBackend }],
  ['postgres-operator.crunchydata.com/PostgresCluster', { fact: 'backupLocations', read: readPgbackrestRepos }],
  ['pgv2.percona.com/PerconaPGCluster', { fact: 'backupLocations', read: readPgbackrestRepos }],
  ['pxc.percona.com/PerconaXtraDBCluster', { fact: 'backupLocations', read: readPerconaStorages }],
  ['psmdb.percona.com/PerconaServerMongoDB', { fact: 'backupLocations', read: readPerconaStorages }],
  ['postgresql.cnpg.io/Cluster', { fact: 'databases', read: readCnpgCluster }],
  ['acid.zalan.do/postgresql', { fact: 'databases', read: readZalandoCluster }],
  ['postgres-operator.crunchydata.com/PostgresCluster', { fact: 'databases', read: readPatroniCluster }],
  ['pgv2.percona.com/PerconaPGCluster', { fact: 'databases', read: readPatroniCluster }],
  ['pxc.percona.com/PerconaXtraDBCluster', { fact: 'databases', read: readXtradbCluster }],
  ['psmdb.percona.com/PerconaServerMongoDB', { fact: 'databases', read: readMongoCluster }],
  ['mongodbcommunity.mongodb.com/MongoDBCommunity', { fact: 'databases', read: readMongoCommunity }],
  ['k8s.mariadb.com/MariaDB', { fact: 'databases', read: readMariadb }],
  ['kafka.strimzi.io/Kafka', { fact: 'databases', read: readKafka }],
  ['volsync.backube/ReplicationSource', { fact: 'replications', read: readVolsyncReplication }],
  ['ceph.rook.io/CephBlockPool', { fact: 'replications', read: readCephMirroring }],
  ['ceph.rook.io/CephFilesystem', { fact: 'replications', read: readCephMirroring }],
  ['ramendr.openshift.io/DRPolicy', { fact: 'replications', read: readDrPolicy }],
  ['replication.storage.openshift.io/VolumeReplicationClass', { fact: 'replications', read: readReplicationClass }],
  ['postgresql.cnpg.io/Cluster', { fact: 'replications', read: readCnpgReplica }],
  ['acid.zalan.do/postgresql', { fact: 'replications', read: readStandby }],
  ['postgres-operator.crunchydata.com/PostgresCluster', { fact: 'replications', read: readStandby }],
  ['pgv2.percona.com/PerconaPGCluster', { fact: 'replications', read: readStandby }],
  ['ramendr.openshift.io/DRPolicy', { fact: 'siteGroups', read: readDrSites }],
  ['k8gb.absa.oss/Gslb', { fact: 'siteGroups', read: readGlobalBalancing }],
  ['storage.k8s.io/StorageClass', { fact: 'storageClasses', read: readStorageClass }],
  ['snapshot.storage.k8s.io/VolumeSnapshotClass', { fact: 'snapshotClasses', read: readSnapshotClass }],
  ['kafka.strimzi.io/KafkaMirrorMaker2', { fact: 'replications', read: readMirrorMaker }],
  ['networking.k8s.io/Ingress', { fact: 'entrances', read: readIngress }],
  ['extensions/Ingress', { fact: 'entrances', read: readIngress }],
  ['gateway.networking.k8s.io/Gateway', { fact: 'entrances', read: readGateway }],
  ['gateway.networking.k8s.io/HTTPRoute', entranceRoute],
  ['gateway.networking.k8s.io/GRPCRoute', entranceRoute],
  ['networking.istio.io/Gateway', { fact: 'entrances', read: readIstioGateway }],
  ['route.openshift.io/Route', { fact: 'entrances', read: readOpenshiftRoute }],
  ['traefik.io/IngressRoute', { fact: 'entrances', read: readIngressRoute }],
  ['traefik.containo.us/IngressRoute', { fact: 'entrances', read: readIngressRoute }],
  ['projectcontour.io/HTTPProxy', { fact: 'entrances', read: readHttpProxy }],
  ['/Service', { fact: 'exposedServices', read: readExposedService }],
  ['/Secret', { fact: 'certificateHolders', read: readSecretCertificates }],
  ['/ConfigMap', { fact: 'certificateHolders', read: readConfigMapCertificates }],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', webhookCertificates],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', webhookCertificates],
  ['apiregistration.k8s.io/APIService', { fact: 'certificateHolders', read: readApiServiceCertificates }],
  ['apiextensions.k8s.io/CustomResourceDefinition', { fact: 'certificateHolders', read: readConversionCertificates }],
  ['route.openshift.io/Route', { fact: 'certificateHolders', read: readRouteCertificates }],
  ['security.istio.io/PeerAuthentication', { fact: 'meshPolicies', read: readPeerAuthentication }],
  ['networking.istio.io/DestinationRule', { fact: 'meshPolicies', read: readDestinationRule }],
  ['policy.linkerd.io/Server', { fact: 'meshPolicies', read: readLinkerdServer }],
  ['/ConfigMap', { fact: 'networkEncryptions', read: readEncryptionConfigMap }],
  ['helm.toolkit.fluxcd.io/HelmRelease', { fact: 'networkEncryptions', read: readEncryptionRelease }],
  ['crd.projectcalico.org/FelixConfiguration', { fact: 'networkEncryptions', read: readFelixConfiguration }],
  ['projectcalico.org/FelixConfiguration', { fact: 'networkEncryptions', read: readFelixConfiguration }],
  ['operator.openshift.io/Network', { fact: 'networkEncryptions', read: readOpenshiftEncryption }],
  ['apps/DaemonSet', { fact: 'networkPlugins', read: readNetworkAgent }],
  ['extensions/DaemonSet', { fact: 'networkPlugins', read: readNetworkAgent }],
  ['/ConfigMap', { fact: 'networkPlugins', read: readPluginConfigMap }],
  ['operator.tigera.io/Installation', { fact: 'networkPlugins', read: readCalicoInstallation }],
  ['operator.openshift.io/Network', { fact: 'networkPlugins', read: readOpenshiftNetwork }],
  ['kops.k8s.io/Cluster', { fact: 'networkPlugins', read: readKopsPlugin }],
  ['core.gardener.cloud/Shoot', { fact: 'networkPlugins', read: readShootPlugin }],
  ['external-secrets.io/ExternalSecret', { fact: 'managedSecrets', read: readExternalSecret }],
  ['external-secrets.io/ClusterExternalSecret', { fact: 'managedSecrets', read: readClusterExternalSecret }],
  ['external-secrets.io/SecretStore', { fact: 'secretStores', read: readSecretStore }],
  ['external-secrets.io/ClusterSecretStore', { fact: 'secretStores', read: readClusterSecretStore }],
  ['bitnami.com/SealedSecret', { fact: 'managedSecrets', read: readSealedSecret }],
  ['secrets.hashicorp.com/VaultStaticSecret', { fact: 'managedSecrets', read: readVaultStaticSecret }],
  ['secrets.hashicorp.com/VaultDynamicSecret', { fact: 'managedSecrets', read: readLeasedSecret }],
  ['secrets.hashicorp.com/VaultPKISecret', { fact: 'managedSecrets', read: readLeasedSecret }],
  ['secrets-store.csi.x-k8s.io/SecretProviderClass', { fact: 'managedSecrets', read: readMountedSecret }],
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicy', { fact: 'admissionPolicies', read: readAdmissionPolicy }],
  [
    'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
    { fact: 'admissionPolicies', read: readAdmissionPolicyBinding },
  ],
  [
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    { fact: 'admissionPolicies', read: readEngineWebhook },
  ],
  ['kyverno.io/ClusterPolicy', { fact: 'admissionPolicies', read: readRulePolicy }],
  ['kyverno.io/Policy', { fact: 'admissionPolicies', read: readRulePolicy }],
  ['policies.kyverno.io/ValidatingPolicy', { fact: 'admissionPolicies', read: readCelPolicy }],
  ['policies.kyverno.io/NamespacedValidatingPolicy', { fact: 'admissionPolicies', read: readCelPolicy }],
  ['policies.kyverno.io/ImageValidatingPolicy', { fact: 'admissionPolicies', read: readCelPolicy }],
  ['policies.kyverno.io/NamespacedImageValidatingPolicy', { fact: 'admissionPolicies', read: readCelPolicy }],
  ['constraints.gatekeeper.sh/*', { fact: 'admissionPolicies', read: readConstraint }],
  ['apps/Deployment', { fact: 'admissionPolicies', read: readEngineWorkload }],
  ['policies.kubewarden.io/PolicyServer', { fact: 'admissionPolicies', read: readPolicyServer }],
  ['policies.kubewarden.io/ClusterAdmissionPolicy', { fact: 'admissionPolicies', read: readModulePolicy }],
  ['policies.kubewarden.io/AdmissionPolicy', { fact: 'admissionPolicies', read: readModulePolicy }],
  ['policy.sigstore.dev/ClusterImagePolicy', { fact: 'admissionPolicies', read: readImagePolicy }],
  ['config.openshift.io/ClusterImagePolicy', { fact: 'admissionPolicies', read: readImagePolicy }],
  ['cert-manager.io/Certificate', { fact: 'managedCertificates', read: readManagedCertificate }],
  ['argoproj.io/Application', { fact: 'gitopsApplications', read: readArgoApplication }],
  ['argoproj.io/ApplicationSet', { fact: 'gitopsApplications', read: readApplicationSet }],
  ['argoproj.io/AppProject', { fact: 'gitopsProjects', read: readArgoProject }],
  ['kustomize.toolkit.fluxcd.io/Kustomization', { fact: 'gitopsApplications', read: readFluxKustomization }],
  ['helm.toolkit.fluxcd.io/HelmRelease', { fact: 'gitopsApplications', read: readHelmRelease }],
  ['loki.grafana.com/LokiStack', { fact: 'logStores', read: readLokiStack }],
  ['/ConfigMap', { fact: 'logStores', read: readLokiFile }],
  ['/Secret', { fact: 'logStores', read: readLokiFile }],
  ['logging.openshift.io/ClusterLogging', { fact: 'logStores', read: readClusterLogging }],
  ['stackconfigpolicy.k8s.elastic.co/StackConfigPolicy', { fact: 'logStores', read: readStackConfigPolicy }],
  ['operator.victoriametrics.com/VLogs', { fact: 'logStores', read: readVictoriaLogs }],
  ['operator.victoriametrics.com/VLSingle', { fact: 'logStores', read: readVictoriaLogs }],
  ['operator.victoriametrics.com/VLCluster', { fact: 'logStores', read: readVictoriaLogs }],
  ['cloudwatchlogs.services.k8s.aws/LogGroup', { fact: 'logStores', read: readLogGroup }],
  ['cloudwatchlogs.aws.upbound.io/Group', { fact: 'logStores', read: readLogGroup }],
  ['logging.cnrm.cloud.google.com/LoggingLogBucket', { fact: 'logStores', read: readLogGroup }],
  ['apps/DaemonSet', { fact: 'nodeAgents', read: readNodeAgent }],
  ['monitoring.coreos.com/ServiceMonitor', serviceMonitor],
  ['azmonitoring.coreos.com/ServiceMonitor', serviceMonitor],
  ['operator.victoriametrics.com/VMServiceScrape', serviceMonitor],
  ['monitoring.coreos.com/PodMonitor', podMonitor],
  ['azmonitoring.coreos.com/PodMonitor', podMonitor],
  ['operator.victoriametrics.com/VMPodScrape', podMonitor],
  ['monitoring.googleapis.com/PodMonitoring', podMonitoring],
  ['monitoring.googleapis.com/ClusterPodMonitoring', podMonitoring],
  ['monitoring.coreos.com/ScrapeConfig', scrapeConfig],
  ['operator.victoriametrics.com/VMScrapeConfig', scrapeConfig],
  ['operator.victoriametrics.com/VMStaticScrape', scrapeConfig],
  ['monitoring.coreos.com/Prometheus', scraper],
  ['monitoring.coreos.com/PrometheusAgent', scraper],
  ['operator.victoriametrics.com/VMAgent', scraper],
  ['operator.victoriametrics.com/VMSingle', scraper],
  ['uds.dev/Package', scraper],
  ['opentelemetry.io/OpenTelemetryCollector', { fact: 'monitors', read: readScrapingCollector }],
  ['/ConfigMap', scraperFile],
  ['/Secret', scraperFile],
  ['monitoring.coreos.com/Prometheus', prometheus],
  ['monitoring.coreos.com/PrometheusAgent', prometheus],
  ['monitoring.coreos.com/Alertmanager', prometheus],
  ['monitoring.coreos.com/ThanosRuler', prometheus],
  ['operator.victoriametrics.com/VMSingle', victoriaMetrics],
  ['operator.victoriametrics.com/VMCluster', victoriaMetrics],
  ['operator.victoriametrics.com/VMAgent', victoriaMetrics],
  ['operator.victoriametrics.com/VMAlert', victoriaMetrics],
  ['operator.victoriametrics.com/VMAlertmanager', victoriaMetrics],
  ['tempo.grafana.com/TempoStack', { fact: 'telemetryStores', read: readTempo }],
  ['tempo.grafana.com/TempoMonolithic', { fact: 'telemetryStores', read: readTempo }],
  ['jaegertracing.io/Jaeger', { fact: 'telemetryStores', read: readJaeger }],
  ['opentelemetry.io/OpenTelemetryCollector', { fact: 'telemetryStores', read: readTraceCollector }],
  ['opentelemetry.io/OpenTelemetryCollector', { fact: 'nodeAgents', read: readCollectorAgent }],
  ['apps/Deployment', telemetryWorkload],
  ['apps/StatefulSet', telemetryWorkload],
];

/** What operators make, by the kinds of their resources. */
const ofOperators = operatorRooms.flatMap(({ operator, makes }) =>
  Object.entries(makes).map(([key, make]): readonly [string, KindReader] => [
    key,
    { fact: 'workloads', read: makeWorkloads(operator, make) },
  ]),
);

const byKind: ReadonlyMap<string, readonly KindReader[]> = new Map(
  [...Map.groupBy([...readers, ...ofOperators], ([key]) => key)].map(([key, lines]) => [
    key,
    lines.map(([, reader]) => reader),
  ]),
);

/** The kinds that facts are made of, as `group/kind`. */
export const kindsRead: readonly string[] = [...byKind.keys()];

/** The readers of a kind; none for kinds that no fact is made of. */
export function readersOf(apiVersion: string, kind: string): readonly KindReader[] {
  const group = groupOf(apiVersion);
  // Some groups have kinds of everybody's making.
  return byKind.get(`${group}/${kind}`) ?? byKind.get(`${group}/*`) ?? [];
}

/**
 * The facts that objects of a kind may become, whatever their group: what is incomplete when such a document cannot be read. However the kind is
 * written, for it may be what is wrong.
 */
export function factsOfKind(kind: string): FactName[] {
  const end = `/${kind.toLowerCase()}`;
  return [
    ...new Set(
      [...ofOperators, ...readers].flatMap(([key, reader]) => (key.toLowerCase().endsWith(end) ? [reader.fact] : [])),
    ),
  ];
}
