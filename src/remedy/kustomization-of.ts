import { readDocuments } from '../collect/manifests/text/read-documents.ts';
import type { Sources } from './sources.ts';

/** The kustomization that a file belongs to. */
export interface Owner {
  readonly file: string;
  /** The line on which its document starts. */
  readonly line: number;
  /** How its `resources` name a file. */
  readonly nameOf: (file: string) => string;
}

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The nearest kustomization above a file that names it among its resources; null where none stands above it; text: why none can be told. */
export function kustomizationOf(file: string, sources: Sources): Owner | null | string {
  for (let folder = folderOf(file); ; folder = folderOf(folder.slice(0, -1))) {
    const found = names.map((name) => folder + name).find((one) => sources.exists(one));
    if (found !== undefined) return ownerAt(found, folder, file, sources);
    if (folder === '' || folder === '/' || folder.endsWith('../')) return null;
  }
}

function ownerAt(found: string, folder: string, file: string, sources: Sources): Owner | null | string {
  const read = sources.read(found);
  if (!('text' in read)) return read.why;
  const [document] = readDocuments(read.text);
  const value = document?.value;
  const { resources } = (typeof value === 'object' ? (value ?? {}) : {}) as { readonly resources?: unknown };
  const own = file.slice(folder.length);
  const listed = Array.isArray(resources)
    ? (resources as readonly unknown[]).find((one) => typeof one === 'string' && one.replace(/^\.\//, '') === own)
    : undefined;
  // Whose it is then is told by another kustomization, or by none.
  if (!document || typeof listed !== 'string')
    return `${found} does not name its file among its resources, so that a new one would belong to nothing`;
  const lead = listed.startsWith('./') ? './' : '';
  return { file: found, line: document.line, nameOf: (one) => lead + one.slice(folder.length) };
}

/** The folder of a file with its slash; `` for what has none. */
function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
