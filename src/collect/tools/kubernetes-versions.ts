import { groupOf } from '../../estate/identity.ts';
import type { Fields } from '../objects/fields.ts';

/** A version of Kubernetes that an object declares. */
export interface DeclaredKubernetes {
  readonly version: string;
  /** Whose support window holds, as the table names it. */
  readonly product: string;
  readonly at: string;
  /** Whether it is what the control plane says of itself, and no wish. */
  readonly isRunning: boolean;
}

/** What declares the version of a control plane, and in which field. */
const fieldsOf: Readonly<Record<string, readonly [product: string, ...way: string[]]>> = {
  'kubeadm.k8s.io/ClusterConfiguration': ['kubernetes', 'kubernetesVersion'],
  'controlplane.cluster.x-k8s.io/KubeadmControlPlane': ['kubernetes', 'spec', 'version'],
  'controlplane.cluster.x-k8s.io/RKE2ControlPlane': ['kubernetes', 'spec', 'version'],
  'controlplane.cluster.x-k8s.io/KThreesControlPlane': ['kubernetes', 'spec', 'version'],
  'controlplane.cluster.x-k8s.io/TalosControlPlane': ['kubernetes', 'spec', 'version'],
  'controlplane.cluster.x-k8s.io/KamajiControlPlane': ['kubernetes', 'spec', 'version'],
  'kamaji.clastix.io/TenantControlPlane': ['kubernetes', 'spec', 'kubernetes', 'version'],
  'controlplane.cluster.x-k8s.io/AWSManagedControlPlane': ['amazon-eks', 'spec', 'version'],
  'infrastructure.cluster.x-k8s.io/AzureManagedControlPlane': ['azure-kubernetes-service', 'spec', 'version'],
  'infrastructure.cluster.x-k8s.io/GCPManagedControlPlane': ['google-kubernetes-engine', 'spec', 'version'],
  'cluster.x-k8s.io/Cluster': ['kubernetes', 'spec', 'topology', 'version'],
  'eksctl.io/ClusterConfig': ['amazon-eks', 'metadata', 'version'],
  'kops.k8s.io/Cluster': ['kubernetes', 'spec', 'kubernetesVersion'],
  'config.openshift.io/ClusterVersion': ['red-hat-openshift', 'status', 'desired', 'version'],
  'core.gardener.cloud/Shoot': ['kubernetes', 'spec', 'kubernetes', 'version'],
};

/** The version of Kubernetes that an object declares for a control plane; null for every other object, and where it states none. */
export function declaredKubernetes(apiVersion: string, kind: string, object: Fields): DeclaredKubernetes | null {
  const key = `${groupOf(apiVersion)}/${kind}`;
  const [product, ...way] = (Object.hasOwn(fieldsOf, key) && fieldsOf[key]) || [];
  const last = way?.at(-1);
  if (product === undefined || last === undefined) return null;
  const holder = way.slice(0, -1).reduce((fields, step) => fields.objectOrNone(step), object);
  const version = holder.text(last);
  return version ? { version, product, at: way.join('.'), isRunning: way[0] === 'status' } : null;
}
