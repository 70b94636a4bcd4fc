import type { FoundCredential } from './found-credential.ts';

const begin = '-----BEGIN';
/** Base64 of `-----BEGIN `, from the first character on. */
const encodedBegin = 'LS0tLS1CRUdJTi';
const longestKey = 20_000;
const longestHeader = 60;
/** An Ed25519 key, the shortest in use, has 64 characters of base64. */
const shortestBody = 60;
const mostKeys = 64;

/** Finds private keys in PEM, also where the whole PEM is base64 once more, as in a kubeconfig. Encrypted keys and placeholders are none. */
export function findPrivateKeys(text: string): FoundCredential[] {
  const found: FoundCredential[] = [];
  for (
    let at = text.indexOf(begin), tries = 0;
    at >= 0 && tries < mostKeys;
    at = text.indexOf(begin, at + 1), tries += 1
  ) {
    const length = lengthOfKey(text, at);
    if (length > 0) found.push({ kind: 'private key', start: at, length, inUrl: false });
  }
  for (
    let at = text.indexOf(encodedBegin), tries = 0;
    at >= 0 && tries < mostKeys;
    at = text.indexOf(encodedBegin, at + 1), tries += 1
  ) {
    const encoded = text.slice(at, at + longestKey * 2);
    const end = encoded.search(/[^A-Za-z0-9+/=\s]/);
    const decoded = Buffer.from(end < 0 ? encoded : encoded.slice(0, end), 'base64').toString('latin1');
    const length = lengthOfKey(decoded, 0);
    if (length > 0) found.push({ kind: 'private key', start: at, length, inUrl: false });
  }
  return found;
}

/** The length of the private key that begins here; 0 when none does. */
function lengthOfKey(text: string, at: number): number {
  const header = /^-----BEGIN ?(?:[A-Z0-9]{1,20} )?PRIVATE KEY(?: BLOCK)?-----/.exec(
    text.slice(at, at + longestHeader),
  );
  if (!header || header[0].includes('ENCRYPTED')) return 0;
  const rest = text.slice(at + header[0].length, at + longestKey);
  const end = rest.indexOf('-----END');
  if (end < 0) return 0;
  const inside = rest.slice(0, end);
  if (inside.includes('ENCRYPTED')) return 0;
  // Without the headers of older forms, quotes and escaped line ends of JSON and properties.
  const lines = inside.split(/\\[nr]|[\r\n]/).filter((line) => !line.includes(':'));
  const body = lines.join('').replaceAll(/[\s"',|+\\]/g, '');
  if (body.length < shortestBody || !/^[A-Za-z0-9+/=]+$/.test(body)) return 0;
  if (new Set(body).size < 20 || /x{6}/i.test(body)) return 0;
  return header[0].length + end + '-----END'.length;
}
