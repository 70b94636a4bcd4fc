import { expect, test } from 'vitest';
import { matchesPattern } from './matches-pattern.ts';

test.each<[string, string, boolean | null]>([
  ['^[a-z]+$', 'abc', true],
  ['^[a-z]+$', 'aBc', false],
  ['b', 'abc', true],
  ['^(hot|cold)$', 'warm', false],
  ['^\\d{1,3}(\\.\\d+)?$', '12.5', true],
  ['^[\\w.-]+$', 'a b', false],
  // Go knows these, and JavaScript reads them otherwise, or not at all.
  ['^[[:alpha:]]+$', 'abc', null],
  ['(?i)^abc$', 'ABC', null],
  ['\\Aabc\\z', 'abc', null],
  ['^[]a]+$', 'a', null],
  ['^\\pL+$', 'a', null],
  // What could take long, and what is too long or no plain text.
  ['^(a+)+$', 'aaa', null],
  ['^(a|b)*$', 'aaa', null],
  ['a*a*a*a*b', 'aaa', null],
  ['^[a-z]+$', 'a'.repeat(301), null],
  ['^\\S+$', 'a\u00a0b', null],
  ['(', 'a', null],
])('%s of %j: %s', (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});
