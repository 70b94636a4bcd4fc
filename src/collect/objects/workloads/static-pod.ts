import type { PodTemplate } from '../../../estate/pod.ts';
import type { Fields } from '../fields.ts';

const programs =
  /(?:^|\/)(kube-apiserver|kube-controller-manager|kube-scheduler|kube-proxy|cloud-controller-manager|etcd|etcd-manager|kube-apiserver-healthcheck)$/;

/**
 * Whether a Pod is a node's own, which its kubelet runs from a file. The API server's copy of such a pod says so; the file itself has but the network of
 * the node, and a system priority or a program that runs in no other way there.
 */
export function isStaticPod(metadata: Fields, spec: Fields, { hostNetwork, priorityClass }: PodTemplate): boolean {
  const annotations = metadata.objectOrNone('annotations');
  if (annotations.has('kubernetes.io/config.mirror') || annotations.value('kubernetes.io/config.source') === 'file')
    return true;
  if (metadata.objects('ownerReferences').some((one) => one.value('kind') === 'Node')) return true;
  // The API server refuses a copy that names a ServiceAccount.
  if (!hostNetwork || spec.has('serviceAccountName') || spec.has('serviceAccount')) return false;
  return /^system-(?:node|cluster)-critical$/.test(priorityClass ?? '') || staticProgramOf(spec) !== null;
}

/** The program of the control plane, or of nodes, that the containers of a pod run; null where one of them runs another. */
export function staticProgramOf(spec: Fields): string | null {
  const found = spec.objects('containers').map((container) => {
    // Some start it by another program, which is told its name.
    const words = [...container.texts('command'), ...container.texts('args'), container.text('name') ?? ''];
    return words.map((word) => programs.exec(word)?.[1]).find((one) => one !== undefined) ?? null;
  });
  const [first] = found;
  return first && found.every((one) => one !== null) ? first : null;
}
