import { describe, expect, test } from 'vitest';
import { hasSopsBlock, holdsEncrypted, isEncrypted, shouldBeEncrypted } from './sops-block.ts';

const value = 'ENC[AES256_GCM,data:Zm9v,iv:Zm9v,tag:Zm9v,type:str]';

test('a block is told by what SOPS always writes', () => {
  expect(hasSopsBlock({ sops: { mac: value, lastmodified: 'x' } })).toBe(true);
  expect(hasSopsBlock({ sops: { version: '3.9.0' } })).toBe(true);
  expect(hasSopsBlock({ sops: {} })).toBe(false);
  expect(hasSopsBlock({ sops: 'on' })).toBe(false);
  expect(hasSopsBlock({})).toBe(false);
});

test('encrypted values', () => {
  expect(isEncrypted(value)).toBe(true);
  expect(isEncrypted('')).toBe(true);
  expect(isEncrypted('hunter22')).toBe(false);
  expect(isEncrypted(1)).toBe(false);
  expect(holdsEncrypted({ a: [{ b: value }], sops: {} })).toBe(true);
  expect(holdsEncrypted({ a: 'plain', sops: { mac: value } })).toBe(false);
});

describe('what should be encrypted', () => {
  test.each<[Record<string, unknown>, string[], boolean]>([
    [{}, ['data', 'password'], true],
    [{}, ['data', 'password_unencrypted'], false],
    [{ encrypted_regex: '^(data|stringData)$' }, ['stringData', 'password'], true],
    [{ encrypted_regex: '^(data|stringData)$' }, ['spec', 'password'], false],
    [{ encrypted_regex: '^data$' }, ['stringData', 'password'], false],
    [{ encrypted_regex: '^password$' }, ['data', 'password'], true],
    [{ encrypted_regex: '(a+)+$' }, ['data', 'a'.repeat(50)], true],
    [{ encrypted_suffix: '_secret' }, ['data', 'password'], false],
    [{ encrypted_suffix: '_secret' }, ['data', 'db_secret'], true],
    [{ unencrypted_suffix: '_plain' }, ['data', 'db_plain'], false],
    [{ unencrypted_regex: '^(mode)$' }, ['data', 'mode'], false],
    [{ unencrypted_regex: '^(mode)$' }, ['data', 'password'], true],
  ])('%j %j: %s', (block, steps, expected) => {
    expect(shouldBeEncrypted({ sops: block }, steps)).toBe(expected);
  });
});
