/** What makes a path of the node more than a folder: the container runtime's socket, or credentials. */
export type HostPathHold = 'runtime-socket' | 'host-credentials';

/** Names of sockets that start any container with any right, wherever a distribution keeps them. */
const runtimeSocket = /\/(?:docker|dockershim|cri-dockerd|containerd|crio|podman)\.sock$/;

/** Folders that hold such a socket on the nodes that have them; `/var/run` is `/run` on every node. */
const socketFolders = [
  '/run',
  '/run/containerd',
  '/run/crio',
  '/run/podman',
  '/run/k3s',
  '/run/k3s/containerd',
  '/run/k0s',
];

/**
 * What holds keys, tokens and kubeconfigs, with everything below. Of /var/lib/kubelet only these: its plugins and
 * device-plugins folders, which CSI drivers need, hold sockets.
 */
const credentialFolders = [
  '/etc/kubernetes/certs',
  '/etc/kubernetes/pki',
  '/etc/kubernetes/secrets',
  '/etc/kubernetes/ssl',
  '/etc/kubernetes/static-pod-resources',
  '/etc/kubernetes/tls',
  '/etc/rancher',
  '/etc/shadow',
  '/etc/srv/kubernetes',
  '/etc/ssh',
  '/root/.aws',
  '/root/.azure',
  '/root/.config/gcloud',
  '/root/.docker',
  '/root/.kube',
  '/root/.ssh',
  '/srv/kubernetes',
  '/var/lib/cloud',
  '/var/lib/etcd',
  '/var/lib/k0s/pki',
  '/var/lib/kubelet/kubeconfig',
  '/var/lib/kubelet/pki',
  '/var/lib/kubelet/pods',
  '/var/lib/minikube/certs',
  '/var/lib/rancher/k3s/server',
  '/var/lib/rancher/rke2/server',
];

/** Files of /etc/kubernetes: admin.conf, kubelet.conf, azure.json, cloud-config, kubeconfig. */
const credentialFile = /^\/etc\/kubernetes\/(?:[\w.-]+\.(?:conf|json)|[\w.-]*kubeconfig|cloud-config)$/;

const homeFolder = /^\/home\/[^/]+\/\.(?:ssh|aws|azure|kube|docker|config\/gcloud)(?:\/|$)/;

/** Folders that hold some of these on every node. */
const credentialAncestors = [
  '/',
  '/etc',
  '/etc/kubernetes',
  '/root',
  '/var',
  '/var/lib',
  '/var/lib/kubelet',
  '/var/lib/rancher',
];

/** What a mount of this path of the node hands out; null for any other path. The socket comes first where both are true. */
export function holdOfHostPath(path: string): HostPathHold | null {
  if (path === '') return null;
  const clean = cleanPath(path);
  if (runtimeSocket.test(clean) || socketFolders.includes(clean)) return 'runtime-socket';
  const below = credentialFolders.some((folder) => clean === folder || clean.startsWith(`${folder}/`));
  const holds = below || credentialAncestors.includes(clean) || credentialFile.test(clean) || homeFolder.test(clean);
  return holds ? 'host-credentials' : null;
}

function cleanPath(path: string): string {
  const single = path.split('/').filter((part) => part !== '' && part !== '.');
  const clean = `/${single.join('/')}`;
  return clean === '/var/run' || clean.startsWith('/var/run/') ? clean.slice('/var'.length) : clean;
}
