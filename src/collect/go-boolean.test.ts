import { expect, test } from 'vitest';
import { goBoolean } from './go-boolean.ts';

test.each<[string, boolean | null]>([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((text): [string, boolean] => [text, true]),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((text): [string, boolean] => [text, false]),
  ...['', 'yes', 'no', 'tRUE', 'fALSE', ' true', '${ANONYMOUS}'].map((text): [string, null] => [text, null]),
])('%o', (text, expected) => {
  expect(goBoolean(text)).toBe(expected);
});
