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
  'system:cluster-trust-bundle-discovery': ['Group system:serviceaccounts'],
  'system:service-account-issuer-discovery': ['Group system:serviceaccounts'],
};

/** Whom it binds to roles of its own in the namespaces of the platform, by namespace and name; those of its controllers follow the same rule. */
const boundWithin: Readonly<Record<string, readonly string[]>> = {
  'kube-system/system::extension-apiserver-authentication-reader': [
    'User system:kube-controller-manager',
    'User system:kube-scheduler',
  ],
  'kube-system/system::leader-locking-kube-controller-manager': [
    'User system:kube-controller-manager',
    'ServiceAccount kube-system/kube-controller-manager',
    'ServiceAccount kube-system/leader-election-controller',
  ],
  'kube-system/system::leader-locking-kube-scheduler': [
    'User system:kube-scheduler',
    'ServiceAccount kube-system/kube-scheduler',
  ],
};

const controllersWithin: ReadonlySet<string> = new Set([
  'kube-public/system:controller:bootstrap-signer',
  'kube-system/system:controller:bootstrap-signer',
  'kube-system/system:controller:cloud-provider',
  'kube-system/system:controller:token-cleaner',
]);

const ofController = /^system:controller:(.+)$/;

/** Whether a binding is one that every API server makes by itself: by its name, its role and those whom it names, or some of them; never by its name alone. */
export function isMadeByServer({ namespace, name, role, subjects }: RoleBinding): boolean {
  // One of them shares its name with no role, but for what comes before.
  if (role.name !== name && name !== `system::${role.name}`) return false;
  const made = namespace === '' ? madeEverywhere(name) : madeWithin(`${namespace}/${name}`);
  return (
    made !== undefined &&
    subjects.every((one) => made.includes(`${one.kind} ${one.namespace === '' ? '' : `${one.namespace}/`}${one.name}`))
  );
}

function madeEverywhere(name: string): readonly string[] | undefined {
  return ofController.test(name) ? accountOf(name) : boundByServer[name];
}

function madeWithin(place: string): readonly string[] | undefined {
  return controllersWithin.has(place) ? accountOf(place) : boundWithin[place];
}

/** The account of a controller, as whose name a binding ends. */
function accountOf(name: string): readonly string[] {
  return [`ServiceAccount kube-system/${name.slice(name.lastIndexOf(':') + 1)}`];
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
