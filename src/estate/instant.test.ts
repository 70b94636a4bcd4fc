import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfValidity, parseDay, parseInstant } from './instant.ts';

describe('an RFC 3339 time', () => {
  test.each([
    ['2026-11-24T12:00:00Z', '2026-11-24T12:00:00.000Z'],
    ['2026-11-24t12:00:00z', '2026-11-24T12:00:00.000Z'],
    ['2026-11-24T12:00:00.5Z', '2026-11-24T12:00:00.500Z'],
    ['2026-11-24T12:00:00.123456789Z', '2026-11-24T12:00:00.123Z'],
    ['2026-11-24T00:30:00+02:00', '2026-11-23T22:30:00.000Z'],
    ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['0000-03-01T00:00:00Z', '0000-03-01T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(parseInstant(text) ?? Number.NaN).toISOString()).toBe(expected);
  });

  test.each([
    '',
    'now',
    '2026-11-24',
    '2026-11-24T12:00Z',
    '2026-11-24 12:00:00Z',
    '2026-11-24T12:00:00',
    '2026-11-24T12:00:00.Z',
    '2026-11-24T24:00:00Z',
    '2026-11-24T12:60:00Z',
    '2026-11-24T12:00:61Z',
    '2026-11-24T12:00:00+24:00',
    '2026-02-31T12:00:00Z',
    '2025-02-29T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-00-01T12:00:00Z',
    '2026-01-00T12:00:00Z',
    ' 2026-11-24T12:00:00Z',
    '2026-11-24T12:00:00Z\n',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test('agrees with the platform’s own clock on every instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });
});

describe('a day', () => {
  test('begins at midnight in UTC, and what it ends is over a day later', () => {
    expect(parseDay('2027-01-31')).toBe(Date.UTC(2027, 0, 31));
    expect(endOfValidity('2027-01-31')).toBe(Date.UTC(2027, 1, 1));
  });

  test('that a time names ends at that very time', () => {
    expect(endOfValidity('2027-01-31T12:00:00Z')).toBe(Date.UTC(2027, 0, 31, 12));
  });

  test.each(['2027-02-31', '2027-04-31', '2027-1-31', '27-01-31', '2027-01-31Z', '', '2100-02-29'])(
    '%j is none',
    (text) => {
      expect(parseDay(text)).toBeNull();
      expect(endOfValidity(text)).toBeNull();
    },
  );
});
