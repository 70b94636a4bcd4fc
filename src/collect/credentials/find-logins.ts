import { isHashedPassword, isPlaceholder, isReference } from './credential-value.ts';
import { type FoundCredential, mostFound } from './found-credential.ts';

/** Names of data that is a list of logins: `users` of Traefik, `auth` of ingress-nginx, `htpasswd`. */
const listsLogins = /(?:users|auth|htpasswd|credentials?|logins?)(?:[._-](?:txt|conf|file|list))?$/i;
const login = /^([\w.@+-]{1,64}):(\S{1,256})$/;
const longestName = 120;
const longestList = 100_000;
const shortestPassword = 3;

/** What a list of logins holds. */
export interface Logins {
  /** The passwords that anyone can read. */
  readonly found: readonly FoundCredential[];
  /** Whether one of them is a placeholder. */
  readonly waiting: boolean;
}

/** Reads the data of a Secret that is a list of `user:password`, one a line, as its name says and each of its lines; null when it is none. */
export function findLogins(name: string, text: string): Logins | null {
  if (name.length > longestName || text.length > longestList || !listsLogins.test(name)) return null;
  const found: FoundCredential[] = [];
  let waiting = false;
  let logins = 0;
  let start = 0;
  for (const written of text.split('\n')) {
    const line = written.trim();
    if (line !== '' && !line.startsWith('#')) {
      const [, user, password] = login.exec(line) ?? [];
      if (user === undefined || password === undefined || isReference(line)) return null;
      // An address: `keycloak:8080`, `https://…`.
      if (password.startsWith('/') || (/auth$/i.test(name) && /^\d{2,5}$/.test(password))) return null;
      logins += 1;
      if (isSample(user, password)) waiting = true;
      else if (isPassword(line, password) && found.length < mostFound)
        found.push({
          kind: 'password',
          start: start + written.indexOf(line) + user.length + 1,
          length: password.length,
          inUrl: false,
        });
    }
    start += written.length + 1;
  }
  return logins > 0 ? { found, waiting } : null;
}

function isPassword(line: string, password: string): boolean {
  // A digest of Git, an image or OpenSSL (`sha256:…`) is no password, and `x:1000` stands in passwd(5) in the place of one.
  return (
    password.length >= shortestPassword &&
    !isHashedPassword(line) &&
    !isReference(password) &&
    !/^(?:sha\d+|md5):/i.test(line) &&
    !/^[x*!]:/.test(password)
  );
}

/** `admin:<change-me>`, and `user:password` as it stands in documentation. */
function isSample(user: string, password: string): boolean {
  if (isHashedPassword(password)) return false;
  return (
    isPlaceholder(password) ||
    (/^(?:user(?:name)?|login|name)$/i.test(user) && /^pass(?:word|wd)?$|^pwd?$/i.test(password))
  );
}
