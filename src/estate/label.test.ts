import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue } from './label.ts';

const long = (length: number): string => 'a'.repeat(length);

describe('label keys', () => {
  test.each([
    'app',
    'App',
    '1',
    'a.b_c-d',
    'app.kubernetes.io/name',
    'a/b',
    'example.com/My_Name.v1',
    long(63),
    `${long(253)}/${long(63)}`,
    '__proto__x'.slice(2),
    'constructor',
  ])('%s is one', (text) => expect(isLabelKey(text)).toBe(true));

  test.each([
    '',
    '/',
    '/name',
    'prefix/',
    'a/b/c',
    '-a',
    'a-',
    '.a',
    'a.',
    '_a',
    'a b',
    'ä',
    'Example.com/name',
    'a_b/name',
    '__proto__',
    long(64),
    `${long(254)}/a`,
    `a/${long(64)}`,
    'a\n',
    'a=b',
  ])('%j is none', (text) => expect(isLabelKey(text)).toBe(false));
});

describe('label values', () => {
  test.each(['', 'a', 'A_b.c-1', '1', 'v1.2.3', long(63)])('%j is one', (text) =>
    expect(isLabelValue(text)).toBe(true),
  );
  test.each([' ', 'a/b', '-', 'a-', '.', 'a:b', 'true!', long(64), 'a\n', 'ß'])('%j is none', (text) =>
    expect(isLabelValue(text)).toBe(false),
  );
});

describe('DNS names', () => {
  test.each([
    ['a', true, true],
    ['kube-system', true, true],
    ['1a', true, true],
    ['a.b', false, true],
    ['a-.b', false, false],
    ['a..b', false, false],
    ['.a', false, false],
    ['a.', false, false],
    ['', false, false],
    ['A', false, false],
    ['a_b', false, false],
    ['-a', false, false],
    [long(63), true, true],
    [long(64), false, true],
    [long(253), false, true],
    [long(254), false, false],
    ['a\n', false, false],
  ])('%j: label %s, subdomain %s', (text, label, subdomain) => {
    expect(isDnsLabel(text)).toBe(label);
    expect(isDnsSubdomain(text)).toBe(subdomain);
  });
});

describe('agrees with a slow reading, character by character', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', '/', ' ', 'é'), maxLength: 8 }),
    fc.string({ unit: fc.constantFrom('a', '.', '-'), minLength: 60, maxLength: 70 }),
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 250, maxLength: 256 }),
    fc.string(),
  );

  const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const any = lower + lower.toUpperCase();
  const isName = (name: string, ends: string, middle: string): boolean =>
    name !== '' &&
    Array.from(name).every((character, at) =>
      (ends + (at > 0 && at < name.length - 1 ? middle : '')).includes(character),
    );
  const slowValue = (value: string): boolean => value === '' || (value.length <= 63 && isName(value, any, '-_.'));
  const slowSubdomain = (name: string): boolean =>
    name.length <= 253 && name.split('.').every((part) => isName(part, lower, '-'));
  const slowKey = (key: string): boolean => {
    const parts = key.split('/');
    const name = parts.at(-1)!;
    return name !== '' && slowValue(name) && (parts.length === 1 || (parts.length === 2 && slowSubdomain(parts[0]!)));
  };

  test('for every text', () => {
    fc.assert(
      fc.property(text, (candidate) => {
        expect(isLabelValue(candidate)).toBe(slowValue(candidate));
        expect(isLabelKey(candidate)).toBe(slowKey(candidate));
        expect(isDnsSubdomain(candidate)).toBe(slowSubdomain(candidate));
        expect(isDnsLabel(candidate)).toBe(candidate.length <= 63 && isName(candidate, lower, '-'));
      }),
      { numRuns: 2000 },
    );
  });
});
