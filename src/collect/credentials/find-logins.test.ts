import { describe, expect, test } from 'vitest';
import { findLogins } from './find-logins.ts';

function passwordsOf(name: string, text: string): string[] | null {
  return findLogins(name, text)?.found.map(({ start, length }) => text.slice(start, start + length)) ?? null;
}

const hashed = 'admin:$apr1$abcd$efghijklmnopqrstuvwxyz';

describe('passwords of a list of logins', () => {
  test.each<[string, string, string[]]>([
    ['users', 'admin:Winter2024!', ['Winter2024!']],
    ['auth', 'admin:Winter2024!', ['Winter2024!']],
    ['basic-auth', 'admin:Winter2024!\n', ['Winter2024!']],
    ['basicAuth', 'admin:Winter2024!', ['Winter2024!']],
    ['htpasswd', `# of the ledger\n\n${hashed}\r\n  teller@bank.example:a:b1\r\n`, ['a:b1']],
    ['credentials', 'admin:password', ['password']],
    ['users.txt', 'admin:1234', ['1234']],
    ['users', 'ledger:pw123:1001:100:upload', ['pw123:1001:100:upload']],
  ])('%s=%s', (name, text, expected) => {
    expect(passwordsOf(name, text)).toEqual(expected);
    expect(findLogins(name, text)?.waiting).toBe(false);
  });
});

test.each([
  ['a hash', hashed],
  ['a hash of bcrypt', 'admin:$2y$10$abcdefghijklmnopqrstuv'],
  ['two letters', 'admin:ab'],
  ['passwd(5)', 'ledger:x:1000:1000:of_the_bank:/home:/bin/sh'],
  ['a digest', 'sha256:0a1b2c'],
])('%s is no password that anyone can read', (_name, text) => {
  expect(findLogins('users', text)).toEqual({ found: [], waiting: false });
});

test.each(['admin:<change-me>', 'admin:changeme', 'admin:$PASSWORD', 'user:password', 'username:pass'])(
  '%s still waits for its password',
  (text) => {
    expect(findLogins('users', text)).toEqual({ found: [], waiting: true });
  },
);

test.each([
  ['another name', 'image', 'ledger:Winter2024'],
  ['a long name', 'users'.repeat(100), 'admin:Winter2024!'],
  ['a list of names', 'users', 'alice\nbob\n'],
  ['logins beside something else', 'users', 'admin:Winter2024!\n[ledger]\n'],
  ['YAML', 'users', 'alice: admin\nbob: teller'],
  ['an address', 'auth', 'keycloak:8080'],
  ['a URL', 'auth', 'https://bank.example/login'],
  ['a reference', 'credentials', 'vault:secret/data/ledger'],
  ['a comment', 'users', '# none yet'],
  ['nothing', 'users', ''],
  ['a long text', 'users', 'a:b1c\n'.repeat(100_000)],
])('%s is no list of logins', (_name, name, text) => {
  expect(findLogins(name, text)).toBeNull();
});
