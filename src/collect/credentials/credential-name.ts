/**
 * How surely a name announces a credential. `sure`: a password, whatever the value looks like. `likely`: a token or key by a name that is rarely given to
 * anything else (`clientSecret`, `API_KEY`). `maybe`: a word that is as often the name of a Secret or of a field (`secret`, `token`, `key`), so the
 * value has to look like a credential by itself.
 */
export type Confidence = 'sure' | 'likely' | 'maybe';

/** What a name says of its value. */
export interface CredentialName {
  /** In words of our own: `password`, `API key`. */
  readonly kind: string;
  readonly confidence: Confidence;
}

const longestName = 120;

/** Words behind the one that counts and say nothing: `password_base64`, `tokenData`. */
const trailing = new Set([
  'value',
  'val',
  'base',
  'plain',
  'plaintext',
  'cleartext',
  'text',
  'string',
  'data',
  'literal',
  'decoded',
  'raw',
  'default',
  'in',
  'out',
  'new',
  'old',
  'current',
  'previous',
  'primary',
  'secondary',
]);

const passwords = new Set([
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'pass',
  'passcode',
  'passwort',
  'pw',
  'requirepass',
  'masterauth',
]);

/** Qualifiers of `pass` that make it something else: nginx directives, a test's result. */
const otherPasses = new Set([
  'proxy',
  'fastcgi',
  'uwsgi',
  'grpc',
  'scgi',
  'memcached',
  'first',
  'second',
  'render',
  'by',
]);

/** Words before a password that make it a switch or a rule: `ALLOW_EMPTY_PASSWORD`, `requirePassword`. */
const switches = new Set([
  'allow',
  'disable',
  'enable',
  'require',
  'use',
  'no',
  'without',
  'show',
  'hide',
  'reset',
  'forgot',
  'random',
  'generate',
  'empty',
  'update',
  'rotate',
  'is',
  'has',
]);

/** Words of a digest, which says nothing of the value: `checksum/secret`. */
const digests = new Set(['checksum', 'digest', 'fingerprint', 'sha', 'md']);

/** Qualifiers of a token that opens nothing: a place in a list, a token of text. */
const otherTokens = new Set([
  'next',
  'continue',
  'page',
  'pagination',
  'sync',
  'resume',
  'cancel',
  'cancellation',
  'fencing',
  'design',
  'csrf',
  'xsrf',
  'automount',
  'lexer',
  'end',
  'start',
  'unk',
  'pad',
  'eos',
  'bos',
  'account',
]);

/** Qualifiers of a key that opens nothing. */
const otherKeys = new Set([
  'public',
  'pub',
  'partition',
  'cache',
  'sort',
  'primary',
  'foreign',
  'topology',
  'label',
  'group',
  'hash',
  'range',
  'host',
  'object',
  'row',
  'tag',
  'password',
  'token',
  'username',
  'user',
]);

/** Qualifiers of a key that opens something. */
const likelyKeys = new Set([
  'api',
  'secret',
  'encryption',
  'signing',
  'master',
  'shared',
  'auth',
  'authentication',
  'session',
  'cookie',
  'jwt',
  'hmac',
  'aes',
  'deploy',
  'integration',
  'application',
  'app',
  'license',
  'licence',
  'bearer',
  'crypt',
  'crypto',
  'decryption',
  'pepper',
  'service',
  'fernet',
  'account',
  'storage',
  'private',
]);

/** Qualifiers of a secret that is meant itself; `tls`, `pull`, `admin` and most others are names of Secrets. */
const likelySecrets = new Set([
  'client',
  'jwt',
  'session',
  'cookie',
  'app',
  'application',
  'shared',
  'webhook',
  'signing',
  'hmac',
  'oauth',
  'oauth2',
  'oidc',
  'consumer',
  'auth',
  'api',
  'csrf',
  'sso',
  'erlang',
  'rpc',
  'encryption',
  'hash',
  'gossip',
  'bot',
  'saml',
]);

/** Words written as one: the end of a word stands for its last two. */
const joined: readonly (readonly [string, string, Confidence])[] = [
  ['password', 'password', 'sure'],
  ['passwd', 'password', 'sure'],
  ['passphrase', 'password', 'sure'],
  ['apikey', 'API key', 'likely'],
  ['secretkey', 'secret key', 'likely'],
  ['secretaccesskey', 'secret key', 'likely'],
  ['privatekey', 'private key', 'likely'],
  ['encryptionkey', 'encryption key', 'likely'],
  ['signingkey', 'signing key', 'likely'],
  ['accountkey', 'account key', 'likely'],
  ['masterkey', 'master key', 'likely'],
  ['authkey', 'auth key', 'likely'],
  ['sharedkey', 'shared key', 'likely'],
  ['clientsecret', 'client secret', 'likely'],
  ['appsecret', 'app secret', 'likely'],
  ['jwtsecret', 'secret', 'likely'],
  ['sharedsecret', 'shared secret', 'likely'],
  ['authtoken', 'token', 'likely'],
  ['accesstoken', 'token', 'likely'],
  ['apitoken', 'token', 'likely'],
  ['bottoken', 'token', 'likely'],
];

/** Reads a name word by word (camelCase, snake_case, kebab-case, dots); null when its value is not expected to be a credential. */
export function readCredentialName(name: string): CredentialName | null {
  if (name.length > longestName || !/pass|pwd|pw\b|token|secret|credential|key|masterauth/i.test(name)) return null;
  if (name === 'PWD' || name === 'OLDPWD') return null;
  const words = wordsOf(name);
  if (words.some((word) => digests.has(word))) return null;
  while (words.length > 1 && (words.at(-1)?.length === 1 || trailing.has(words.at(-1) as string))) words.pop();
  const last = words.at(-1);
  if (last === undefined) return null;
  const before = words.at(-2) ?? '';
  if (passwords.has(last)) return readPassword(last, before, words);
  if (last === 'token')
    return otherTokens.has(before) ? null : { kind: 'token', confidence: before === '' ? 'maybe' : 'likely' };
  if (last === 'key') return readKey(before, words);
  if (last === 'secret')
    return {
      kind: before === 'client' ? 'client secret' : 'secret',
      confidence: likelySecrets.has(before) ? 'likely' : 'maybe',
    };
  if (last === 'credential' || last === 'credentials') return { kind: 'credential', confidence: 'maybe' };
  const one = joined.find(([end]) => last.endsWith(end));
  if (!one && last.endsWith('key') && !/(?:access|pub|public|mon|tur|don)key$/.test(last))
    return { kind: 'key', confidence: 'maybe' };
  if (!one || words.some((word) => switches.has(word))) return null;
  return { kind: one[1], confidence: one[2] };
}

/** The same of a name in the data of a Secret, in which `pass` and `pw` are neither the result of a test nor a width. */
export function readCredentialNameInSecret(name: string): CredentialName | null {
  const read = readCredentialName(name);
  return read?.kind === 'password' ? { ...read, confidence: 'sure' } : read;
}

function readPassword(last: string, before: string, words: readonly string[]): CredentialName | null {
  if (words.some((word) => switches.has(word))) return null;
  if (last === 'pass' && otherPasses.has(before)) return null;
  // `pass` and `pw` alone are also the result of a test and a width.
  return { kind: 'password', confidence: words.length === 1 && (last === 'pass' || last === 'pw') ? 'maybe' : 'sure' };
}

function readKey(before: string, words: readonly string[]): CredentialName | null {
  if (before === 'access') {
    // An access key is a user's name in most clouds; its other half is the secret.
    const half = words.some((word) => word === 'secret' || word === 'storage' || word === 'shared');
    return half ? { kind: 'secret key', confidence: 'likely' } : null;
  }
  if (otherKeys.has(before)) return null;
  // As often the file of a key as what kubeadm encrypts the certificates with, so its value decides.
  if (before === 'certificate') return { kind: 'certificate key', confidence: 'maybe' };
  if (!likelyKeys.has(before)) return { kind: 'key', confidence: 'maybe' };
  return { kind: before === 'api' ? 'API key' : `${before} key`, confidence: 'likely' };
}

function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}
