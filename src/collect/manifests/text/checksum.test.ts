import { expect, test } from 'vitest';
import { checksum } from './checksum.ts';

test.each([
  ['', 2_166_136_261],
  ['a', 3_826_002_220],
  ['foobar', 3_214_735_720],
])('of %j it is what FNV-1a is published to be', (text, sum) => {
  expect(checksum(text)).toBe(sum);
});

test.each([
  ['replicas: 2', 'replicas: 3'],
  ['a b', 'b a'],
  ['a', 'a\n'],
])('%j and %j differ', (before, after) => {
  expect(checksum(before)).not.toBe(checksum(after));
});
