import type { AlertRouting } from './alert-routing.ts';
import type { AlertRuleSet } from './alert-rule-set.ts';
import type { AuditPolicy } from './audit-policy.ts';
import type { ApiUse } from './api-use.ts';
import type { AdmissionWebhook } from './admission-webhook.ts';
import type { AdmissionPolicy } from './admission-policy.ts';
import type { Autoscaler } from './autoscaler.ts';
import type { BackupLocation } from './backup-location.ts';
import type { BackupSchedule } from './backup-schedule.ts';
import type { BenchmarkReport } from './benchmark-report.ts';
import type { ControlPlane } from './control-plane.ts';
import type { ControlPlanePart } from './control-plane-part.ts';
import type { CertificateHolder } from './certificate-holder.ts';
import type { CredentialCarrier } from './credential.ts';
import type { Database } from './database.ts';
import type { DisruptionBudget } from './disruption-budget.ts';
import type { Entrance } from './entrance.ts';
import type { EntranceRoute } from './entrance-route.ts';
import type { ExposedService } from './exposed-service.ts';
import type { ManagedCertificate } from './managed-certificate.ts';
import type { EncryptionConfiguration } from './encryption-configuration.ts';
import type { GitopsApplication, GitopsProject } from './gitops-application.ts';
import type { ImageOverride } from './image-override.ts';
import type { Kubelet } from './kubelet.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import type { LimitRange } from './limit-range.ts';
import type { Monitor } from './monitor.ts';
import type { MeshPolicy } from './mesh-policy.ts';
import type { NetworkEncryption } from './network-encryption.ts';
import type { NetworkPlugin } from './network-plugin.ts';
import type { ManagedSecret, SecretStore } from './managed-secret.ts';
import type { Namespace } from './namespace.ts';
import type { LogStore } from './log-store.ts';
import type { NetworkPolicy, OtherNetworkPolicy } from './network-policy.ts';
import type { NodeRepair } from './node-repair.ts';
import type { NodeScaler } from './node-scaler.ts';
import type { NodeAgent } from './node-agent.ts';
import type { Pipeline } from './pipeline.ts';
import type { PodMaker } from './pod-maker.ts';
import type { PriorityClass } from './priority-class.ts';
import type { Replication } from './replication.ts';
import type { ResourceQuota } from './resource-quota.ts';
import type { Role } from './role.ts';
import type { RoleBinding } from './role-binding.ts';
import type { LongLivedToken, ServiceAccount } from './service-account.ts';
import type { Service } from './service.ts';
import type { VerticalAutoscaler } from './vertical-autoscaler.ts';
import type { SiteGroup } from './site-group.ts';
import type { StatedPlace } from './stated-place.ts';
import type { SnapshotClass, StorageClass } from './storage-class.ts';
import type { TelemetryStore } from './telemetry-store.ts';
import type { Tool } from './tool.ts';
import type { ServerSettings } from './server-settings.ts';
import type { SignIn } from './sign-in.ts';
import type { VolumeClaim } from './volume-claim.ts';
import type { Node } from './node.ts';
import type { RunningPod } from './running-pod.ts';
import type { LiveCluster } from './live-cluster.ts';
import type { Volume } from './volume.ts';
import type { MadeCopy } from './made-copy.ts';
import type { ServiceEndpoints } from './service-endpoints.ts';
import type { Workload } from './workload.ts';

/** The vocabulary: every list of things that can be known of a platform, by the name under which a check asks for it. */
export interface Facts {
  readonly workloads: Workload;
  readonly namespaces: Namespace;
  readonly disruptionBudgets: DisruptionBudget;
  readonly autoscalers: Autoscaler;
  readonly services: Service;
  readonly networkPolicies: NetworkPolicy;
  readonly otherNetworkPolicies: OtherNetworkPolicy;
  readonly resourceQuotas: ResourceQuota;
  readonly limitRanges: LimitRange;
  readonly serviceAccounts: ServiceAccount;
  readonly longLivedTokens: LongLivedToken;
  readonly volumeClaims: VolumeClaim;
  readonly credentialCarriers: CredentialCarrier;
  readonly podMakers: PodMaker;
  readonly imageOverrides: ImageOverride;
  readonly roles: Role;
  readonly roleBindings: RoleBinding;
  readonly verticalAutoscalers: VerticalAutoscaler;
  readonly priorityClasses: PriorityClass;
  readonly admissionWebhooks: AdmissionWebhook;
  readonly alertRules: AlertRuleSet;
  readonly alertRoutes: AlertRouting;
  readonly backupSchedules: BackupSchedule;
  readonly backupLocations: BackupLocation;
  readonly databases: Database;
  readonly replications: Replication;
  readonly storageClasses: StorageClass;
  readonly snapshotClasses: SnapshotClass;
  readonly siteGroups: SiteGroup;
  readonly entrances: Entrance;
  readonly entranceRoutes: EntranceRoute;
  readonly exposedServices: ExposedService;
  readonly managedCertificates: ManagedCertificate;
  readonly admissionPolicies: AdmissionPolicy;
  readonly managedSecrets: ManagedSecret;
  readonly secretStores: SecretStore;
  readonly pipelines: Pipeline;
  readonly certificateHolders: CertificateHolder;
  readonly meshPolicies: MeshPolicy;
  readonly networkEncryptions: NetworkEncryption;
  readonly networkPlugins: NetworkPlugin;
  readonly controlPlanes: ControlPlane;
  readonly nodeScalers: NodeScaler;
  readonly encryptionConfigurations: EncryptionConfiguration;
  readonly auditPolicies: AuditPolicy;
  readonly tools: Tool;
  readonly apiUses: ApiUse;
  readonly signIns: SignIn;
  readonly kubeconfigs: Kubeconfig;
  readonly kubelets: Kubelet;
  readonly benchmarkReports: BenchmarkReport;
  readonly gitopsApplications: GitopsApplication;
  readonly gitopsProjects: GitopsProject;
  readonly logStores: LogStore;
  readonly nodeAgents: NodeAgent;
  readonly monitors: Monitor;
  readonly telemetryStores: TelemetryStore;
  readonly nodeRepairs: NodeRepair;
  readonly statedPlaces: StatedPlace;
  readonly nodes: Node;
  readonly runningPods: RunningPod;
  readonly liveClusters: LiveCluster;
  readonly volumes: Volume;
  readonly serviceEndpoints: ServiceEndpoints;
  readonly madeCopies: MadeCopy;
  readonly controlPlaneParts: ControlPlanePart;
  readonly serverSettings: ServerSettings;
}

/** The name of a fact. */
export type FactName = keyof Facts;

/** What each fact is called in a sentence. The key order is the order of a snapshot. */
export const factTitles: Readonly<Record<FactName, string>> = {
  workloads: 'workloads',
  namespaces: 'namespaces',
  disruptionBudgets: 'disruption budgets',
  autoscalers: 'autoscalers',
  services: 'Services',
  networkPolicies: 'NetworkPolicies',
  otherNetworkPolicies: 'network policies of the CNI and of the whole cluster',
  resourceQuotas: 'ResourceQuotas',
  limitRanges: 'LimitRanges',
  serviceAccounts: 'ServiceAccounts',
  longLivedTokens: 'long-lived tokens',
  volumeClaims: 'PersistentVolumeClaims',
  credentialCarriers: 'objects that can carry a credential',
  podMakers: 'custom resources that may make pods',
  imageOverrides: 'build files that set image tags',
  roles: 'roles',
  roleBindings: 'role bindings',
  verticalAutoscalers: 'vertical autoscalers',
  priorityClasses: 'priority classes',
  admissionWebhooks: 'admission webhooks',
  alertRules: 'alert rules',
  alertRoutes: 'routes of alerts',
  backupSchedules: 'backup schedules',
  backupLocations: 'backup locations',
  databases: 'databases',
  replications: 'replications',
  storageClasses: 'StorageClasses',
  snapshotClasses: 'VolumeSnapshotClasses',
  siteGroups: 'groups of sites',
  entrances: 'Ingresses, Gateways and Routes',
  entranceRoutes: 'routes of Gateways',
  exposedServices: 'Services that are reached from outside',
  managedCertificates: 'certificates that a controller renews',
  admissionPolicies: 'admission policies',
  managedSecrets: 'managed secrets',
  secretStores: 'stores of secrets',
  pipelines: 'pipelines',
  certificateHolders: 'objects that hold certificates',
  meshPolicies: 'rules of a service mesh',
  networkEncryptions: 'settings that encrypt between nodes',
  networkPlugins: 'network plugins',
  controlPlanes: 'control planes',
  nodeScalers: 'groups of nodes and their autoscalers',
  encryptionConfigurations: 'configurations of encryption at rest',
  auditPolicies: 'audit policies',
  tools: 'platform tools',
  apiUses: 'objects in versions of the Kubernetes API that do not last',
  signIns: 'configurations of sign-in',
  kubeconfigs: 'kubeconfigs',
  kubelets: 'settings of kubelets',
  benchmarkReports: 'reports of the CIS benchmark',
  gitopsApplications: 'GitOps applications',
  gitopsProjects: 'GitOps projects',
  logStores: 'log stores',
  nodeAgents: 'agents on nodes',
  monitors: 'monitors',
  telemetryStores: 'servers of metrics, alerts and traces',
  nodeRepairs: 'health checks of nodes',
  statedPlaces: 'regions of nodes, volumes, clusters and pods',
  nodes: 'nodes',
  runningPods: 'running pods',
  liveClusters: 'API servers that were asked',
  volumes: 'volumes',
  serviceEndpoints: 'endpoints of Services',
  madeCopies: 'copies of data that were made',
  controlPlaneParts: 'programs of the control plane',
  serverSettings: 'settings that an operator keeps API servers to',
};

/** The noun that the items of each fact bear; under it they are subjects of checks and analyses. */
export const factNouns: { readonly [Name in FactName]: Facts[Name]['noun'] } = {
  workloads: 'workload',
  namespaces: 'namespace',
  disruptionBudgets: 'disruptionBudget',
  autoscalers: 'autoscaler',
  services: 'service',
  networkPolicies: 'networkPolicy',
  otherNetworkPolicies: 'otherNetworkPolicy',
  resourceQuotas: 'resourceQuota',
  limitRanges: 'limitRange',
  serviceAccounts: 'serviceAccount',
  longLivedTokens: 'longLivedToken',
  volumeClaims: 'volumeClaim',
  credentialCarriers: 'credentialCarrier',
  podMakers: 'podMaker',
  imageOverrides: 'imageOverride',
  roles: 'role',
  roleBindings: 'roleBinding',
  verticalAutoscalers: 'verticalAutoscaler',
  priorityClasses: 'priorityClass',
  admissionWebhooks: 'admissionWebhook',
  alertRules: 'alertRuleSet',
  alertRoutes: 'alertRouting',
  backupSchedules: 'backupSchedule',
  backupLocations: 'backupLocation',
  databases: 'database',
  replications: 'replication',
  storageClasses: 'storageClass',
  snapshotClasses: 'snapshotClass',
  siteGroups: 'siteGroup',
  entrances: 'entrance',
  entranceRoutes: 'entranceRoute',
  exposedServices: 'exposedService',
  managedCertificates: 'managedCertificate',
  admissionPolicies: 'admissionPolicy',
  managedSecrets: 'managedSecret',
  secretStores: 'secretStore',
  pipelines: 'pipeline',
  certificateHolders: 'certificateHolder',
  meshPolicies: 'meshPolicy',
  networkEncryptions: 'networkEncryption',
  networkPlugins: 'networkPlugin',
  controlPlanes: 'controlPlane',
  nodeScalers: 'nodeScaler',
  encryptionConfigurations: 'encryptionConfiguration',
  auditPolicies: 'auditPolicy',
  tools: 'tool',
  apiUses: 'apiUse',
  signIns: 'signIn',
  kubeconfigs: 'kubeconfig',
  kubelets: 'kubelet',
  benchmarkReports: 'benchmarkReport',
  gitopsApplications: 'gitopsApplication',
  gitopsProjects: 'gitopsProject',
  logStores: 'logStore',
  nodeAgents: 'nodeAgent',
  monitors: 'monitor',
  telemetryStores: 'telemetryStore',
  nodeRepairs: 'nodeRepair',
  statedPlaces: 'statedPlace',
  nodes: 'node',
  runningPods: 'runningPod',
  liveClusters: 'liveCluster',
  volumes: 'volume',
  serviceEndpoints: 'serviceEndpoints',
  madeCopies: 'madeCopy',
  controlPlaneParts: 'controlPlanePart',
  serverSettings: 'serverSettings',
};

/** The items of every fact, by their noun. */
export type Nouns = { readonly [Name in FactName as Facts[Name]['noun']]: Facts[Name] };

/** Every fact's name. */
export const factNames: readonly FactName[] = Object.keys(factTitles) as FactName[];
