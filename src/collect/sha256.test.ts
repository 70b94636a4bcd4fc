import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';

test.each([
  ['nothing', []],
  ['a few texts', ['Zürich', '', ' → ', 'payments']],
  ['many texts', Array.from({ length: 30_000 }, (_, index) => `Zürich ${index}`)],
  ['one that is long by itself', ['é'.repeat(300_000), 'and another']],
])('of %s it is the SHA-256 of them all, at first and ever after', async (_, texts) => {
  vi.resetModules();
  const { sha256 } = await import('./sha256.ts');
  const sum = createHash('sha256').update(texts.join('')).digest('hex');
  expect([sha256(texts), sha256(texts)]).toEqual([sum, sum]);
});

test('of texts one by one, too, and of one that holds half a character', async () => {
  vi.resetModules();
  const { sha256 } = await import('./sha256.ts');
  const texts = Array.from({ length: 1_000 }, (_, index) => `Zürich ${index} \ud800`);
  const sums = texts.map((text) => createHash('sha256').update(text).digest('hex'));
  expect(texts.map((text) => sha256([text]))).toEqual(sums);
});
