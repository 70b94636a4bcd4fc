import { readDocuments } from '../../manifests/text/read-documents.ts';
import { argumentsOf } from './api-server-flags.ts';
import { Fields, isRaw } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';

// A KubeadmControlPlane writes files on its servers; those for the API server are read as documents of their own.

/** What such a file is for, by the flag that names it and by what it says of itself. */
export interface FileUse {
  readonly flag: string;
  readonly kind: string;
  readonly group: string;
}

/** A file of a KubeadmControlPlane: what it says, and the field in which it stands; `unread`: why nobody can tell here what it says. */
export type KubeadmFile =
  | { readonly fields: Fields; readonly within: string }
  | { readonly unread: string; readonly path: string };

/** The file for a use: that which its flag names, or the only one that says of itself that it is such. null where there is none, or the one in force is not known. */
export function kubeadmFileFor({ spec }: Subject, use: FileUse): KubeadmFile | null {
  const config = spec.objectOrNone('kubeadmConfigSpec');
  const server = config.objectOrNone('clusterConfiguration').objectOrNone('apiServer');
  const files = config.objects('files');
  const inServer = argumentsOf(server, 'either')[use.flag];
  if (inServer !== undefined) {
    const path = onHost(inServer, server);
    // Of two the later is written over the other, or added to it.
    const named = files.filter((file) => file.text('path') === path);
    return named.length === 1 ? contentOf(named[0] as Fields, use) : null;
  }
  const found = files.map((file) => contentOf(file, use)).filter((one) => one !== null && 'fields' in one);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The path on the server of what the API server finds at a path of its own. */
function onHost(path: string, server: Fields): string {
  for (const volume of server.objects('extraVolumes')) {
    const mount = volume.text('mountPath')?.replace(/\/+$/, '');
    const host = volume.text('hostPath')?.replace(/\/+$/, '');
    if (mount && host && (path === mount || path.startsWith(`${mount}/`))) return host + path.slice(mount.length);
  }
  return path;
}

/** null where it is something else. */
function contentOf(file: Fields, { kind, group }: FileUse): KubeadmFile | null {
  const path = file.text('path') ?? '';
  if (file.has('contentFrom')) return { path, unread: 'it is taken from a Secret' };
  const encoding = file.text('encoding') ?? '';
  if (encoding.includes('gzip')) return { path, unread: 'it is compressed' };
  if (file.value('append') === true) return { path, unread: 'it is added to a file that is not here' };
  const written = file.text('content') ?? '';
  const text = encoding === 'base64' ? Buffer.from(written, 'base64').toString('utf8') : written;
  if (!text.includes(group)) return null;
  const documents = readDocuments(text);
  const [document] = documents;
  const value = document && 'value' in document ? document.value : undefined;
  if (documents.length !== 1 || !isRaw(value)) return { path, unread: 'it is no single document in YAML' };
  if (value['kind'] !== kind || !String(value['apiVersion']).startsWith(`${group}/`)) return null;
  return { fields: new Fields(value, file, ['content']), within: `${file.where}.content` };
}
