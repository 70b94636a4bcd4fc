import type { ControlPlane } from '../../estate/control-plane.ts';
import { patchesHide } from '../objects/control-plane/kubeadm-patches.ts';
import { Fields } from '../objects/fields.ts';
import { mergeOptions, wholeFileOf } from '../objects/control-plane/merge-options.ts';
import { readServerOptions } from '../objects/control-plane/server-options.ts';
import { readServerKubelet } from '../objects/nodes/kubelet.ts';
import type { Gathered, ServerFile } from './gathered.ts';

/** Tells what the control planes of the folder are given, where more than one document says it. */
export function settleControlPlanes(gathered: Gathered): void {
  joinServerFiles(gathered);
  const { found, patchedFolders, unreadable } = gathered;
  if (found.controlPlanes.length === 0) return;
  const broken = new Map(unreadable.map(({ file }) => [folderOf(file), file]));
  found.controlPlanes.forEach((one, index) => {
    if (one.kind !== 'ClusterConfiguration') return;
    const folder = folderOf(one.origin.file);
    const file = broken.get(folder);
    const hiddenBy = patchedFolders.has(folder)
      ? patchesHide
      : // What cannot be read beside it may have named a folder of patches as well.
        file !== undefined && `${file}, which cannot be read, may name patches that change`;
    if (!hiddenBy) return;
    const hidden: ControlPlane = { ...(one as ControlPlane), flags: null, authorizers: null, hiddenBy };
    found.controlPlanes[index] = hidden;
  });
}

/** Each file together with those that are merged into it. Where one of these cannot be read, what it overrides is not known. */
function joinServerFiles({ serverFiles, unreadable, keep }: Gathered): void {
  const broken = new Set(unreadable.map(({ file }) => wholeFileOf(file)));
  for (const [whole, files] of Map.groupBy(serverFiles, ({ head }) => wholeFileOf(head.origin.file))) {
    const merged = files.filter(({ head }) => head.origin.file !== whole).toSorted(byFile);
    const wholes = files.filter(({ head }) => head.origin.file === whole);
    for (const first of wholes.length > 0 ? wholes : merged.slice(0, 1)) {
      const { head } = first;
      const others = merged.filter((one) => one !== first);
      const fields = new Fields(mergeOptions([first, ...others].map(({ raw }) => raw)));
      const subject = { fields, metadata: new Fields({}), spec: new Fields({}), head };
      const plane = readServerOptions(subject);
      if (plane) keep('controlPlanes', broken.has(whole) ? withoutOptions(plane) : plane);
      const kubelet = broken.has(whole) ? null : readServerKubelet(subject);
      if (kubelet) keep('kubelets', kubelet);
    }
  }
}

function byFile(a: ServerFile, b: ServerFile): number {
  return a.head.origin.file < b.head.origin.file ? -1 : 1;
}

function withoutOptions(plane: ControlPlane): ControlPlane {
  return { ...plane, store: null, flags: null, authorizers: null, encryptsSecrets: 'unsaid', snapshots: null };
}

/** The folder of a file; `''` for that of what was given, and for standard input. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
