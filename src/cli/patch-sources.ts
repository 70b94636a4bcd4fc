import { existsSync, readFileSync } from 'node:fs';
import type { ReadTexts } from '../collect/manifests/locate-evidence.ts';
import { checksum } from '../collect/manifests/text/checksum.ts';
import { decodeText } from '../collect/manifests/text/decode-text.ts';
import type { Sources } from '../remedy/sources.ts';

/** What a patched file is made of, beside its text. */
export interface PatchSources extends Sources {
  /** The bytes of a file's byte order mark as text, `` without one. */
  markOf(file: string): string;
}

/** The files that were judged, as they are now: one that was changed since is not patched. `named` are files that were given by name: what is laid beside them is not read. */
export function patchSources(texts: ReadTexts, named: ReadonlySet<string>): PatchSources {
  const read = new Map<string, { readonly text: string } | { readonly why: string }>();
  const marks = new Map<string, string>();

  function readFile(file: string): { readonly text: string } | { readonly why: string } {
    const judged = texts.get(file);
    if (file === '-' || (judged?.text ?? null) !== null)
      return { why: 'it was read from standard input, and not from a file' };
    try {
      const bytes = readFileSync(judged?.path ?? file);
      const decoded = decodeText(bytes);
      if (!('text' in decoded)) return { why: `${file}: ${decoded.problem.message}` };
      const mark = bytes[0] === 0xef && bytes[1] === 0xbb ? '\uFEFF' : '';
      marks.set(file, mark);
      if (judged && checksum(decoded.text) !== judged.checksum) return { why: `${file} was changed since it was read` };
      if (!Buffer.from(mark + decoded.text).equals(bytes)) return { why: `${file} holds bytes that are not UTF-8` };
      return { text: decoded.text };
    } catch (error) {
      return { why: `${file} cannot be read again (${(error as NodeJS.ErrnoException).code})` };
    }
  }

  return {
    read(file) {
      const known = read.get(file) ?? readFile(file);
      read.set(file, known);
      return known;
    },
    exists: (file) => existsSync(file),
    takesNew: (file) => !named.has(file),
    markOf: (file) => marks.get(file) ?? '',
  };
}
