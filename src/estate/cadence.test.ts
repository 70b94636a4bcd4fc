import { expect, test } from 'vitest';
import { writeSpan } from './cadence.ts';

test.each([
  [1, '1 second'],
  [90, '90 seconds'],
  [60, '1 minute'],
  [300, '5 minutes'],
  [3600, '1 hour'],
  [5400, '90 minutes'],
  [86_400, '1 day'],
  [93_600, '26 hours'],
  [3 * 86_400, '3 days'],
  [7 * 86_400, '7 days'],
])('%d seconds are %s', (seconds, words) => {
  expect(writeSpan(seconds)).toBe(words);
});
