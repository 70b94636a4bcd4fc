import { expect, test } from 'vitest';
import { holdOfHostPath } from './host-path.ts';

test.each([
  '/var/run/docker.sock',
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '//run//containerd/',
  '/var/run/crio/crio.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/host-containerd/containerd.sock',
  '/var/snap/microk8s/common/run/containerd.sock',
  '/run',
  '/var/run/',
])('%s gives the container runtime away', (path) => {
  expect(holdOfHostPath(path)).toBe('runtime-socket');
});

test.each([
  '/',
  '/etc',
  '/etc/',
  '/etc/kubernetes',
  '/etc/kubernetes/pki/ca.key',
  '/etc/kubernetes/admin.conf',
  '/etc/kubernetes/azure.json',
  '/var/lib/kubelet',
  '/var/lib/kubelet/pods',
  '/var/lib/kubelet/pki',
  '/root/.ssh',
  '/root/.ssh/id_ed25519',
  '/home/core/.ssh',
  '/home/core/.config/gcloud/credentials.db',
  '/var/lib/etcd',
])('%s holds credentials', (path) => {
  expect(holdOfHostPath(path)).toBe('host-credentials');
});

test.each([
  '/proc',
  '/sys',
  '/dev',
  '/var/log',
  '/var/lib/docker/containers',
  '/var/run/cilium',
  '/run/xtables.lock',
  '/run/falco/falco.sock',
  '/etc/cni/net.d',
  '/etc/kubernetes/manifests',
  '/etc/localtime',
  '/etc/sshd',
  '/var/lib/kubelet/plugins/csi.example',
  '/var/lib/kubelet/plugins_registry',
  '/var/lib/kubelet/device-plugins',
  '/var/lib/kubelet/podsecurity',
  '/home/core/data',
  '/srv',
  '',
])('%j is a folder like any other', (path) => {
  // An empty path is refused by the API server; it is not the root.
  expect(holdOfHostPath(path)).toBe(null);
});
