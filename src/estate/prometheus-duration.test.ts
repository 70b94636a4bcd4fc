import { expect, test } from 'vitest';
import { parsePrometheusDuration } from './prometheus-duration.ts';

test.each([
  ['0', 0],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['90d', 90 * 86_400_000],
  ['2w', 14 * 86_400_000],
  ['1y', 365 * 86_400_000],
  ['1d12h', 36 * 3_600_000],
  ['100ms', 100],
  ['', null],
  ['5', null],
  ['5 m', null],
  ['1.5h', null],
  ['-5m', null],
  ['30m1h', null],
  ['1h1h', null],
  ['5M', null],
  ['999999999999y', null],
])('%s', (text, milliseconds) => {
  expect(parsePrometheusDuration(text)).toBe(milliseconds);
});
