/** What kubeadm writes into /etc/kubernetes, and what people and tools call a kubeconfig. `config` alone may be anything, unless it lies in `.kube`. */
const names =
  /(?:^|\/)(?:(?:super-)?admin\.conf|(?:bootstrap-)?kubelet\.conf|(?:controller-manager|scheduler)\.conf|(?:[^/]+[-._])?kubeconfig|kubeconfig[-_][^./]+|\.kube\/config)$/i;

/** Whether a file that bears no suffix of a manifest is called as kubeconfigs are; its content tells whether it is one. `path` ends with its name. */
export function isKubeconfigName(path: string): boolean {
  return names.test(path);
}

/** Whether a text says of itself that it is a kubeconfig, however broken it may be. */
export function saysKubeconfig(text: string): boolean {
  return (
    /^[ \t]*(?:"kind"|'kind'|kind)\s*:\s*["']?Config\b/m.test(text) || /[{,]\s*"?kind"?\s*:\s*"?Config\b/.test(text)
  );
}
