import { isPlaceholder } from './credential-value.ts';
import { type FoundCredential, mostFound } from './found-credential.ts';

const longestAuthority = 512;
const mostUrls = 10_000;

/** Finds the passwords of URLs: `scheme://user:password@host`. References, templates and the words of a documentation are none. */
export function findUrlPasswords(text: string): FoundCredential[] {
  const found: FoundCredential[] = [];
  for (
    let at = text.indexOf('://'), tries = 0;
    at >= 0 && tries < mostUrls && found.length < mostFound;
    at = text.indexOf('://', at + 3), tries += 1
  ) {
    const password = passwordAt(text, at + 3);
    if (password) found.push({ kind: 'password in a URL', ...password, inUrl: true });
  }
  return found;
}

function passwordAt(text: string, from: number): { start: number; length: number } | null {
  const rest = text.slice(from, from + longestAuthority);
  const end = rest.search(/[\s/?#"'`\\|,;<>]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf('@');
  const colon = authority.indexOf(':');
  if (colon < 0 || at < colon + 2) return null;
  const user = authority.slice(0, colon);
  const password = authority.slice(colon + 1, at);
  // Behind the @ of an image stands a digest.
  if (!/^[\w.[-]/.test(authority.slice(at + 1)) || /^sha\d+:/.test(authority.slice(at + 1))) return null;
  // Brackets, stars and braces belong to patterns and templates.
  if (/[[\](){}*^$]|%[A-Z_]{2,}%/.test(password) || isPlaceholder(password) || isDocumentation(user, password))
    return null;
  return { start: from + colon + 1, length: password.length };
}

/** `user:pass@`, as it stands in documentation. */
function isDocumentation(user: string, password: string): boolean {
  return (
    /^(?:user(?:name)?|usr|login|name)$/i.test(user) && /^(?:pass(?:word|wd)?|pw|pwd|secret|token)$/i.test(password)
  );
}
