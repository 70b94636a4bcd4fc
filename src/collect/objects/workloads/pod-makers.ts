import { groupOf } from '../../../estate/identity.ts';

/** Whether pods come from an object of a kind: surely, never, or nobody here knows. */
export type MakesPods = 'yes' | 'no' | 'maybe';

/** Groups of the Kubernetes project itself: what of them makes pods is read as a workload. */
function isBuiltIn(group: string): boolean {
  return group === '' || !group.includes('.') || group.endsWith('.k8s.io');
}

/** Kinds of operators that are known to make pods which run for long. */
const makers = new Set([
  'monitoring.coreos.com/Prometheus',
  'monitoring.coreos.com/PrometheusAgent',
  'monitoring.coreos.com/Alertmanager',
  'monitoring.coreos.com/ThanosRuler',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Pooler',
  'acid.zalan.do/postgresql',
  'postgres-operator.crunchydata.com/PostgresCluster',
  'pxc.percona.com/PerconaXtraDBCluster',
  'psmdb.percona.com/PerconaServerMongoDB',
  'pgv2.percona.com/PerconaPGCluster',
  'kafka.strimzi.io/Kafka',
  'kafka.strimzi.io/KafkaNodePool',
  'kafka.strimzi.io/KafkaConnect',
  'kafka.strimzi.io/KafkaMirrorMaker2',
  'kafka.strimzi.io/KafkaBridge',
  'elasticsearch.k8s.elastic.co/Elasticsearch',
  'kibana.k8s.elastic.co/Kibana',
  'rabbitmq.com/RabbitmqCluster',
  'redis.redis.opstreelabs.in/Redis',
  'redis.redis.opstreelabs.in/RedisCluster',
  'redis.redis.opstreelabs.in/RedisReplication',
  'redis.redis.opstreelabs.in/RedisSentinel',
  'databases.spotahome.com/RedisFailover',
  'operator.victoriametrics.com/VMCluster',
  'operator.victoriametrics.com/VMSingle',
  'operator.victoriametrics.com/VMAgent',
  'operator.victoriametrics.com/VMAlert',
  'operator.victoriametrics.com/VMAlertmanager',
  'operator.victoriametrics.com/VMAuth',
  'mongodbcommunity.mongodb.com/MongoDBCommunity',
  'keycloak.org/Keycloak',
  'k8s.keycloak.org/Keycloak',
  'jaegertracing.io/Jaeger',
  'loki.grafana.com/LokiStack',
  'tempo.grafana.com/TempoStack',
  'tempo.grafana.com/TempoMonolithic',
  'opentelemetry.io/OpenTelemetryCollector',
  'ceph.rook.io/CephCluster',
  'ceph.rook.io/CephFilesystem',
  'ceph.rook.io/CephObjectStore',
  'grafana.integreatly.org/Grafana',
  'vault.banzaicloud.com/Vault',
  'cassandra.datastax.com/CassandraDatacenter',
  'minio.min.io/Tenant',
  'kamaji.clastix.io/TenantControlPlane',
]);

/** Of those the ones that make each pod by itself: no Deployment and no StatefulSet. */
const podByPod = new Set(['postgresql.cnpg.io/Cluster']);

/** Whether objects of a kind may make Deployments and the like. */
export function makesSets(apiVersion: string, kind: string): boolean {
  return !podByPod.has(`${groupOf(apiVersion)}/${kind}`);
}

/** Groups none of whose kinds makes pods. */
const neverGroups = new Set([
  'cert-manager.io',
  'acme.cert-manager.io',
  'external-secrets.io',
  'generators.external-secrets.io',
  'bitnami.com',
  'kyverno.io',
  'policies.kyverno.io',
  'policy.sigstore.dev',
  'constraints.gatekeeper.sh',
  'templates.gatekeeper.sh',
  'config.gatekeeper.sh',
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
  'gateway.networking.k8s.io',
  'traefik.io',
  'traefik.containo.us',
  'cilium.io',
  'crd.projectcalico.org',
  'projectcalico.org',
  'crd.antrea.io',
  'policy.networking.k8s.io',
  'velero.io',
  'config.kio.kasten.io',
  'longhorn.io',
  'snapscheduler.backube',
  'barmancloud.cnpg.io',
  'keda.sh',
  'source.toolkit.fluxcd.io',
  'source.extensions.fluxcd.io',
  'schema.plugin.fluxcd.io',
  'notification.toolkit.fluxcd.io',
  'image.toolkit.fluxcd.io',
  'kustomize.config.k8s.io',
  'linkerd.io',
  'policy.linkerd.io',
  'secrets.hashicorp.com',
  'secrets-store.csi.x-k8s.io',
  'iam.cnrm.cloud.google.com',
  'config.openshift.io',
  'route.openshift.io',
  'machine.openshift.io',
  'machineconfiguration.openshift.io',
  'autoscaling.openshift.io',
  'image.openshift.io',
  'project.openshift.io',
  'authorization.openshift.io',
  'security.openshift.io',
  'oauth.openshift.io',
  'nmstate.io',
  'objectbucket.io',
  'k8s.cni.cncf.io',
  'talos.dev',
  'user.openshift.io',
  'rbac.authorization.k8s.io',
  'karpenter.sh',
  'karpenter.k8s.aws',
  'sloth.slok.dev',
  'pyrra.dev',
  'grafana.integreatly.org',
  'metallb.io',
  'externaldns.k8s.io',
  'console.openshift.io',
  'cluster.x-k8s.io',
  'exp.cluster.x-k8s.io',
  'controlplane.cluster.x-k8s.io',
  'bootstrap.cluster.x-k8s.io',
  'infrastructure.cluster.x-k8s.io',
  'core.gardener.cloud',
  'eksctl.io',
  'elbv2.k8s.aws',
  'aquasecurity.github.io',
]);

/** Single kinds that make none, of groups that have some that do. */
const never = new Set([
  'policies.kubewarden.io/ClusterAdmissionPolicy',
  'policies.kubewarden.io/AdmissionPolicy',
  'monitoring.coreos.com/ServiceMonitor',
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/Probe',
  'monitoring.coreos.com/ScrapeConfig',
  'monitoring.coreos.com/AlertmanagerConfig',
  // What they bring is a source of its own, read or a gap.
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'helm.toolkit.fluxcd.io/HelmRelease',
  'helm.cattle.io/HelmChart',
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'argoproj.io/AppProject',
  'argoproj.io/AnalysisTemplate',
  'kafka.strimzi.io/KafkaTopic',
  'kafka.strimzi.io/KafkaUser',
  'postgresql.cnpg.io/Backup',
  'postgresql.cnpg.io/ScheduledBackup',
  'postgresql.cnpg.io/ImageCatalog',
  'postgresql.cnpg.io/ClusterImageCatalog',
  'postgresql.cnpg.io/Database',
  'postgresql.cnpg.io/DatabaseRole',
  'postgresql.cnpg.io/Publication',
  'postgresql.cnpg.io/Subscription',
  // Policies of a gateway; its proxies are made for the Gateway.
  'gateway.envoyproxy.io/ClientTrafficPolicy',
  'gateway.envoyproxy.io/BackendTrafficPolicy',
  'gateway.envoyproxy.io/SecurityPolicy',
  'operators.coreos.com/OperatorGroup',
  'zalando.org/RouteGroup',
  'apps.openshift.io/ImageStream',
  'networking.gke.io/ManagedCertificate',
  'projectcontour.io/HTTPProxy',
  'cloud.google.com/BackendConfig',
  'hypershift.openshift.io/NodePool',
  'container.cnrm.cloud.google.com/ContainerNodePool',
  'container.gcp.upbound.io/NodePool',
  'eks.aws.upbound.io/NodeGroup',
  'eks.services.k8s.aws/Nodegroup',
  'containerservice.azure.upbound.io/KubernetesClusterNodePool',
  'containerservice.azure.com/ManagedClustersAgentPool',
]);

/** Kinds that make pods of a template of their own, which is read as a workload. */
const templates = new Set([
  'argoproj.io/Rollout',
  'apps.openshift.io/DeploymentConfig',
  'apps.kruise.io/CloneSet',
  'apps.kruise.io/StatefulSet',
  'apps.kruise.io/DaemonSet',
  'serving.knative.dev/Service',
  'serving.knative.dev/Configuration',
  'serving.knative.dev/Revision',
]);

/** Whether objects of a kind make pods that are not read as workloads. */
export function makesPods(apiVersion: string, kind: string): MakesPods {
  const group = groupOf(apiVersion);
  const name = `${group}/${kind}`;
  if (makers.has(name)) return 'yes';
  if (isBuiltIn(group) || neverGroups.has(group) || never.has(name) || templates.has(name)) return 'no';
  return 'maybe';
}
