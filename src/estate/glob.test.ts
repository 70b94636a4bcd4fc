import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { matchesGlob } from './glob.ts';

describe('globs', () => {
  test.each([
    ['payments-*', 'payments-eu'],
    ['payments-*', 'payments-'],
    ['kube-*', 'kube-system'],
    ['*', ''],
    ['*', 'any'],
    ['', ''],
    ['a', 'a'],
    ['?', 'x'],
    ['a?c', 'abc'],
    ['*-prod', 'shop-prod'],
    ['*a*b*', 'xxaxxbxx'],
    ['**', 'x'],
    ['a*a', 'aa'],
    ['*ab', 'aab'],
    ['team-?-*', 'team-1-x'],
    ['a.c', 'a.c'],
    ['[ab]', '[ab]'],
    ['*?', 'a'],
  ])('%j matches %j', (pattern, text) => expect(matchesGlob(pattern, text)).toBe(true));

  test.each([
    ['payments-*', 'payments'],
    ['payments-*', 'xpayments-eu'],
    ['kube-*', 'my-kube-system'],
    ['', 'a'],
    ['a', ''],
    ['?', ''],
    ['?', 'ab'],
    ['a*a', 'a'],
    ['*a', 'ab'],
    ['a.c', 'abc'],
    ['[ab]', 'a'],
    ['A', 'a'],
    ['*?', ''],
    ['a+', 'aa'],
    ['\\*', '*'],
    ['a', 'a\n'],
  ])('%j does not match %j', (pattern, text) => expect(matchesGlob(pattern, text)).toBe(false));

  test('agrees with a slow reading that tries everything', () => {
    const slow = (pattern: string, text: string): boolean => {
      if (pattern === '') return text === '';
      const rest = pattern.slice(1);
      if (pattern[0] === '*') return slow(rest, text) || (text !== '' && slow(pattern, text.slice(1)));
      return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && slow(rest, text.slice(1));
    };
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }),
        (pattern, text) => {
          expect(matchesGlob(pattern, text)).toBe(slow(pattern, text));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('a pattern made to explode is read in no time', () => {
    const started = performance.now();
    expect(matchesGlob(`${'a*'.repeat(500)}b`, 'a'.repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
