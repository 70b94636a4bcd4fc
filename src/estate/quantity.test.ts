import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addQuantities, compareQuantities, formatQuantity, parseQuantity, quantityToNumber } from './quantity.ts';
import type { Quantity } from './quantity.ts';

const read = (text: string | number): Quantity => {
  const quantity = parseQuantity(text);
  if (quantity === null) throw new Error(`${text} is no quantity`);
  return quantity;
};

// Value and canonical form, as k8s.io/apimachinery 0.37 gives them.
test.each<[string | number, number, string]>([
  ['0', 0, '0'],
  ['-0', 0, '0'],
  ['000', 0, '0'],
  ['0Ei', 0, '0'],
  ['0e-27', 0, '0'],
  ['1', 1, '1'],
  ['+1', 1, '1'],
  ['-1', -1, '-1'],
  [2, 2, '2'],
  [0.1, 0.1, '100m'],
  [1e21, 1e21, '1e21'],
  [1e-7, 1e-7, '100e-9'],
  ['0.5', 0.5, '500m'],
  ['.5', 0.5, '500m'],
  ['5.', 5, '5'],
  ['1.k', 1000, '1k'],
  ['00001.500', 1.5, '1500m'],
  ['100m', 0.1, '100m'],
  ['1000m', 1, '1'],
  ['1500m', 1.5, '1500m'],
  ['1u', 1e-6, '1u'],
  ['1n', 1e-9, '1n'],
  ['0.1n', 1e-9, '1n'],
  ['1.0000000001', 1.000000001, '1000000001n'],
  ['-0.1n', -1e-9, '-1n'],
  ['1k', 1000, '1k'],
  ['1Ki', 1024, '1Ki'],
  ['1023', 1023, '1023'],
  ['128M', 128_000_000, '128M'],
  ['128Mi', 134_217_728, '128Mi'],
  ['1024Mi', 1_073_741_824, '1Gi'],
  ['1.5Gi', 1_610_612_736, '1536Mi'],
  ['0.5Ki', 512, '512'],
  ['0.1Ki', 102.4, '102400m'],
  ['1.0001Ki', 1024.1024, '1024102400u'],
  ['-1Ki', -1024, '-1Ki'],
  ['1000000Ki', 1_024_000_000, '1000000Ki'],
  ['1T', 1e12, '1T'],
  ['1P', 1e15, '1P'],
  ['1E', 1e18, '1E'],
  ['1E3', 1000, '1e3'],
  ['1e3', 1000, '1e3'],
  ['1e+3', 1000, '1e3'],
  ['1e4', 10_000, '10e3'],
  ['1.5e3', 1500, '1500'],
  ['12e6', 12_000_000, '12e6'],
  ['1e-4', 1e-4, '100e-6'],
  ['1e-12', 1e-9, '1e-9'],
  ['1Ei', 2 ** 60, '1Ei'],
  ['20Ei', 2 ** 63, '9223372036854775807'],
  ['-20Ei', -(2 ** 63), '-9223372036854775807'],
  ['20E', 20e18, '20E'],
  ['9223372036854775808', 2 ** 63, '9223372036854775808'],
  [' 1Gi ', 2 ** 30, '1Gi'],
])('%s is %d, written %s', (text, number, canonical) => {
  const quantity = read(text);
  expect(quantityToNumber(quantity)).toBe(number);
  expect(formatQuantity(quantity)).toBe(canonical);
});

test('an exponent of up to 1000 is read', () => {
  expect(read('1e1000').nanos).toBe(10n ** 1009n);
  expect(read('1e-1000').nanos).toBe(1n);
});

test('beyond 1000E the suffix stays, which Kubernetes forgets', () => {
  expect(formatQuantity(read('1000E'))).toBe('1000E');
});

test.each([
  '',
  ' ',
  '+',
  '-',
  '.',
  '-.',
  'k',
  'Mi',
  'Pi',
  'e3',
  '.Ki',
  '1 Gi',
  '1\n',
  '\t1',
  '--1',
  '+-1',
  '1.1.1',
  '1,5',
  '1K',
  '1ki',
  '1KI',
  '1mi',
  '1i',
  '1B',
  '1GB',
  '1GiB',
  '1Gb',
  '12e6Ki',
  '1Ki2',
  '1m1',
  '1e',
  '1e+',
  '1e1.5',
  '1E3k',
  'E',
  '0x1F',
  '1_000',
  'NaN',
  'Infinity',
  '١',
  '1e1001',
  '1e-1001',
  `1${'0'.repeat(1000)}`,
  Number.NaN,
  Number.POSITIVE_INFINITY,
])('%j is none', (text) => expect(parseQuantity(text)).toBe(null));

test.each<[string, '<' | '=' | '>', string]>([
  ['1Ki', '>', '1k'],
  ['128M', '<', '128Mi'],
  ['1E', '>', '1E3'],
  ['0.5', '=', '500m'],
  ['1024Mi', '=', '1Gi'],
  ['1.5Gi', '=', '1536Mi'],
  ['100m', '=', '0.1'],
  ['-1', '<', '0'],
  ['-2', '<', '-1'],
  ['0.3', '=', '300000000n'],
  ['9007199254740993', '>', '9007199254740992'],
  ['9223372036854775807n', '<', '9223372036854775808n'],
])('%s %s %s', (first, relation, second) => {
  const order = compareQuantities(read(first), read(second));
  expect({ '<': order < 0, '=': order === 0, '>': order > 0 }[relation]).toBe(true);
});

test.each([
  ['100m', '200m', '300m'],
  ['0.1', '0.2', '300m'],
  ['500m', '0.5', '1'],
  ['1Gi', '512Mi', '1536Mi'],
  ['1Gi', '1M', '1074741824'],
  ['1M', '1Gi', '1074741824'],
  ['0', '1Gi', '1Gi'],
  ['1Gi', '0', '1Gi'],
  ['1Gi', '-1Gi', '0'],
  ['1Gi', '1m', '1073741824001m'],
  ['1e3', '1', '1001'],
  ['8Ei', '8Ei', '18446744073709551614'],
  ['0.0005Ki', '2047488m', '2048'],
  ['0.0009765625Ki', '2047', '2Ki'],
])('%s + %s = %s', (first, second, sum) => {
  expect(formatQuantity(addQuantities(read(first), read(second)))).toBe(sum);
});

describe('properties', () => {
  const powers = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 } as const;
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), maxLength: 12 });
  const suffix = fc.oneof(
    fc.constantFrom('', ...Object.keys(powers)),
    fc.constantFrom('Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'),
    fc.integer({ min: -20, max: 20 }).map((power) => `e${power}`),
  );
  const parts = fc
    .record({ sign: fc.constantFrom('', '+', '-'), whole: digits, fraction: fc.option(digits), suffix })
    .filter(({ whole, fraction }) => `${whole}${fraction ?? ''}` !== '');
  const text = parts.map(({ sign, whole, fraction, suffix: end }) =>
    fraction === null ? `${sign}${whole}${end}` : `${sign}${whole}.${fraction}${end}`,
  );
  const amount = text.map(read);

  test('an amount is its digits times its suffix, rounded away from zero at the ninth place', () => {
    // A slow reading in whole billionths of billionths of billionths, which hold every part exactly.
    const exact = ({
      whole,
      fraction,
      suffix: end,
    }: {
      whole: string;
      fraction: string | null;
      suffix: string;
    }): bigint => {
      const places = 50;
      const shifted = BigInt(whole + (fraction ?? '').padEnd(places, '0'));
      if (end.endsWith('i')) return shifted * 2n ** BigInt(10 * (1 + 'KMGTPE'.indexOf(end[0]!)));
      const power = end.startsWith('e') ? Number(end.slice(1)) : end === '' ? 0 : powers[end as keyof typeof powers];
      return power < 0 ? shifted / 10n ** BigInt(-power) : shifted * 10n ** BigInt(power);
    };
    fc.assert(
      fc.property(parts, (given) => {
        const written = `${given.sign}${given.whole}${given.fraction === null ? '' : `.${given.fraction}`}${given.suffix}`;
        const unit = 10n ** 41n;
        const size = exact(given);
        let nanos = size / unit + (size % unit > 0n ? 1n : 0n);
        if (given.suffix.endsWith('i') && nanos > (2n ** 63n - 1n) * 10n ** 9n) nanos = (2n ** 63n - 1n) * 10n ** 9n;
        expect(read(written).nanos).toBe(given.sign === '-' ? -nanos : nanos);
      }),
      { numRuns: 3000 },
    );
  });

  test('what is formatted reads as the same amount, and formats as the same text in its notation', () => {
    fc.assert(
      fc.property(amount, (quantity) => {
        const canonical = formatQuantity(quantity);
        expect(read(canonical).nanos).toBe(quantity.nanos);
        // Its notation is not always to be seen in it: 320000 may be 312.5Ki, which would otherwise become 320k.
        const again = formatQuantity({ ...read(canonical), notation: quantity.notation });
        expect(again).toBe(canonical);
        expect(canonical).toMatch(/^-?\d+(?:[numkMGTPE]|[KMGTPE]i|e-?\d+)?$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('amounts are ordered, and adding respects the order', () => {
    fc.assert(
      fc.property(amount, amount, amount, (one, two, three) => {
        expect(compareQuantities(one, two)).toBe(compareQuantities(two, one) === 0 ? 0 : -compareQuantities(two, one));
        expect(compareQuantities(one, two)).toBe(
          compareQuantities(addQuantities(one, three), addQuantities(two, three)),
        );
        expect(addQuantities(one, two).nanos).toBe(addQuantities(two, one).nanos);
        expect(compareQuantities(one, read('0'))).toBe(Math.sign(quantityToNumber(one)));
      }),
    );
  });

  test('any text gives an amount or null', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'01.eEinmkKM+- '.split('')), maxLength: 8 }), (candidate) => {
        const number = String.raw`[+-]?(?:[0-9]+|[0-9]+\.[0-9]*|\.[0-9]+)`;
        const end = '(?:|[numkMGTPE]|[KMGTPE]i|[eE][+-]?0*(?:[0-9]{1,3}|1000))';
        expect(parseQuantity(candidate) !== null).toBe(new RegExp(`^ *${number}${end} *$`).test(candidate));
      }),
      { numRuns: 3000 },
    );
  });
});
