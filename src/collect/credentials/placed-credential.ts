import type { Credential } from '../../estate/credential.ts';
import type { FoundCredential } from './found-credential.ts';

/** The steps from the root of an object to a field. */
export type Steps = readonly (string | number)[];

/** A credential, and the steps to the field in which it stands. */
export type PlacedCredential = Omit<Credential, 'path'> & { readonly steps: Steps };

/** Says of what was found in a field's text in which field and on which line of it that stands. */
export function placeIn(
  steps: Steps,
  text: string,
  found: readonly FoundCredential[],
  form: Credential['form'] | null,
): PlacedCredential[] {
  return found.map(({ kind, start, length, inUrl }) => ({
    form: form ?? (inUrl ? 'credential-in-url' : 'literal-credential'),
    kind,
    steps,
    length,
    line: lineOf(text, start),
  }));
}

/** From 1; null in a text of one line, and where the credential is what the text begins with, as a key in a field of its own. */
function lineOf(text: string, offset: number): number | null {
  if (offset === 0 || !text.trimEnd().includes('\n')) return null;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
