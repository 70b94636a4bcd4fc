import type { ControlPlane } from '../../estate/control-plane.ts';
import type { Gap } from '../../estate/gap.ts';
import type { Identified } from '../../estate/identity.ts';
import type { Kubelet } from '../../estate/kubelet.ts';
import { patchesHide } from '../objects/control-plane/kubeadm-patches.ts';
import { isTemplate, settleTopology } from '../objects/control-plane/cluster-class.ts';
import { zoneOfMajority } from '../objects/control-plane/kops-zones.ts';
import { Fields, MalformedField, type Raw } from '../objects/fields.ts';
import type { Head } from '../objects/object-metadata.ts';
import { mergeOptions, wholeFileOf } from '../objects/control-plane/merge-options.ts';
import { readServerOptions } from '../objects/control-plane/server-options.ts';
import { readServerKubelet } from '../objects/nodes/kubelet.ts';
import type { Gathered, ServerFile } from './gathered.ts';

/** Tells what the control planes of the folder are given, where more than one document says it. */
export function settleControlPlanes(gathered: Gathered): void {
  joinServerFiles(gathered);
  settleZones(gathered);
  settleClasses(gathered);
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

/** What a Cluster of kOps says of its members, its instance groups say of zones. */
function settleZones({ found, kopsParts }: Gathered): void {
  for (const part of kopsParts) {
    const majorityIn = part.memberGroups === null ? null : zoneOfMajority(part, kopsParts);
    if (majorityIn === null) continue;
    const { file, document } = part.origin;
    found.controlPlanes = found.controlPlanes.map((one) =>
      one.name === part.cluster && one.origin.file === file && one.origin.document === document
        ? { ...one, majorityIn }
        : one,
    );
  }
}

/** What a Cluster of Cluster API says of its servers, its class and the template of that say of all the rest. */
function settleClasses({ found, holes, topologyParts }: Gathered): void {
  if (topologyParts.length === 0) return;
  const { complete, isTold, changed } = settleTopology(topologyParts);
  found.controlPlanes = (found.controlPlanes as readonly Identified[] as readonly ControlPlane[]).flatMap((plane) =>
    isTold(plane) ? [] : complete(plane),
  );
  for (const { template, by } of changed) {
    const facts = (['auditPolicies', 'encryptionConfigurations'] as const).filter((name) => {
      const others = found[name].filter((one) => !isTemplate(template, one));
      const isHit = others.length < found[name].length;
      found[name] = others;
      return isHit;
    });
    if (facts.length === 0) continue;
    const detail = `patches of the ClusterClass ${by} may change the files that ${template.kind}/${template.name} writes`;
    const gap: Gap = { gap: 'not-collected', detail, elsewhere: true, suppliedBy: 'running-platform' };
    holes.push({ gap, facts, namespace: template.namespace || null });
  }
}

/** Each file together with those that are merged into it. Where one of these cannot be read, what it overrides is not known. */
function joinServerFiles({ serverFiles, unreadable, holes, keep }: Gathered): void {
  const broken = new Set(unreadable.map(({ file }) => wholeFileOf(file)));
  for (const [whole, files] of Map.groupBy(serverFiles, ({ head }) => wholeFileOf(head.origin.file))) {
    const merged = files.filter(({ head }) => head.origin.file !== whole).toSorted(byFile);
    const wholes = files.filter(({ head }) => head.origin.file === whole);
    for (const first of wholes.length > 0 ? wholes : merged.slice(0, 1)) {
      const { head } = first;
      const others = merged.filter((one) => one !== first);
      const all = [first, ...others];
      const read = readMerged(mergeOptions(all.map(({ raw }) => raw)), head);
      if (read === null) {
        const detail = `what is merged into ${whole} does not go together: an option is a list that cannot be one`;
        holes.push({ gap: { gap: 'malformed', detail }, facts: ['controlPlanes', 'kubelets'], namespace: null });
      }
      const isKnown = read !== null && !broken.has(whole);
      const { plane, kubelet } = read ?? readOptions(first.raw, head);
      if (plane) keep('controlPlanes', isKnown ? plane : withoutOptions(plane));
      if (kubelet && isKnown) keep('kubelets', kubelet);
    }
  }
}

interface ReadOptions {
  readonly plane: ControlPlane | null;
  readonly kubelet: Kubelet | null;
}

function readOptions(options: Raw, head: Head): ReadOptions {
  const subject = { fields: new Fields(options), metadata: new Fields({}), spec: new Fields({}), head };
  return { plane: readServerOptions(subject), kubelet: readServerKubelet(subject) };
}

/** null where files that are sound by themselves make none together. */
function readMerged(options: Raw, head: Head): ReadOptions | null {
  try {
    return readOptions(options, head);
  } catch (error) {
    if (error instanceof MalformedField) return null;
    throw error;
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
