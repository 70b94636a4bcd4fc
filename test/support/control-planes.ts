type TierId = 'critical' | 'important' | 'best-effort';

/** A policy under which everything is of one tier. */
export const asTier = (
  tier: TierId,
): { readonly policy: { readonly tiers: { readonly default: TierId; readonly rules: [] } } } => ({
  policy: { tiers: { default: tier, rules: [] } },
});

/** A KubeadmControlPlane with so many servers. */
export const clusterApi = (replicas: number | string): string =>
  `apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: {name: bank, namespace: clusters}\nspec: {replicas: ${replicas}}\n`;

/** A Shoot of Gardener that is to survive the failure of a node or a zone; null: it does not say. */
export const shoot = (type: string | null): string =>
  `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: bank, namespace: garden}\nspec: ${
    type === null ? '{}' : `{controlPlane: {highAvailability: {failureTolerance: {type: ${type}}}}}`
  }\n`;

/** A ClusterConfiguration of kubeadm, with more lines. */
export const kubeadm = (rest: string): string =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nmetadata: {name: bank}\n${rest}`;

/** A Cluster of kOps whose etcd has so many members. */
export const kops = (members: number): string =>
  `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank}\nspec: {etcdClusters: [{name: main, etcdMembers: [${Array.from({ length: members }, (_, index) => `{name: m${index}}`).join(', ')}]}]}\n`;

/** A control plane of a provider. */
export const managed: string = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank}\n';

/** The judgement of what was not seen. */
export const unknown = (subject: string): string => `unknown not-seen ${subject}`;
