import { type CredentialName, readCredentialName } from './credential-name.ts';

/**
 * What stands behind a name. `secret`: the data of a Secret, where a value is a value. `setting`: variables, arguments, files in ConfigMaps, where it
 * may also be the name of something. `field`: fields of custom resources, where names of Secrets and of keys are the rule.
 */
export type Where = 'secret' | 'setting' | 'field';

const longestValue = 4096;
const shortestValue = 3;

/** Whether a value that stands behind such a name is a credential: no placeholder, no reference, nothing public. */
export function isCredential(value: string, name: string, { confidence, kind }: CredentialName, where: Where): boolean {
  if (value.length > longestValue) return false;
  const text = value.trim();
  if (text.length < shortestValue || text.includes('\n') || isPlaceholder(text) || isReference(text) || isPublic(text))
    return false;
  if (/\s/.test(text)) return where === 'secret' && confidence === 'sure' && !isSentence(text);
  if (where === 'secret') {
    if (confidence === 'sure') return true;
    return !isNameOfCredential(text) && (kind !== 'key' || confidence !== 'maybe' || looksGenerated(text));
  }
  if (confidence === 'sure') return where === 'setting' || !(namesASecret(text) || isSameName(text, name));
  if (kind === 'key' && confidence === 'maybe') return false;
  if (looksGenerated(text)) return true;
  return (
    confidence === 'likely' &&
    where === 'setting' &&
    /^[\w!#%&+=?@^~]{4,}$/.test(text) &&
    !/^\d+$/.test(text) &&
    !isNameItself(text)
  );
}

/** `shhh! the webhook's secret`: text about a credential; a passphrase does not speak of itself. */
function isSentence(text: string): boolean {
  return /\b(?:secret|password|token|key|is|it's|of|for|goes)\b/i.test(text);
}

/** `token`, `accessToken`: the name of a field or of a variable. A word that only ends in `key` may be anything. */
function isNameItself(text: string): boolean {
  const named = readCredentialName(text);
  return named !== null && !(named.kind === 'key' && named.confidence === 'maybe' && text.length > 'key'.length);
}

/** `secret_key`, `client-secret`: what a sample has in the place of a key. */
function isNameOfCredential(text: string): boolean {
  return /^[a-z]+(?:[-_][a-z]+)+$/i.test(text) && readCredentialName(text) !== null;
}

/** `password: password` in a custom resource: the key of a Secret. */
function isSameName(text: string, name: string): boolean {
  return plainName(text) === plainName(name.slice(name.lastIndexOf('.') + 1));
}

function plainName(name: string): string {
  return name.replaceAll(/[-_.]/g, '').toLowerCase();
}

const emptyWords = new Set([
  'true',
  'false',
  'yes',
  'no',
  'on',
  'off',
  'null',
  'nil',
  'none',
  'undefined',
  'enabled',
  'disabled',
  'enable',
  'disable',
  'required',
  'optional',
  'default',
  'empty',
  'unset',
  'unused',
  'auto',
  'todo',
  'tbd',
  'fixme',
  'string',
  'str',
  'text',
  'bytes',
  'any',
  'placeholder',
  'redacted',
  'removed',
  'hidden',
  'masked',
  'dummy',
  'fake',
  'example',
  'sample',
  'n/a',
  'na',
  'not-used',
  'notused',
  'generated',
  'random',
]);

/** Text that says: put a value here. */
export function isPlaceholder(text: string): boolean {
  const lower = text.toLowerCase();
  if (emptyWords.has(lower)) return true;
  // Templates: Helm and Jinja, shell and kustomize, ERB, ytt, printf, Windows, autoconf, angle brackets.
  if (
    /\{\{|\}\}|\$\{|\$\(|<%|\[\[|%\(|^\$\w|^%\w+%$|^@\w+@$|^__\w+__$|<[^<>]{1,80}>|^[[({<].{0,200}[\])}>]$/.test(text)
  )
    return true;
  if (
    /^(?:[A-Z][A-Z0-9]*_)*(?:PASSWORD|PASSWD|PWD|TOKEN|SECRET|KEY|CREDENTIALS?)(?:_(?:VAL|VALUE|HERE|NAME))?$/.test(
      text,
    )
  )
    return true;
  if (
    /^(?:my[-_ ]?|(?:our|some|the|an?)[-_ ])(?:[a-z]{1,20}[-_ ]){0,5}(?:password|passwd|pwd|pass|token|secret|key|credentials?|value)$/.test(
      lower,
    )
  )
    return true;
  if (/^(.)\1*$|^[xX*.\-_#•]+$|x{4}|\*{2}|\.{3}|#{3}/i.test(text)) return true;
  return (
    /(?:(?:change|replace|insert|enter|paste)[-_ ]?|(?:fill|add|put|set)[-_ ])(?:me|it|this|your|here|with|in)(?:[-_ ]|$)/.test(
      lower,
    ) ||
    /^(?:to[-_ ]?be[-_ ]|changeme|replaceme|my[-_]?example|example|sample[-_]|dummy[-_]|fake[-_]|your[-_ ]?)/.test(
      lower,
    ) ||
    /(?:^|[-_. ])(?:your|changeme|changeit|placeholder|redacted|replace|todo)(?:[-_. ]|$)|[-_ ]here(?:\W|$)|example(?:key)?$/.test(
      lower,
    )
  );
}

/** Text that says where the value is, not what it is. */
export function isReference(text: string): boolean {
  if (
    /^(?:[a-z][a-z0-9+.-]{1,30}:\/\/|vault:|arn:|ref\+|secretref|file:|env[:.]|enc\[|\$__|keyvault|kv\/|secret\/|secrets\/|projects\/|ssm:|awssm:|gcpsm:|sm:|azkv|data\.|process\.env|os\.|system\.)/i.test(
      text,
    )
  )
    return true;
  if (/^(?:~|\.{1,2})?\/[\w.@-]+(?:\/[\w.@-]*)*$|^[A-Za-z]:\\/.test(text)) return true;
  // Blocks, anchors and aliases of YAML; lists, calls and members of code.
  return /^[|>][-+]?\d?$|^[&*!][\w.-]+$|^\w+(?:\.\w+)*\(.{0,200}\)?;?$|^\.\w|^self\.|^this\./.test(text);
}

/** Text that everybody may read, or that opens nothing: certificates, public keys, digests, hashed passwords. */
export function isPublic(text: string): boolean {
  return (
    text.startsWith('-----BEGIN') ||
    /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2)/.test(text) ||
    /^sha(?:1|256|512)[:-]/.test(text) ||
    isHashedPassword(text)
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A password that was hashed, as crypt(3), Apache, Argon2, LDAP and PostgreSQL do it: it opens nothing as it is. */
export function isHashedPassword(text: string): boolean {
  return /^(?:[\w.@-]{1,64}:)?(?:\$(?:1|2[abxy]?|5|6|7|y|apr1|argon2\w{1,2}|pbkdf2[\w-]{0,20}|scrypt)\$|\{(?:SSHA|SHA|MD5|CRYPT|PBKDF2)\w{0,8}\}|SCRAM-SHA-\d+\$|md5[0-9a-f]{32}$)/i.test(
    text,
  );
}

/** `grafana-admin-secret`: a name such as people give to Secrets. */
export function namesASecret(text: string): boolean {
  return (
    /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(text) &&
    /(?:^|[-.])(?:secrets?|credentials?|creds?|password|passwd|token|key|auth|tls|cert)(?:[-.]|$)/.test(text) &&
    /[-.]/.test(text)
  );
}

/** Whether a text looks as if a machine had made it: keys and tokens do, names, words, paths and versions do not. */
export function looksGenerated(value: string): boolean {
  const text = value.replace(/^base64:/, '');
  if (text.length < 12 || !/^[\w+/=.~!@#$%^&*-]+$/.test(text) || uuid.test(text)) return false;
  const digits = count(text, /[0-9]/g);
  if (/^[0-9a-f]+$/i.test(text)) return text.length >= 16 && digits > 0 && /[a-f]/i.test(text);
  const turns = count(text, /[a-z](?=[0-9])|[0-9](?=[a-z])/gi);
  const mixed = /[a-z]/.test(text) && /[A-Z]/.test(text);
  if (/^[A-Za-z0-9+/]+={1,2}$/.test(text) && text.length % 4 === 0 && (mixed || digits > 0)) return true;
  // A bootstrap token of kubeadm, but for the one of its documentation.
  if (/^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(text)) return text !== 'abcdef.0123456789abcdef';
  if (isMadeOfWords(text)) return false;
  if (mixed && digits >= 2 && text.length >= 16 && turns >= 2) return true;
  if (mixed && text.length >= 24 && entropy(text) >= 4) return true;
  return digits >= 4 && turns >= 4 && text.length >= 16;
}

/** Names, paths, versions and host names: words and numbers between separators. */
function isMadeOfWords(text: string): boolean {
  return text
    .split(/[-_./:@]+/)
    .every(
      (part) =>
        part.length <= 40 &&
        /^(?:[a-z]{0,20}\d{0,4}|[A-Z]{0,20}\d{0,4}|(?:[A-Z]?[a-z]{2,20}){1,4}\d{0,3}|v\d+|\d+[a-z]{0,2}|\d{1,3}[a-z]{3,20})$/.test(
          part,
        ),
    );
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** In bits per character. */
function entropy(text: string): number {
  const times = new Map<string, number>();
  for (const character of text) times.set(character, (times.get(character) ?? 0) + 1);
  let bits = 0;
  for (const number of times.values()) bits -= (number / text.length) * Math.log2(number / text.length);
  return bits;
}
