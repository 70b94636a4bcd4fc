import { describe, expect, test } from 'vitest';
import { readCredentialName, readCredentialNameInSecret } from './credential-name.ts';

test.each<[string, string, string]>([
  ['password', 'password', 'sure'],
  ['DB_PASSWORD', 'password', 'sure'],
  ['spring.datasource.password', 'password', 'sure'],
  ['adminPassword', 'password', 'sure'],
  ['PGPASSWORD', 'password', 'sure'],
  ['mysqlrootpasswd', 'password', 'sure'],
  ['ssh-passphrase', 'password', 'sure'],
  ['DB_PASS', 'password', 'sure'],
  ['SMTP_PWD', 'password', 'sure'],
  ['password2', 'password', 'sure'],
  ['password_base64', 'password', 'sure'],
  ['node.session.auth.password_in', 'password', 'sure'],
  ['requirepass', 'password', 'sure'],
  ['pass', 'password', 'maybe'],
  ['token', 'token', 'maybe'],
  ['GITHUB_TOKEN', 'token', 'likely'],
  ['authToken', 'token', 'likely'],
  ['APIKey', 'API key', 'likely'],
  ['apikey', 'API key', 'likely'],
  ['STRIPE_API_KEY', 'API key', 'likely'],
  ['AWS_SECRET_ACCESS_KEY', 'secret key', 'likely'],
  ['azurestorageaccountkey', 'account key', 'likely'],
  ['SECRET_KEY', 'secret key', 'likely'],
  ['clientSecret', 'client secret', 'likely'],
  ['JWT_SECRET', 'secret', 'likely'],
  ['secret', 'secret', 'maybe'],
  ['key', 'key', 'maybe'],
  ['certificateKey', 'certificate key', 'maybe'],
  ['vaultKey', 'key', 'maybe'],
  ['k8sgoatvaultkey', 'key', 'maybe'],
  ['credentials', 'credential', 'maybe'],
])('%s announces a credential (%s, %s)', (name, kind, confidence) => {
  expect(readCredentialName(name)).toEqual({ kind, confidence });
});

test.each<[string, string | undefined]>([
  ['pass', 'sure'],
  ['pw', 'sure'],
  ['pwd', 'sure'],
  ['secret', 'maybe'],
  ['proxy_pass', undefined],
])('in a Secret %s announces one: %s', (name, confidence) => {
  expect(readCredentialNameInSecret(name)?.confidence).toBe(confidence);
});

describe('announces none', () => {
  test.each([
    'passwordSecretRef',
    'secretName',
    'passwordKey',
    'PASSWORD_FILE',
    'tokenTTL',
    'tokenUrl',
    'passwordPolicy',
    'PASSWORD_MIN_LENGTH',
    'ALLOW_EMPTY_PASSWORD',
    'MYSQL_RANDOM_ROOT_PASSWORD',
    'requirePassword',
    'passwords',
    'bypass',
    'compass',
    'proxy_pass',
    'PWD',
    'nextToken',
    'continue_token',
    'automountServiceAccountToken',
    'publicKey',
    'partition-key',
    'topologyKey',
    'AWS_ACCESS_KEY_ID',
    'accessKey',
    'checksum/secret',
    'password-sha256',
    'monkey',
    '',
    'x'.repeat(200),
    'A'.repeat(1_000_000),
  ])('%.30s', (name) => {
    expect(readCredentialName(name)).toBeNull();
  });
});
