import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

test.each([
  ['nothing', []],
  ['a few texts', ['Zürich', '', ' → ', 'payments']],
  ['many texts', Array.from({ length: 30_000 }, (_, index) => `Zürich ${index}`)],
  ['one that is long by itself', ['é'.repeat(300_000), 'and another']],
])('of %s it is the SHA-256 of them all', (_, texts) => {
  expect(sha256(texts)).toBe(createHash('sha256').update(texts.join('')).digest('hex'));
});
