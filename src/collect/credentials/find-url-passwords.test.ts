import { expect, test } from 'vitest';
import { findUrlPasswords } from './find-url-passwords.ts';

test.each<[string, string]>([
  ['postgres://ledger:Tr0ub4dor@db.bank.svc:5432/ledger', 'Tr0ub4dor'],
  ['redis://:hunter2@cache:6379', 'hunter2'],
  ['amqp://guest:guest@queue', 'guest'],
  ['see https://bot:c0rrect-h0rse@git.bank.example/repo.git now', 'c0rrect-h0rse'],
  ['mongodb+srv://app:p%40ss%3Aword@db.example/?w=majority', 'p%40ss%3Aword'],
  ['jdbc:mysql://root:s3cr3t@db/ledger', 's3cr3t'],
  ['{"url":"http://a:b1c2d3@[::1]:80"}', 'b1c2d3'],
])('%s', (text, password) => {
  const [found, ...others] = findUrlPasswords(text);
  expect(others).toEqual([]);
  expect(found?.inUrl).toBe(true);
  expect(text.slice(found?.start, (found?.start ?? 0) + (found?.length ?? 0))).toBe(password);
});

test.each([
  'https://bank.example/path',
  'https://bank.example:443/user@home',
  'https://user@bank.example',
  'https://user:@bank.example',
  'postgres://ledger:$(DB_PASSWORD)@db',
  'postgres://ledger:${DB_PASSWORD}@db',
  'postgres://ledger:{{ .Values.password }}@db',
  'postgres://ledger:<password>@db',
  'postgres://ledger:%DB_PASSWORD%@db',
  'postgres://user:password@host/db',
  'postgres://ledger:changeme@db',
  'postgres://ledger:****@db',
  'https?://[^:]+:[^@]+@.*',
  'docker://alpine:3.18@sha256:abcdef',
  'git@github.com:bank/ledger.git',
  'user:password@host',
])('%s has none', (text) => {
  expect(findUrlPasswords(text)).toEqual([]);
});
