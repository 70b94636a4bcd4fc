import { groupOf } from '../../../estate/identity.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';

// kubeadm changes the pods of the control plane by the files of a folder of patches, which may give the API server any flag and take any away.

/** Words for patches that kubeadm lays over the pods of the control plane. */
export const patchesHide = 'patches of kubeadm, which were not read, may change';

/** Whether this is a configuration of kubeadm that names a folder of patches. */
export function namesPatches({ fields, head }: Subject): boolean {
  if (head.kind !== 'InitConfiguration' && head.kind !== 'JoinConfiguration') return false;
  return groupOf(head.apiVersion) === 'kubeadm.k8s.io' && folderOfPatches(fields) !== null;
}

/** Whether the configuration of a KubeadmControlPlane names a folder of patches. */
export function namesPatchFolder(config: Fields): boolean {
  return foldersOfPatches(config).length > 0;
}

/** Whether patches may change the API server of a KubeadmControlPlane: not where the files that it puts into their folder are all for something else. */
export function patchesApiServer(config: Fields): boolean {
  const folders = foldersOfPatches(config);
  if (folders.length === 0) return false;
  const names = config.objects('files').flatMap((file) => {
    const path = file.text('path') ?? '';
    return folders.filter((folder) => path.startsWith(`${folder}/`)).map((folder) => path.slice(folder.length + 1));
  });
  return names.length === 0 || !names.every((name) => /^(?!kube-apiserver)[a-z][a-z-]*[0-9]*[.+]/.test(name));
}

function foldersOfPatches(config: Fields): string[] {
  return ['initConfiguration', 'joinConfiguration'].flatMap((key) => folderOfPatches(config.objectOrNone(key)) ?? []);
}

function folderOfPatches(config: Fields): string | null {
  const folder = config.objectOrNone('patches').value('directory');
  return typeof folder === 'string' && folder !== '' ? folder.replace(/\/+$/, '') : null;
}
