import type { Keeping } from '../../../estate/backup-schedule.ts';
import { type Cadence, longestSecondsOf } from '../../../estate/cadence.ts';
import { isFilledInLater } from '../../timing/read-cadence.ts';
import { readGoSpan } from '../../timing/read-span.ts';
import type { Fields } from '../fields.ts';

const daySeconds = 86_400;

/** The path of a key of these fields. */
export function pathOf(fields: Fields, key: string): string {
  return fields.where === '' ? key : `${fields.where}.${key}`;
}

/** Nothing is said of how long: a default holds, or nothing is deleted. */
export const notSaid: Keeping = { path: null, written: null, days: null, problem: null };

/** So long as a span says; `read` gives its seconds, or null where it is refused. Nothing at all (`0s`) means a default, as nothing written does. */
export function keepsFor(fields: Fields, key: string, read: (text: string) => number | null = readGoSpan): Keeping {
  const written = fields.text(key);
  if (written === null || written === '') return notSaid;
  const path = pathOf(fields, key);
  if (isFilledInLater(written)) return { path, written, days: null, problem: null };
  const seconds = read(written);
  if (seconds === 0) return notSaid;
  const problem =
    seconds === null ? `${written} is no span of time that it reads` : seconds < 0 ? `${written} is before now` : null;
  return { path, written, days: problem === null ? (seconds as number) / daySeconds : null, problem };
}

/** So many of the newest: they reach back at most as many times the longest interval. Zero keeps all; less than nothing is no number of them. */
export function keepsCount(fields: Fields, key: string, cadence: Cadence, count = fields.integer(key)): Keeping {
  if (count === null || count === 0) return notSaid;
  const path = pathOf(fields, key);
  if (count < 0) return { path, written: String(count), days: null, problem: `${count} is no number of them` };
  const seconds = longestSecondsOf(cadence);
  const written = `the newest ${count}`;
  return { path, written, days: seconds === null ? null : (count * seconds) / daySeconds, problem: null };
}

/** Keys that keep one of each period, and the days that a period has at most. */
export type Periods = Readonly<Record<string, number>>;

const leapYear = 366;
/** As restic and what is built on it name them. */
export const resticPeriods: Periods = { hourly: 1 / 24, daily: 1, weekly: 7, monthly: 31, yearly: leapYear };

/** What restic takes for all of them. */
const unlimited = -1;

/** One of each hour, day, week: whichever reaches back farthest counts. `last` names a key that keeps the newest few. */
export function keepsPeriods(
  parent: Fields,
  key: string,
  cadence: Cadence,
  keys: { readonly periods: Periods; readonly last?: string; readonly within?: string },
  readWithin: (text: string) => number | null = readGoSpan,
): Keeping {
  const fields = parent.object(key);
  if (!fields) return notSaid;
  const kept = Object.entries(keys.periods).flatMap(([name, days]): Keeping[] => {
    const count = readCount(fields, name);
    if (count === null || count === 0 || count === unlimited) return [];
    const written = `${name} ${count}`;
    if (count < 0)
      return [{ path: pathOf(fields, name), written, days: null, problem: `${count} is no number of them` }];
    return [{ path: fields.where, written, days: count * days, problem: null }];
  });
  const last = keys.last ? readCount(fields, keys.last) : null;
  if (keys.last && last !== unlimited) {
    const newest = keepsCount(fields, keys.last, cadence, last);
    if (newest.path !== null) kept.push(newest);
  }
  if (keys.within) {
    const within = keepsFor(fields, keys.within, readWithin);
    if (within.path !== null) kept.push(within);
  }
  if (kept.length === 0) return notSaid;
  const problem = kept.find((one) => one.problem !== null);
  if (problem) return problem;
  const open = kept.some(({ days }) => days === null);
  return {
    path: fields.where,
    written: kept.map(({ written }) => written).join(', '),
    days: open ? null : Math.max(...kept.map(({ days }) => days ?? 0)),
    problem: null,
  };
}

/** A count that is written as a number, or as the text of one. */
function readCount(fields: Fields, key: string): number | null {
  const value = fields.integerOrText(key);
  if (typeof value !== 'string') return value;
  return /^-?\d{1,9}$/.test(value) ? Number(value) : null;
}
