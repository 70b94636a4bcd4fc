import type { RoleBinding } from '../estate/role-binding.ts';

/**
 * Whom the API server binds to roles of its own, by the name that binding and role share; those of its controllers follow a rule.
 * Source: Kubernetes 1.31, plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
 */
const boundByServer: Readonly<Record<string, readonly string[]>> = {
  'cluster-admin': ['Group system:masters'],
  'system:monitoring': ['Group system:monitoring'],
  'system:discovery': ['Group system:authenticated'],
  'system:basic-user': ['Group system:authenticated'],
  'system:public-info-viewer': ['Group system:authenticated', 'Group system:unauthenticated'],
  'system:node-proxier': ['User system:kube-proxy'],
  'system:kube-controller-manager': ['User system:kube-controller-manager'],
  'system:kube-dns': ['ServiceAccount kube-system/kube-dns'],
  'system:kube-scheduler': ['User system:kube-scheduler'],
  'system:volume-scheduler': ['User system:kube-scheduler'],
  'system:node': [],
  'system:service-account-issuer-discovery': ['Group system:serviceaccounts'],
};

const ofController = /^system:controller:(.+)$/;

/** Whether a binding is one that every API server makes by itself: by its name, its role and those whom it names, or some of them; never by its name alone. */
export function isMadeByServer({ namespace, name, role, subjects }: RoleBinding): boolean {
  if (namespace !== '' || role.name !== name) return false;
  const controller = ofController.exec(name)?.[1];
  const made = controller === undefined ? boundByServer[name] : [`ServiceAccount kube-system/${controller}`];
  return (
    made !== undefined &&
    subjects.every((one) => made.includes(`${one.kind} ${one.namespace === '' ? '' : `${one.namespace}/`}${one.name}`))
  );
}

/**
 * The users as whom installers let the API server sign in at the kubelets: kubeadm, kOps, OpenShift, k3s, and by hand.
 * Source: kubernetes/kubernetes, cmd/kubeadm/app/constants; kubernetes/kops, upup/models/cloudup/resources/addons/kubelet-api.rbac.addons.k8s.io.
 */
const kubeletClients: ReadonlySet<string> = new Set([
  'kube-apiserver-kubelet-client',
  'kubelet-api',
  'system:kube-apiserver',
  'system:apiserver',
  'kube-apiserver',
]);

/** Whether a binding lets nobody but the API server itself speak to the kubelets, by the role that is made for it. */
export function isForKubelets({ namespace, role, subjects }: RoleBinding): boolean {
  if (namespace !== '' || role.name !== 'system:kubelet-api-admin') return false;
  return subjects.every(({ kind, name }) => kind === 'User' && kubeletClients.has(name));
}
