import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { definitionVersion } from './version.ts';

const digests: Record<string, string> = {
  '2026-11': '2ab13d8367a15f396a22b46744291cc52aa9f332da07f3775d2923079a83fbb5',
};

test('the text of the definition is the text of its version: other words need another version', () => {
  const text = readFileSync(new URL('definition.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');

  expect(createHash('sha256').update(text).digest('hex')).toBe(digests[definitionVersion]);
});
