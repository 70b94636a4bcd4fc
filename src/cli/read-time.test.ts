import { expect, test } from 'vitest';
import { readTime } from './read-time.ts';

const clock = (): number => Date.UTC(2026, 10, 24, 12, 30, 15, 250);

test.each<[string, string | undefined, Record<string, string>, string]>([
  ['what --now says', '2026-11-24T01:00:00+02:00', { SOURCE_DATE_EPOCH: '1' }, '2026-11-23T23:00:00Z'],
  ['a part of a second', '2026-11-24T01:00:00.125Z', {}, '2026-11-24T01:00:00.125Z'],
  ['else SOURCE_DATE_EPOCH', undefined, { SOURCE_DATE_EPOCH: '1795521600' }, '2026-11-24T12:00:00Z'],
  ['else the clock', undefined, {}, '2026-11-24T12:30:15.250Z'],
  ['the clock when SOURCE_DATE_EPOCH is empty', undefined, { SOURCE_DATE_EPOCH: '' }, '2026-11-24T12:30:15.250Z'],
])('the time of a run is %s', (_what, typed, environment, expected) => {
  expect(readTime(typed, environment, clock)).toBe(expected);
});

test.each(['tomorrow', '2026-11-24', '2026-11-24T12:00:00', ''])('--now %j is none', (typed) => {
  expect(() => readTime(typed, {}, clock)).toThrow('is no time');
});

test.each(['yesterday', '-1', '1.5', '999999999999', '0x10'])('SOURCE_DATE_EPOCH %j is none', (epoch) => {
  expect(() => readTime(undefined, { SOURCE_DATE_EPOCH: epoch }, clock)).toThrow('no number of seconds');
});
