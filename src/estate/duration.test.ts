import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDuration } from './duration.ts';

describe('parseDuration', () => {
  test.each([
    ['0', 0],
    ['+0', 0],
    ['-0', 0],
    ['0s', 0],
    ['-0s', 0],
    ['1ns', 1e-6],
    ['1us', 1e-3],
    ['1µs', 1e-3],
    ['1μs', 1e-3],
    ['100ms', 100],
    ['1s', 1000],
    ['1m', 60_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['30m1h', 5_400_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['5.s', 5000],
    ['1m0.5s', 60_500],
    ['-1.5h', -5_400_000],
    ['+5s', 5000],
    ['2540400h10m10.000000000s', 9_145_440_610_000],
    ['0.3333333333333333333h', 1_200_000],
    ['0.100000000000000000000h', 360_000],
    ['9223372036854775807ns', 2 ** 63 / 1e6],
    ['-9223372036854775808ns', -(2 ** 63) / 1e6],
    ['1s1s', 2000],
    ['0.9ns', 0],
    [`${'0'.repeat(998)}1s`, 1000],
  ])('%s is %d ms', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));

  test.each([
    '',
    '+',
    '-',
    '3',
    '1.5',
    '.',
    's',
    '.s',
    '-.s',
    '+.s',
    '1d',
    '1w',
    '1y',
    '1H',
    '1M',
    '1 s',
    ' 1s',
    '1s ',
    '1h 30m',
    '1h-30m',
    '--1s',
    '1..5s',
    '1.5.5s',
    '1e3s',
    '1,5s',
    '9223372036854775808ns',
    '3000000h',
    '-9223372036854775809ns',
    '١s',
    'PT1H',
    '1s\n',
    'constructor',
    '1constructor',
    `${'0'.repeat(999)}1s`,
  ])('%j is none', (text) => expect(parseDuration(text)).toBe(null));

  test('a sum of whole parts is the sum of its parts', () => {
    const milliseconds = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
    const part = fc.tuple(fc.nat(99_999), fc.constantFrom('h', 'm', 's', 'ms'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.boolean(), (parts, negative) => {
        const text = parts.map(([number, unit]) => `${number}${unit}`).join('');
        const sum = parts.reduce((total, [number, unit]) => total + number * milliseconds[unit], 0);
        expect(parseDuration(negative ? `-${text}` : text)).toBe(negative && sum !== 0 ? -sum : sum);
      }),
    );
  });

  test('a fraction is what it would be in a smaller unit', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999), (whole, thousandths) => {
        const fraction = String(thousandths).padStart(3, '0');
        expect(parseDuration(`${whole}.${fraction}s`)).toBe(parseDuration(`${whole * 1000 + thousandths}ms`));
      }),
    );
  });

  test('any text gives a number or null', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '9', '0', '.', 'h', 'm', 's', '-', ' ') }), (text) => {
        const read = parseDuration(text);
        expect(read === null || Number.isFinite(read)).toBe(true);
        expect(read === null).toBe(!/^[+-]?(0|((\d+\.?\d*|\.\d+)(h|m|s|ms))+)$/.test(text) || isTooLong(text));
      }),
      { numRuns: 2000 },
    );
  });
});

/** Whether the parts of a duration add up to 2^63 nanoseconds or more; exact enough for whole and half digits of tests. */
function isTooLong(text: string): boolean {
  const seconds = { h: 3600, m: 60, s: 1, ms: 0.001 } as const;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d*\.?\d*)(h|ms|m|s)/g)) {
    sum += Number(number) * seconds[unit as keyof typeof seconds];
  }
  return sum >= 2 ** 63 / 1e9;
}
