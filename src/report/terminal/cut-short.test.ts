import { expect, test } from 'vitest';
import { cutShort } from './cut-short.ts';

test.each([
  ['Do this.', 'Do this.'],
  ['Do this; or that.', 'Do this; …'],
  ['Do this (not that; never) now; or later.', 'Do this (not that; never) now; …'],
  ['Do this (not that; never) now.', 'Do this (not that; never) now.'],
  ['Do this (not that; never.', 'Do this (not that; never.'],
  ['', ''],
])('%j becomes %j', (sentence, short) => {
  expect(cutShort(sentence)).toBe(short);
});
