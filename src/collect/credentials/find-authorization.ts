import { isPlaceholder, looksGenerated } from './credential-value.ts';
import { type FoundCredential, mostFound } from './found-credential.ts';

/** Finds credentials of HTTP headers: `Basic dXNlcjpwYXNz`, `Bearer …`. */
export function findAuthorization(text: string): FoundCredential[] {
  if (!text.includes('Basic ') && !text.includes('Bearer ')) return [];
  const found: FoundCredential[] = [];
  for (const match of text.matchAll(/\b(Basic|Bearer) ([\w+/.~-]{8,2000}=*)/g)) {
    if (found.length >= mostFound) break;
    const [, scheme, value] = match as unknown as [string, string, string];
    const length =
      scheme === 'Basic' ? lengthOfPassword(value) : looksGenerated(value) && !isPlaceholder(value) ? value.length : 0;
    if (length > 0)
      found.push({
        kind: scheme === 'Basic' ? 'password' : 'token',
        start: match.index + scheme.length + 1,
        length,
        inUrl: false,
      });
  }
  return found;
}

function lengthOfPassword(encoded: string): number {
  const decoded = Buffer.from(encoded, 'base64').toString('latin1');
  const colon = decoded.indexOf(':');
  if (colon < 1 || !/^[\x20-\x7e]+$/.test(decoded)) return 0;
  const password = decoded.slice(colon + 1);
  return isPlaceholder(password) ? 0 : password.length;
}
