import { describe, expect, test } from 'vitest';
import { readCredentialName } from './credential-name.ts';
import { isCredential, isPlaceholder, isPublic, isReference, looksGenerated, type Where } from './credential-value.ts';

function counts(name: string, value: string, where: Where): boolean {
  const announced = readCredentialName(name);
  return announced !== null && isCredential(value, name, announced, where);
}

describe('a value behind a name', () => {
  test.each<[string, string, Where, boolean]>([
    ['password', 'Tr0ub4dor&3', 'setting', true],
    ['password', 'admin', 'setting', true],
    ['password', '1234', 'setting', true],
    ['password', 'correct horse battery staple', 'secret', true],
    ['password', "shhh! it's the webhook's secret", 'secret', false],
    ['password', 'Enter your new one', 'setting', false],
    ['password', 'ab', 'secret', false],
    ['password', '3f2a6c1e-9b1d-4c57-8a70-6f1e2d3c4b5a', 'setting', true],
    ['token', '3f2a6c1e-9b1d-4c57-8a70-6f1e2d3c4b5a', 'setting', false],
    ['password', 'grafana-admin-secret', 'field', false],
    ['password', 'grafana-admin-secret', 'setting', true],
    ['password', 'password', 'field', false],
    ['password', 'password', 'setting', true],
    ['vora.secop.htpasswd', 'htpasswd', 'field', false],
    ['API_KEY', 'devkey', 'setting', true],
    ['certificateKey', 'e6a2eb8581237ab72a4f494f30285ec12a9694d750b9785706a83bfcbbbd2204', 'field', true],
    ['certificateKey', 'e6a2eb8581237ab72a4f494f30285ec12a9694d750b9785706a83bfcbbbd2204', 'setting', true],
    ['certificateKey', 'tls.key', 'field', false],
    ['certificate-key', 'ledger_tls', 'setting', false],
    ['API_KEY', 'my-api-key', 'setting', false],
    ['API_KEY', 'devkey', 'field', false],
    ['API_KEY', '2f9c1b7a4e6d8035a1c4', 'field', true],
    ['secretKey', 'password', 'field', false],
    ['secretKey', 'github_app_private_key', 'field', false],
    ['secret', 'ledger-tls', 'setting', false],
    ['secret', 'ledger-tls', 'secret', true],
    ['ACCESS_SECRET_KEY', 'secret_key', 'secret', false],
    ['key', 'AQDCZLtXORt+JhAAAXhDV4rlgpl2ccp4zDVROA==', 'secret', true],
    ['key', 'ledger', 'secret', false],
    ['vaultkey', 'ledger-85057846a8046a25b35f38f3a2649dce', 'secret', true],
    ['vaultKey', 'ledger-85057846a8046a25b35f38f3a2649dce', 'setting', false],
    ['key', 'AQDCZLtXORt+JhAAAXhDV4rlgpl2ccp4zDVROA==', 'field', false],
    ['token', 'abcdef.0123456789abcdef', 'setting', false],
    ['token', 'q7x1kd.9f3m2c8v5b1n4z6t', 'setting', true],
    ['SESSION_SECRET', '12345', 'setting', false],
    ['APP_KEY', 'base64:Yk1vU2N3V3lqZ0h1bW5vcHFyc3R1dnd4eXo=', 'setting', true],
  ])('%s=%s in a %s: %s', (name, value, where, expected) => {
    expect(counts(name, value, where)).toBe(expected);
  });
});

test.each([
  'changeme',
  'change-me',
  'CHANGE_ME',
  '<change-me>',
  '<your password>',
  'REPLACE_ME',
  'replace-with-yours',
  'xxxx',
  'XXXXXXXX',
  '********',
  '...',
  'none',
  'true',
  '{{ .Values.password }}',
  '${DB_PASSWORD}',
  '$(DB_PASSWORD)',
  '$DB_PASSWORD',
  '%PASSWORD%',
  '@PASSWORD@',
  '__PASSWORD__',
  '[[ password ]]',
  '<path:secret/data/ledger#password>',
  'your-password',
  'YOUR_TOKEN_ID',
  'my-password',
  'mypassword',
  'the secret password',
  'AWS_SECRET_ACCESS_KEY',
  'GOOGLE_API_KEY_VAL',
  'SECRET',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'example',
  'placeholder',
  'put-it-here',
  '**the token goes here**',
  'aaaaaaaa',
  '00000000',
  'TODO',
])('%s is a placeholder', (text) => {
  expect(isPlaceholder(text)).toBe(true);
});

test.each([
  'Tr0ub4dor&3',
  'admin',
  'accounts-pwd',
  'hunter2',
  'bankofanthos',
  'S3cr3tP@ss',
  'settings',
  'addin',
  'yourself1'.slice(4),
])('%s is no placeholder', (text) => {
  expect(isPlaceholder(text)).toBe(false);
});

test.each([
  'vault:secret/data/ledger#password',
  'op://bank/ledger/password',
  'ref+vault://secret/ledger',
  'arn:aws:secretsmanager:eu-west-1:1:secret:x',
  '/run/secrets/password',
  './password.txt',
  'C:\\secret.txt',
  'https://bank.example/token',
  'projects/bank/secrets/ledger',
  'ENC[AES256_GCM,data:x]',
  '$__file{/etc/secret}',
  'os.environ',
  'getPassword()',
  'self.password',
  '|-',
  '>',
  '*password',
  'env:PASSWORD',
])('%s is a reference', (text) => {
  expect(isReference(text)).toBe(true);
});

test.each(['Tr0ub4dor&3', 'a/b+c==', 'hunter2'])('%s is no reference', (text) => {
  expect(isReference(text)).toBe(false);
});

test.each([
  '-----BEGIN CERTIFICATE-----',
  'ssh-ed25519 AAAAC3',
  'sha256:abc',
  '$2y$10$abcdefghijklmnopqrstuv',
  'admin:$apr1$abc$def',
  '{SSHA}abcdef==',
  'SCRAM-SHA-256$4096:x',
  `md5${'0a'.repeat(16)}`,
])('%s is public, or opens nothing', (text) => {
  expect(isPublic(text)).toBe(true);
});

test.each<[string, boolean]>([
  ['2f9c1b7a4e6d8035a1c4e6b8', true],
  ['ZXhhbXBsZS1jb29raWUtc2VjcmV0enp6', true],
  ['hOnSRhsuJMTCmRia9Zq1', true],
  ['PMVh6r9+U9rr+J6pyKyGtQoVvLwI2SDXQG4lgMPx1Ck=', true],
  ['ledger-database-credentials', false],
  ['registry.bank.example/ledger', false],
  ['1password/OP_SERVICE_ACCOUNT', false],
  ['MyServiceAccountName', false],
  ['2026-11-24', false],
  ['v1.2.3-rc.1', false],
  ['3600', false],
  ['00000000000000000000', false],
  ['a'.repeat(1_000_000), false],
])('%.40s looks generated: %s', (text, expected) => {
  expect(looksGenerated(text)).toBe(expected);
});
