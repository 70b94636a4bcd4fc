import { expect, test } from 'vitest';
import { cephInterval, readGoSpan, readSpan, recoveryWindow, resticSpan } from './read-span.ts';

const day = 86_400;

test('a span in the dialect of whoever reads it', () => {
  expect(readSpan('30d', recoveryWindow)).toBe(30 * day);
  expect(readSpan('4w', recoveryWindow)).toBe(28 * day);
  expect(readSpan('6m', recoveryWindow)).toBe(180 * day);
  expect(readSpan('15m', cephInterval)).toBe(900);
  // A policy of Ramen that never waits.
  expect(readSpan('0m', cephInterval)).toBe(0);
  expect(readSpan('7d', cephInterval)).toBe(7 * day);
  expect(readSpan('1y2m3d4h', resticSpan, true)).toBe((365 + 60 + 3) * day + 4 * 3600);
  expect(readGoSpan('720h')).toBe(30 * day);
  expect(readGoSpan('720h0m0s')).toBe(30 * day);
});

test.each(['', '30', 'd', '30 d', '-1d', '1.5d', 'P30D', '30D', '30d4h', '99999999d'])('no span: %s', (text) => {
  expect(readSpan(text, recoveryWindow)).toBeNull();
});

test.each(['30d', '7 days', 'P30D', 'PT720H', '720', ''])('no duration of Go: %s', (text) => {
  expect(readGoSpan(text)).toBeNull();
});
