import { groupOf, notStated } from '../../estate/identity.ts';

const clusterScoped = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  '/ComponentStatus',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'snapshot.storage.k8s.io/VolumeSnapshotContent',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'scheduling.k8s.io/PriorityClass',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'policy/PodSecurityPolicy',
  'replication.storage.openshift.io/VolumeReplicationClass',
  'ramendr.openshift.io/DRPolicy',
  'extensions/PodSecurityPolicy',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'authentication.k8s.io/TokenReview',
  'authorization.k8s.io/SubjectAccessReview',
  'resource.k8s.io/DeviceClass',
  'resource.k8s.io/DeviceTaintRule',
  'resource.k8s.io/ResourceSlice',
  'gateway.networking.k8s.io/GatewayClass',
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
  'constraints.gatekeeper.sh/*',
  'templates.gatekeeper.sh/ConstraintTemplate',
  'policies.kubewarden.io/PolicyServer',
  'policies.kubewarden.io/ClusterAdmissionPolicy',
  'policies.kubewarden.io/ClusterAdmissionPolicyGroup',
  'policy.sigstore.dev/ClusterImagePolicy',
  'external-secrets.io/ClusterSecretStore',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterPushSecret',
  'cert-manager.io/ClusterIssuer',
  'quota.openshift.io/ClusterResourceQuota',
  'aquasecurity.github.io/ClusterComplianceReport',
  'monitoring.googleapis.com/ClusterPodMonitoring',
  'kyverno.io/ClusterPolicy',
  'kyverno.io/ClusterCleanupPolicy',
  'policies.kyverno.io/ValidatingPolicy',
  'policies.kyverno.io/ImageValidatingPolicy',
  'security.openshift.io/SecurityContextConstraints',
  'k3s.cattle.io/ETCDSnapshotFile',
  'karpenter.sh/NodePool',
  'karpenter.sh/NodeClaim',
  'karpenter.sh/Provisioner',
  'karpenter.k8s.aws/EC2NodeClass',
  'config.openshift.io/*',
  'operator.openshift.io/KubeAPIServer',
  'operator.openshift.io/Network',
  'operator.tigera.io/Installation',
  'crd.projectcalico.org/FelixConfiguration',
  'projectcalico.org/FelixConfiguration',
  // Files that configure components: no API server holds them.
  'apiserver.config.k8s.io/*',
  'kubeadm.k8s.io/*',
  'kubelet.config.k8s.io/*',
  'audit.k8s.io/*',
  'eksctl.io/*',
  'kops.k8s.io/*',
  '/EncryptionConfig',
  '/Config',
  'project.openshift.io/Project',
]);

/**
 * The namespace of an object: '' for kinds that belong to none, '(not stated)' where none is written. Custom kinds whose name starts with `Cluster` or
 * `Global` are taken to belong to none, as their authors name them by convention, unless the object states one: kustomize gives one to every kind that it
 * does not know, so that those that are read here are listed above.
 */
export function namespaceOf(apiVersion: string, kind: string, stated: string | null): string {
  const group = groupOf(apiVersion);
  if (clusterScoped.has(`${group}/${kind}`) || clusterScoped.has(`${group}/*`)) return '';
  if (stated && !isPlaceholder(stated)) return stated;
  return /^(Cluster|Global)[A-Z]/.test(kind) && group.includes('.') && kind !== 'ClusterServiceVersion'
    ? ''
    : notStated;
}

/** Whether a name is still to be filled in, such as `${NAMESPACE}` or `{{ .Release.Namespace }}`: it states none. */
export function isPlaceholder(name: string): boolean {
  return /[${}<>]/.test(name);
}
