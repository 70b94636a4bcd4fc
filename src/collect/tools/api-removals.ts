/** When a version of an API stops to be served, and what takes its place (null: nothing). */
export interface ApiRemoval {
  readonly removedIn: string;
  readonly instead: string | null;
}

type Row = readonly [removedIn: string, apiVersion: string, kinds: string, instead: string | null];

/**
 * Which minor of Kubernetes no longer serves a version of an API, from 1.14 to 1.37. Sources: kubernetes.io/docs/reference/using-api/deprecation-guide,
 * the changelog of 1.14, and for versions that are younger than the guide, which ends with 1.32, the lifecycle
 * markers in k8s.io/api v0.37.0 (APILifecycleRemoved) and the versions that its modules no longer have.
 */
const rows: readonly Row[] = [
  ['1.14', 'admissionregistration.k8s.io/v1alpha1', 'InitializerConfiguration', null],
  ['1.16', 'extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 'apps/v1'],
  ['1.16', 'extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'],
  ['1.16', 'extensions/v1beta1', 'PodSecurityPolicy', null],
  ['1.16', 'apps/v1beta1', 'Deployment StatefulSet ControllerRevision', 'apps/v1'],
  ['1.16', 'apps/v1beta2', 'DaemonSet Deployment ReplicaSet StatefulSet ControllerRevision', 'apps/v1'],
  ['1.21', 'batch/v2alpha1', 'CronJob', 'batch/v1'],
  ['1.22', 'extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1'],
  ['1.22', 'networking.k8s.io/v1beta1', 'Ingress IngressClass', 'networking.k8s.io/v1'],
  [
    '1.22',
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
  ],
  ['1.22', 'apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 'apiextensions.k8s.io/v1'],
  ['1.22', 'apiregistration.k8s.io/v1beta1', 'APIService', 'apiregistration.k8s.io/v1'],
  ['1.22', 'authentication.k8s.io/v1beta1', 'TokenReview', 'authentication.k8s.io/v1'],
  [
    '1.22',
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SubjectAccessReview',
    'authorization.k8s.io/v1',
  ],
  ['1.22', 'certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 'certificates.k8s.io/v1'],
  ['1.22', 'coordination.k8s.io/v1beta1', 'Lease', 'coordination.k8s.io/v1'],
  [
    '1.22',
    'rbac.authorization.k8s.io/v1beta1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    'rbac.authorization.k8s.io/v1',
  ],
  [
    '1.22',
    'rbac.authorization.k8s.io/v1alpha1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    'rbac.authorization.k8s.io/v1',
  ],
  ['1.22', 'scheduling.k8s.io/v1beta1', 'PriorityClass', 'scheduling.k8s.io/v1'],
  ['1.22', 'scheduling.k8s.io/v1alpha1', 'PriorityClass', 'scheduling.k8s.io/v1'],
  ['1.22', 'storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment', 'storage.k8s.io/v1'],
  ['1.25', 'batch/v1beta1', 'CronJob', 'batch/v1'],
  ['1.25', 'discovery.k8s.io/v1beta1', 'EndpointSlice', 'discovery.k8s.io/v1'],
  ['1.25', 'events.k8s.io/v1beta1', 'Event', 'events.k8s.io/v1'],
  ['1.25', 'autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
  ['1.25', 'policy/v1beta1', 'PodDisruptionBudget', 'policy/v1'],
  ['1.25', 'policy/v1beta1', 'PodSecurityPolicy', null],
  ['1.25', 'node.k8s.io/v1beta1', 'RuntimeClass', 'node.k8s.io/v1'],
  ['1.26', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
  [
    '1.26',
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  ['1.27', 'storage.k8s.io/v1beta1', 'CSIStorageCapacity', 'storage.k8s.io/v1'],
  [
    '1.29',
    'flowcontrol.apiserver.k8s.io/v1beta2',
    'FlowSchema PriorityLevelConfiguration',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [
    '1.32',
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema PriorityLevelConfiguration',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  ['1.33', 'networking.k8s.io/v1alpha1', 'IPAddress ServiceCIDR', 'networking.k8s.io/v1'],
  [
    '1.34',
    'admissionregistration.k8s.io/v1beta1',
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    'admissionregistration.k8s.io/v1',
  ],
  ['1.35', 'storage.k8s.io/v1alpha1', 'VolumeAttributesClass', 'storage.k8s.io/v1'],
  ['1.35', 'storagemigration.k8s.io/v1alpha1', 'StorageVersionMigration', 'storagemigration.k8s.io/v1beta1'],
  ['1.37', 'certificates.k8s.io/v1alpha1', 'ClusterTrustBundle', 'certificates.k8s.io/v1beta1'],
  ['1.37', 'networking.k8s.io/v1beta1', 'IPAddress ServiceCIDR', 'networking.k8s.io/v1'],
  ['1.37', 'storage.k8s.io/v1beta1', 'VolumeAttributesClass', 'storage.k8s.io/v1'],
];

const removals: ReadonlyMap<string, ApiRemoval> = new Map(
  rows.flatMap(([removedIn, apiVersion, kinds, instead]) =>
    kinds.split(' ').map((kind): [string, ApiRemoval] => [`${apiVersion}/${kind}`, { removedIn, instead }]),
  ),
);

/** When Kubernetes stops to serve objects of a kind in a version; null: it does not, or nobody knows when. */
export function apiRemoval(apiVersion: string, kind: string): ApiRemoval | null {
  return removals.get(`${apiVersion}/${kind}`) ?? null;
}

const kindsRemoved: ReadonlySet<string> = new Set(
  [...removals.keys()].map((key) => key.slice(key.lastIndexOf('/') + 1).toLowerCase()),
);

/** The newest minor of Kubernetes whose APIs are known here, such as `1.37`: the last in which one of them is gone. */
export const newestApisKnown: string = rows.map(([removedIn]) => removedIn).at(-1) ?? '';

/** Whether some version of a kind stops to be served. However the kind is written. */
export function isKindOfRemoval(kind: string): boolean {
  return kindsRemoved.has(kind.toLowerCase());
}
