import type { Fields } from '../objects/fields.ts';
import { readCredentialNameInSecret } from './credential-name.ts';
import { isCredential, isHashedPassword, isPlaceholder, isPublic, isReference } from './credential-value.ts';
import { findLogins } from './find-logins.ts';
import { placeIn, type PlacedCredential, type Steps } from './placed-credential.ts';
import { searchText } from './search-text.ts';
import { hasSopsBlock, isEncrypted, shouldBeEncrypted } from './sops-block.ts';

/** What the data of a Secret turned out to be. */
export interface SecretContent {
  readonly credentials: readonly PlacedCredential[];
  /** The fields that hold no credential that is known here; none while another one still waits for its value, which may be the credential. */
  readonly plain: readonly Steps[];
}

/** Looks into `data` and `stringData` of a Secret. MalformedField where the API server would refuse them. */
export function readSecret(fields: Fields): SecretContent {
  const credentials: PlacedCredential[] = [];
  const plain: Steps[] = [];
  let waiting = false;
  const sealed = hasSopsBlock(fields.raw);
  for (const map of ['data', 'stringData'] as const) {
    const entries = fields.object(map);
    for (const key of Object.keys(entries?.raw ?? {})) {
      const written = entries?.value(key);
      if (written === undefined) waiting = true;
      if (written === undefined || isEncrypted(written)) continue;
      const steps = [map, key];
      const text = scalarText(written);
      if (text === null) entries?.refuse(key, 'text');
      else if (sealed && shouldBeEncrypted(fields.raw, steps)) {
        credentials.push({ form: 'sealed-badly', kind: 'unencrypted value', steps, length: text.length, line: null });
      } else {
        const found = readValue(steps, key, text, map === 'data');
        credentials.push(...found.credentials);
        waiting ||= found.waiting ?? false;
        if (found.plain) plain.push(steps);
      }
    }
  }
  return { credentials, plain: waiting ? [] : plain };
}

/** A number or a boolean is refused by the API server, yet it stands in the file. */
function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : null;
}

function readValue(
  steps: Steps,
  key: string,
  written: string,
  encoded: boolean,
): { credentials: PlacedCredential[]; plain: boolean; waiting?: boolean } {
  const value = encoded ? decode(written) : written;
  const inside = searchText(value, 'secret');
  if (inside.length > 0) return { credentials: placeIn(steps, value, inside, 'plain-secret'), plain: false };
  const login = readDockerLogin(key, value);
  if (login !== null)
    return {
      credentials: login.map((length) => ({ form: 'plain-secret', kind: 'registry login', steps, length, line: null })),
      plain: false,
    };
  const logins = findLogins(key, value);
  if (logins !== null)
    return {
      credentials: placeIn(steps, value, logins.found, 'plain-secret'),
      plain: logins.found.length === 0 && !logins.waiting,
      waiting: logins.waiting,
    };
  // A hash opens nothing as it is, yet it is no certificate: it can be guessed at. It begins like a variable.
  if (isHashedPassword(value.trim())) return { credentials: [], plain: true };
  if (isEmpty(written) || isEmpty(value)) return { credentials: [], plain: false, waiting: true };
  const announced = readCredentialNameInSecret(key);
  if (announced && isCredential(value, key, announced, 'secret')) {
    return {
      credentials: [{ form: 'plain-secret', kind: announced.kind, steps, length: value.trim().length, line: null }],
      plain: false,
    };
  }
  return { credentials: [], plain: !isPublic(value) };
}

const longestPlaceholder = 200;

function isEmpty(value: string): boolean {
  const text = value.trim();
  return (
    text === '' ||
    text === '{}' ||
    text === '[]' ||
    (text.length <= longestPlaceholder && !text.includes('\n') && (isPlaceholder(text) || isReference(text)))
  );
}

/** What the API server would make of a value of `data`; as it is written where that is no base64, for then it is the plain value itself. */
function decode(written: string): string {
  const base64 = written.replaceAll(/\s/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return written;
  const bytes = Buffer.from(base64, 'base64');
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text;
}

/** The lengths of the passwords of a Docker configuration, which keeps `user:password` in base64; null for any other text. */
function readDockerLogin(key: string, value: string): number[] | null {
  if (!/^\.docker(?:configjson|cfg)$/.test(key)) return null;
  return [
    ...value.slice(0, longestDockerConfig).matchAll(/"auth"\s{0,20}:\s{0,20}"([A-Za-z0-9+/]{4,4000}=*)"/g),
  ].flatMap((match) => {
    const login = Buffer.from(match[1] as string, 'base64').toString('utf8');
    const password = login.slice(login.indexOf(':') + 1);
    return login.includes(':') && password !== '' && !isPlaceholder(password) ? [password.length] : [];
  });
}

const longestDockerConfig = 1_000_000;
