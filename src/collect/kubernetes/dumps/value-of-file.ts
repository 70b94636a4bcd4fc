import { decodeText } from '../../manifests/text/decode-text.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import type { DumpFile } from './dump-file.ts';

/** What a file of JSON or YAML holds: its one document; undefined where it cannot be read. */
export function valueOfFile(file: DumpFile | undefined): unknown {
  const documents = documentsOfFile(file);
  return documents?.length === 1 ? documents[0] : undefined;
}

/** The documents of a file of JSON or YAML; null where one of them cannot be read. */
export function documentsOfFile(file: DumpFile | undefined): unknown[] | null {
  const bytes = file?.read() ?? null;
  if (bytes === null) return null;
  const decoded = decodeText(bytes);
  if (!('text' in decoded)) return null;
  try {
    return [JSON.parse(decoded.text) as unknown];
  } catch {
    const documents = readDocuments(decoded.text);
    if (documents.some(({ problem }) => problem)) return null;
    return documents.map(({ value }) => toPlain(value));
  }
}

/** Integers beyond 2^53 as JSON.parse reads them. */
function toPlain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isRaw(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPlain(one)]));
}

/** A text in an object, or in objects of an object. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = path.reduce<unknown>((at, key) => (isRaw(at) ? at[key] : undefined), value);
  return typeof found === 'string' && found !== '' ? found : null;
}

/** The objects of a list (`items`, which may be null where there are none) or of an array; null for what is neither. `rest`: the server had more. */
export function itemsOf(value: unknown): { readonly objects: readonly Raw[]; readonly isWhole: boolean } | null {
  const items =
    isRaw(value) && ('items' in value || String(value['kind']).endsWith('List')) ? (value['items'] ?? []) : value;
  if (!Array.isArray(items)) return null;
  const objects = items.filter(isRaw);
  return { objects, isWhole: objects.length === items.length && textAt(value, 'metadata', 'continue') === null };
}
