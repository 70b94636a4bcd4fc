import { documentFinder, type DocumentSlice } from '../collect/manifests/text/document-finder.ts';
import { readDocuments } from '../collect/manifests/text/read-documents.ts';
import type { Identified, Origin } from '../estate/identity.ts';
import { notStated } from '../estate/identity.ts';
import type { Sources } from './sources.ts';

/** One document of a file, as it was written. */
export interface WrittenDocument extends DocumentSlice {
  readonly file: string;
  /** The whole text of the file. */
  readonly text: string;
  readonly value: unknown;
}

/** Finds what people wrote. Each document is read once. */
export interface WrittenObjects {
  /** The document that starts at a line of a file; text: why it cannot be changed. */
  documentAt(origin: Origin): WrittenDocument | string;
  /** The document that holds an object, which must stand there as it is; text: why it is not to be changed there. */
  documentOf(object: Identified, origin: Origin): WrittenDocument | string;
  /** The object as it was written. */
  valueOf(object: Identified, origin: Origin): unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Starts to look for objects in files. */
export function writtenObjects(sources: Sources): WrittenObjects {
  const files = new Map<string, { readonly text: string; readonly find: ReturnType<typeof documentFinder> } | string>();
  const documents = new Map<string, WrittenDocument | string>();

  function open(file: string): { readonly text: string; readonly find: ReturnType<typeof documentFinder> } | string {
    const known = files.get(file);
    if (known !== undefined) return known;
    const read = sources.read(file);
    const opened = 'text' in read ? { text: read.text, find: documentFinder(read.text) } : read.why;
    files.set(file, opened);
    return opened;
  }

  function documentAt({ file, line, document }: Origin): WrittenDocument | string {
    const key = `${file}\0${line}\0${document}`;
    const known = documents.get(key);
    if (known !== undefined) return known;
    const found = read();
    documents.set(key, found);
    return found;

    function read(): WrittenDocument | string {
      const opened = open(file);
      if (typeof opened === 'string') return opened;
      const slice = opened.find({ line, document });
      const [only, ...others] = slice ? readDocuments(opened.text.slice(slice.offset, slice.end)) : [];
      if (!slice || !only || only.problem || others.length > 0) return templated;
      return { ...slice, file, text: opened.text, value: only.value };
    }
  }

  function documentOf(object: Identified, origin: Origin): WrittenDocument | string {
    if (origin.api) return 'it was read from a cluster, and not from a file';
    const found = documentAt(origin);
    if (typeof found === 'string') return found;
    return isItself(valueIn(found.value, origin), object) ? found : templated;
  }

  return {
    documentAt,
    documentOf,
    valueOf(object, origin) {
      const found = documentOf(object, origin);
      return typeof found === 'string' ? undefined : valueIn(found.value, origin);
    },
  };
}

const templated =
  'its file does not hold it as it is applied (a chart, or a kustomization that generates or renames it): patch what it is made from';

function valueIn(value: unknown, { within = [] }: Origin): unknown {
  return within.reduce<unknown>(
    (found, step) => (typeof found === 'object' && found !== null ? (found as Fields)[step] : undefined),
    value,
  );
}

/** Whether what stands in a file is this object, and nothing from which one of another name is made. */
function isItself(value: unknown, { apiVersion, kind, name, namespace }: Identified): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { metadata, ...fields } = value as Fields;
  const { name: own, namespace: place } = (metadata ?? {}) as Fields;
  return (
    fields['apiVersion'] === apiVersion &&
    fields['kind'] === kind &&
    own === name &&
    (place === undefined || place === namespace || namespace === notStated)
  );
}
