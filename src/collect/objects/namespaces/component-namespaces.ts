/**
 * Whether a namespace is by its name one of components that the cluster needs before policies can hold: CNI, certificates, GitOps, the policy engine
 * itself, monitoring.
 */
export function isComponentNamespace(name: string): boolean {
  return /(^|-)(system|operators?)$/.test(name) || components.has(name);
}

const components: ReadonlySet<string> = new Set([
  'argocd',
  'calico-apiserver',
  'cert-manager',
  'cilium',
  'external-dns',
  'external-secrets',
  'falco',
  'ingress-nginx',
  'karpenter',
  'keda',
  'kubewarden',
  'kyverno',
  'linkerd',
  'local-path-storage',
  'logging',
  'longhorn',
  'monitoring',
  'observability',
  'rook-ceph',
  'velero',
]);
