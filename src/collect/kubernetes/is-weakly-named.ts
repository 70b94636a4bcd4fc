import { readCredentialName } from '../credentials/credential-name.ts';
import { isPlaceholder, isReference, namesASecret } from '../credentials/credential-value.ts';

/** What a Secret, a key of one, or a place in a store may be called. */
const name = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/**
 * Whether a value is to go that stands behind a name as often given to where a credential is (`secret`, `credentials`, an access key): unless it can be
 * the name of a Secret, or leads to one. `isVariable`: of an environment variable or of a line of settings, in which a value is rather meant itself.
 */
export function isWeaklyNamed(key: string, value: string, isVariable: boolean): boolean {
  const text = value.trim();
  if (text === '' || isPlaceholder(text) || isReference(text) || namesASecret(text)) return false;
  if (/basic[-_.]?auth$/i.test(key)) return /^[^\s:/]+:[^\s:]/.test(text);
  if (isVariable && /(?:^|[-_.]|[a-z](?=A))access[-_.]?key$/i.test(key)) return true;
  if (isVariable && /(?:^|[-_.]|[a-z](?=C))credentials?$/i.test(key)) return true;
  if (/secret[-_.]?key[-_.]?base$/i.test(key)) return true;
  if (!/(?:secret|credentials?)$/i.test(key)) return false;
  const read = readCredentialName(key);
  if (read === null) return false;
  if (isVariable && read.confidence !== 'maybe') return true;
  return !name.test(text) && !/[\s/]/.test(text);
}
