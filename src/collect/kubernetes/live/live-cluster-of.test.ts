import { expect, test } from 'vitest';
import { apiServersAmong } from './live-cluster-of.ts';

const now = '2026-11-24T12:00:00Z';
const day = 86_400;
/** A lease that was renewed so many seconds before now, and lasts an hour. */
const lease = (before: number) => ({ renewed: Date.parse(now) - before * 1000, lasts: 3_600_000 });

test.each<[string, number[], number | null | undefined, number | null]>([
  ['none tells', [], 0, null],
  ['one', [5], 0, 1],
  ['three', [5, 10, 15], 0, 3],
  ['one is gone', [5, 10, 90], 0, 2],
  ['all ended long ago', [day, day], 0, null],
  ['as the clock of a server says that is a day behind', [day, day + 5], -day, 2],
  ['as that of one says that is a day ahead', [-day, 5 - day], day, 2],
  ['and they ended by that', [5, 10], day, null],
  ['of a clock that is not known', [5, 10], null, 2],
  ['of one that nobody asked', [5, 10], undefined, 2],
])('API servers that live by their leases: %s', (_name, renewed, ahead, expected) => {
  expect(apiServersAmong(renewed.map(lease), now, ahead)).toBe(expected);
});
