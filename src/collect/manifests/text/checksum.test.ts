import { expect, test } from 'vitest';
import { checksum } from './checksum.ts';

const long = Array.from({ length: 10_000 }, (_, line) => `key${line}: value\n`).join('');

test.each([
  ['a character changed', 'replicas: 2', 'replicas: 3'],
  ['two changed places', 'a b', 'b a'],
  ['a line was added', 'a', 'a\n'],
  ['a line was added to a long text', long, `${long}\n`],
  ['lines of a long text changed places', long, `${long.slice(50)}${long.slice(0, 50)}`],
  ['it was emptied', 'a', ''],
])('it differs when %s', (_, before, after) => {
  expect(checksum(before)).not.toBe(checksum(after));
});

test('it is the same for the same text, however it was put together', () => {
  expect(checksum(`${long.slice(0, 77)}${long.slice(77)}`)).toBe(checksum(long));
});
