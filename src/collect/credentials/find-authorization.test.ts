import { expect, test } from 'vitest';
import { findAuthorization } from './find-authorization.ts';

const basic = Buffer.from('app:hunter22').toString('base64');

test('a password in a header', () => {
  expect(findAuthorization(`Authorization: Basic ${basic}`)).toEqual([
    { kind: 'password', start: 21, length: 8, inUrl: false },
  ]);
});

test('a token in a header', () => {
  expect(findAuthorization('Bearer 2f9c1b7a4e6d8035a1c4')).toEqual([
    { kind: 'token', start: 7, length: 20, inUrl: false },
  ]);
});

test.each([
  'Basic authentication is used',
  `Basic ${Buffer.from('app:changeme').toString('base64')}`,
  `Basic ${Buffer.from('app:').toString('base64')}`,
  'Bearer $(TOKEN)',
  'Bearer ${TOKEN}',
  'Bearer tokens are accepted',
])('%s has none', (text) => {
  expect(findAuthorization(text)).toEqual([]);
});
