import { findAssignments } from './find-assignments.ts';
import { findAuthorization } from './find-authorization.ts';
import { findPrivateKeys } from './find-private-keys.ts';
import { findStatements } from './find-statements.ts';
import { findTokens } from './find-tokens.ts';
import { findUrlPasswords } from './find-url-passwords.ts';
import type { FoundCredential } from './found-credential.ts';

const shortestText = 8;

/**
 * Finds every credential in a text, each once: known forms first, then what its name gives away. In order of their places. `where` says whether it is
 * the data of a Secret.
 */
export function searchText(text: string, where: 'secret' | 'setting' = 'setting'): FoundCredential[] {
  if (text.length < shortestText) return none;
  const found = [...findTokens(text), ...findPrivateKeys(text), ...findUrlPasswords(text), ...findAuthorization(text)];
  const assigned = [...findAssignments(text, where), ...findStatements(text)].filter(
    (one) => !found.some((other) => overlap(one, other)),
  );
  if (found.length + assigned.length === 0) return none;
  return [...found, ...assigned].toSorted((a, b) => a.start - b.start);
}

const none: FoundCredential[] = [];

function overlap(a: FoundCredential, b: FoundCredential): boolean {
  return a.start < b.start + b.length && b.start < a.start + a.length;
}
