import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseIntOrPercent, scaleIntOrPercent } from './int-or-percent.ts';

describe('parseIntOrPercent', () => {
  test.each([
    [0, { int: 0 }],
    [-0, { int: 0 }],
    [1, { int: 1 }],
    [2_147_483_647, { int: 2_147_483_647 }],
    ['0%', { percent: 0 }],
    ['50%', { percent: 50 }],
    ['050%', { percent: 50 }],
    ['100%', { percent: 100 }],
    ['250%', { percent: 250 }],
  ])('%j is %j', (value, amount) => expect(parseIntOrPercent(value)).toEqual(amount));

  test.each([
    '1',
    '',
    '%',
    '50',
    '50 %',
    ' 50%',
    '50% ',
    '+50%',
    '-50%',
    '1.5%',
    '50%%',
    '%50',
    '1e2%',
    '50%\n',
    '٥%',
    'half',
    '99999999999999999999%',
    -1,
    1.5,
    2_147_483_648,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    undefined,
    true,
    [],
    {},
    [1],
    { int: 1 },
    1n,
  ])('%s is nothing that the API server takes', (value) => expect(parseIntOrPercent(value)).toBe(null));
});

describe('scaleIntOrPercent', () => {
  test.each([
    [{ int: 3 }, 10, 3, 3],
    [{ int: 12 }, 10, 12, 12],
    [{ percent: 50 }, 3, 2, 1],
    [{ percent: 50 }, 4, 2, 2],
    [{ percent: 1 }, 1, 1, 0],
    [{ percent: 0 }, 7, 0, 0],
    [{ percent: 100 }, 7, 7, 7],
    [{ percent: 25 }, 10, 3, 2],
    [{ percent: 7 }, 100, 7, 7],
    [{ percent: 29 }, 100, 29, 29],
    [{ percent: 150 }, 3, 5, 4],
    [{ percent: 50 }, 0, 0, 0],
  ])('%j of %i pods is %i rounded up, %i rounded down', (amount, total, up, down) => {
    expect(scaleIntOrPercent(amount, total, 'up')).toBe(up);
    expect(scaleIntOrPercent(amount, total, 'down')).toBe(down);
  });

  test('agrees with whole-number arithmetic', () => {
    const amount = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 2_147_483_647 }), (percent, total) => {
        const product = BigInt(percent) * BigInt(total);
        const down = Number(product / 100n);
        expect(scaleIntOrPercent({ percent }, total, 'down')).toBe(down);
        expect(scaleIntOrPercent({ percent }, total, 'up')).toBe(product % 100n === 0n ? down : down + 1);
      }),
      { numRuns: 2000 },
    );
  });

  test('what is written is what is read', () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        expect(parseIntOrPercent(number)).toEqual({ int: number });
        expect(parseIntOrPercent(`${number}%`)).toEqual({ percent: number });
        expect(parseIntOrPercent(`${number}`)).toBe(null);
      }),
    );
  });
});
