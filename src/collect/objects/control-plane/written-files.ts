import { groupOf } from '../../../estate/identity.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { argumentsOf, type Flags, flagsOf } from './api-server-flags.ts';
import { Fields, isRaw } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { argumentWords } from './option-words.ts';

// Control planes of Cluster API write files on their servers; those for the API server are read as documents of their own.

/** What such a file is for, by the flag that names it and by what it says of itself. */
export interface FileUse {
  readonly flag: string;
  readonly kind: string;
  readonly group: string;
}

/** A file that a control plane writes: what it says, and the field in which it stands; `unread`: why nobody can tell here what it says. */
export type WrittenFile =
  | { readonly fields: Fields; readonly within: string }
  | { readonly unread: string; readonly path: string };

/** What an object writes on its servers, and what it hands the API server there. */
interface Writer {
  readonly files: readonly Fields[];
  readonly given: Flags;
  /** The path on the server of what the API server finds at a path of its own. */
  readonly onHost: (path: string) => string;
}

const capiGroup = 'controlplane.cluster.x-k8s.io';

const writers: Readonly<Record<string, (spec: Fields) => Writer>> = {
  KubeadmControlPlane: ofKubeadm,
  KubeadmControlPlaneTemplate: (spec) => ofKubeadm(templateOf(spec)),
  KThreesControlPlane: ofKthrees,
  KThreesControlPlaneTemplate: (spec) => ofKthrees(templateOf(spec)),
  RKE2ControlPlane: ofRke2,
  RKE2ControlPlaneTemplate: (spec) => ofRke2(templateOf(spec)),
};

/** The kinds of objects that write files, as lines of kinds name them. */
export const writingKinds: readonly string[] = Object.keys(writers).map((kind) => `${capiGroup}/${kind}`);

/** The spec of the control planes that are made of a template. */
function templateOf(spec: Fields): Fields {
  return spec.objectOrNone('template').objectOrNone('spec');
}

/** The file for a use: that which its flag names, or the only one that says of itself that it is such. null where there is none, or the one in force is not known. */
export function writtenFileFor({ head, spec }: Subject, use: FileUse): WrittenFile | null {
  const writer = groupOf(head.apiVersion) === capiGroup ? writers[head.kind]?.(spec) : undefined;
  if (!writer) return null;
  const { files, given, onHost } = writer;
  const inServer = given[use.flag];
  if (inServer !== undefined) {
    const path = onHost(inServer);
    // Of two the later is written over the other, or added to it.
    const named = files.filter((file) => file.text('path') === path);
    return named.length === 1 ? contentOf(named[0] as Fields, use) : null;
  }
  const found = files.map((file) => contentOf(file, use)).filter((one) => one !== null && 'fields' in one);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function ofKubeadm(spec: Fields): Writer {
  const config = spec.objectOrNone('kubeadmConfigSpec');
  const server = config.objectOrNone('clusterConfiguration').objectOrNone('apiServer');
  const mounts = server.objects('extraVolumes').map((one) => [one.text('hostPath'), one.text('mountPath')] as const);
  return {
    files: config.objects('files'),
    given: argumentsOf(server, 'either'),
    onHost: (path) => throughMounts(path, mounts),
  };
}

function ofKthrees(spec: Fields): Writer {
  const config = spec.objectOrNone('kthreesConfigSpec');
  const words = config.objectOrNone('serverConfig').texts('kubeAPIServerArg');
  // The API server is a part of k3s, and sees the disk of the host.
  return { files: config.objects('files'), given: flagsOf(argumentWords(words)), onHost: (path) => path };
}

function ofRke2(spec: Fields): Writer {
  const server = spec.objectOrNone('serverConfig').objectOrNone('kubeAPIServer');
  const mounts = Object.entries(server.objectOrNone('extraMounts').raw).map(
    ([host, mount]) => [host, typeof mount === 'string' ? mount.replace(/:r[ow]$/, '') : null] as const,
  );
  return {
    files: spec.objects('files'),
    given: flagsOf(argumentWords(server.texts('extraArgs'))),
    onHost: (path) => throughMounts(path, mounts),
  };
}

type Mount = readonly [hostPath: string | null, mountPath: string | null];

function throughMounts(path: string, mounts: readonly Mount[]): string {
  for (const [from, to] of mounts) {
    const mount = to?.replace(/\/+$/, '');
    const host = from?.replace(/\/+$/, '');
    if (mount && host && (path === mount || path.startsWith(`${mount}/`))) return host + path.slice(mount.length);
  }
  return path;
}

/** What a file says, whatever it is for; `unread`: why nobody can tell here. */
export function textOfFile(file: Fields): { readonly text: string } | { readonly unread: string } {
  if (file.has('contentFrom')) return { unread: 'it is taken from a Secret' };
  const encoding = file.text('encoding') ?? '';
  if (encoding.includes('gzip')) return { unread: 'it is compressed' };
  if (file.value('append') === true) return { unread: 'it is added to a file that is not here' };
  const written = file.text('content') ?? '';
  return { text: encoding === 'base64' ? Buffer.from(written, 'base64').toString('utf8') : written };
}

/** null where it is something else. */
function contentOf(file: Fields, { kind, group }: FileUse): WrittenFile | null {
  const path = file.text('path') ?? '';
  const written = textOfFile(file);
  if ('unread' in written) return { path, ...written };
  const { text } = written;
  if (!text.includes(group)) return null;
  const documents = readDocuments(text);
  const [document] = documents;
  const value = document && 'value' in document ? document.value : undefined;
  if (documents.length !== 1 || !isRaw(value)) return { path, unread: 'it is no single document in YAML' };
  if (value['kind'] !== kind || !String(value['apiVersion']).startsWith(`${group}/`)) return null;
  return { fields: new Fields(value, file, ['content']), within: `${file.where}.content` };
}
