import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  backubeCron,
  type CronDialect,
  jobCron,
  mariadbCron,
  mariadbJobCron,
  perconaCron,
  plainCron,
  secondsCron,
  zalandoCron,
} from './cron.ts';
import { readCadence } from './read-cadence.ts';

const hour = 3600;
const day = 24 * hour;

function longest(text: string, dialect = plainCron): number | string {
  const cadence = readCadence(text, dialect);
  return cadence.runs === 'every' ? cadence.longestSeconds : cadence.runs;
}

describe('the longest time between two runs', () => {
  test.each<[string, number | string]>([
    ['0 2 * * *', day],
    ['@daily', day],
    ['@midnight', day],
    ['@hourly', hour],
    ['@weekly', 7 * day],
    ['@monthly', 31 * day],
    ['@yearly', 366 * day],
    ['@annually', 366 * day],
    ['@every 15m', 900],
    ['@every 1h30m', 5400],
    ['@every 500ms', 1],
    ['@every 0s', 1],
    ['@every -1h', 1],
    ['1,,2 * * * *', 59 * 60],
    ['CRON_TZ=Asia/Calcutta 0 2 * * *', day],
    ['CRON_TZ=US/Pacific 0 2 * * *', day],
    ['CRON_TZ=UTC 0 2 * * *', day],
    ['CRON_TZ=Etc/GMT+2 0 2 * * *', day],
    ['*/15 * * * *', 900],
    ['*/7 * * * *', 420],
    ['0/20 * * * *', 1200],
    ['5,10 * * * *', 55 * 60],
    ['0 */6 * * *', 6 * hour],
    ['0 */7 * * *', 7 * hour],
    ['0 8-18 * * *', 14 * hour],
    ['0 2 * * 1-5', 3 * day],
    ['0 2 * * mon-FRI', 3 * day],
    ['0 2 * * 0', 7 * day],
    ['0 2 1,15 * *', 17 * day],
    ['0 0 31 * *', 61 * day],
    ['0 0 29 2 *', 1461 * day],
    ['0 0 30 2 *', 'invalid'],
    // Without a star in either, one of both days is enough.
    ['0 0 1 * 0', 7 * day],
    // A star in one of them: both must match.
    ['0 0 * * 1', 7 * day],
    ['0 0 ? * 1', 7 * day],
    ['CRON_TZ=Europe/Berlin 0 4 * * *', day],
    ['TZ=America/New_York 0 4 * * *', day],
  ])('%s', (text, expected) => {
    expect(longest(text)).toBe(expected);
  });

  test('with seconds first, five fields mean something else', () => {
    expect(longest('0 0 2 * * *', secondsCron)).toBe(day);
    expect(longest('0 0 * * *', secondsCron)).toBe(hour);
    expect(longest('*/10 * * * * *', secondsCron)).toBe(10);
    expect(longest('@daily', secondsCron)).toBe(day);
  });
});

describe('what is refused, and why', () => {
  test.each<[string, string]>([
    ['', 'it has 0 fields, not five'],
    ['daily', 'it has 1 field, not five'],
    ['0 2 * *', 'it has 4 fields, not five'],
    ['0 0 2 * * *', 'it has 6 fields, not five'],
    ['60 2 * * *', '60 is no minute: these go from 0 to 59'],
    ['0 24 * * *', '24 is no hour: these go from 0 to 23'],
    ['0 2 0 * *', '0 is no day of the month: these go from 1 to 31'],
    ['0 2 * 13 *', '13 is no month: these go from 1 to 12'],
    ['0 2 * * 7', '7 is no day of the week: these go from 0 to 6'],
    ['0 2 * * monday', 'monday is no day of the week'],
    ['*/0 * * * *', 'the step of */0 is 0'],
    ['5-1 * * * *', '5-1 ends before it begins'],
    ['1-2-3 * * * *', '1-2-3 has more than one -'],
    ['1/2/3 * * * *', '1/2/3 has more than one /'],
    ['-1 * * * *', 'nothing is no minute'],
    ['0 2 L * *', 'L is no day of the month'],
    ['@reboot', 'there is no schedule @reboot'],
    ['@Daily', 'there is no schedule @Daily'],
    ['@every day', 'day is no duration'],
    ['@every 1d', '1d is no duration'],
    ['@every P1D', 'P1D is no duration'],
    ['CRON_TZ=europe/zurich 0 2 * * *', 'there is no time zone europe/zurich'],
    ['CRON_TZ=EUROPE/ZURICH 0 2 * * *', 'there is no time zone EUROPE/ZURICH'],
    [', * * * *', 'no calendar has such a day'],
    ['CRON_TZ=Europe/Atlantis 0 2 * * *', 'there is no time zone Europe/Atlantis'],
    ['CRON_TZ=+02:00 0 2 * * *', 'there is no time zone +02:00'],
  ])('%s', (text, problem) => {
    expect(readCadence(text, plainCron)).toEqual({ runs: 'invalid', problem });
  });

  test('a text without end', () => {
    expect(longest('0 2 * * * '.repeat(200))).toBe('invalid');
  });

  test('with seconds first there are no zones', () => {
    expect(longest('CRON_TZ=Europe/Berlin 0 0 2 * * *', secondsCron)).toBe('invalid');
    expect(longest('TZ=UTC 0 2 * * *', secondsCron)).toBe('invalid');
  });

  test('a CronJob takes no zone in its schedule, but one beside it', () => {
    expect(longest('CRON_TZ=Europe/Berlin 0 2 * * *', jobCron)).toBe('invalid');
    expect(readCadence('0 4 * * *', jobCron, 'Europe/Berlin').runs).toBe('every');
    expect(readCadence('0 4 * * *', jobCron, 'Europe/Atlantis').runs).toBe('invalid');
  });

  test.each<[string, CronDialect, string, boolean]>([
    ['Percona', perconaCron, '@daily', true],
    ['Percona', perconaCron, '@every 6h', false],
    ['Percona', perconaCron, 'CRON_TZ=Europe/Berlin 0 2 * * MON-FRI', true],
    ['MariaDB', mariadbCron, '0 2 * * *', true],
    ['MariaDB', mariadbCron, '@daily', false],
    ['MariaDB', mariadbCron, 'TZ=UTC 0 2 * * *', true],
    ['MariaDB as a CronJob', mariadbJobCron, 'TZ=UTC 0 2 * * *', false],
    ['MariaDB as a CronJob', mariadbJobCron, '@daily', false],
    ['VolSync', backubeCron, '@daily', true],
    ['VolSync', backubeCron, '@midnight', false],
    ['VolSync', backubeCron, '@every 15m', false],
    ['VolSync', backubeCron, '*/15 * * * 1-5', true],
    ['VolSync', backubeCron, '0 2 * * SUN', false],
    ['VolSync', backubeCron, '0  2 * * *', false],
    ['VolSync', backubeCron, 'CRON_TZ=Europe/Berlin 0 2 * * *', true],
    ['Zalando', zalandoCron, '30 00 * * *', true],
    ['Zalando', zalandoCron, '*/30 * * * *', true],
    ['Zalando', zalandoCron, '@daily', false],
    ['Zalando', zalandoCron, '0 2 * * 1-5', false],
  ])('the dialect of %s', (_, dialect, text, isTaken) => {
    expect(readCadence(text, dialect).runs === 'every').toBe(isTaken);
  });

  test('what is filled in later is neither valid nor invalid', () => {
    for (const text of ['${SCHEDULE}', '{{ .Values.schedule }}', '<your schedule>', '0 $(HOUR) * * *'])
      expect(readCadence(text, plainCron).runs).toBe('unread');
    expect(readCadence('0 2 * * *', plainCron, '${ZONE}').runs).toBe('unread');
  });

  test('whatever is written, it is read or refused in words', () => {
    const part = fc.constantFrom(
      '*',
      '?',
      '/',
      '-',
      ',',
      '0',
      '5',
      '31',
      'mon',
      'jan',
      '@every ',
      '1h',
      'TZ=',
      ' ',
      'L',
      '#',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part, { maxLength: 12 }).map((all) => all.join('')),
        ),
        (text) => {
          const cadence = readCadence(text, plainCron);
          const isRead = cadence.runs === 'every' && cadence.longestSeconds > 0;
          expect(isRead || ['invalid', 'unread'].includes(cadence.runs)).toBe(true);
        },
      ),
    );
  });
});

test('a run in the hour that the clock skips in spring is missed, every year', () => {
  const misses = (text: string, zone: string | null = null): boolean => {
    const cadence = readCadence(text, plainCron, zone);
    return cadence.runs === 'every' && cadence.missesClockChange;
  };
  expect(misses('CRON_TZ=Europe/Berlin 30 2 * * *')).toBe(true);
  expect(misses('30 2 * * *', 'Europe/Berlin')).toBe(true);
  expect(misses('0 2 * * *', 'America/New_York')).toBe(true);
  expect(misses('0 1 * * *', 'Europe/London')).toBe(true);
  expect(misses('0 0 * * *', 'Africa/Cairo')).toBe(true);
  expect(misses('0 3 * * *', 'Europe/Berlin')).toBe(false);
  expect(misses('30 1 * * *', 'Europe/Berlin')).toBe(false);
  // Another run of that day is left.
  expect(misses('30 */2 * * *', 'Europe/Berlin')).toBe(false);
  expect(misses('30 2 * * *', 'Asia/Tokyo')).toBe(false);
  expect(misses('30 2 * * *', 'UTC')).toBe(false);
  expect(misses('30 2 * * *')).toBe(false);
});

// The slow way: every minute of every day of 28 years, asked one by one.
test('it agrees with asking every minute of the calendar', () => {
  interface Fields {
    readonly minutes: number[];
    readonly hours: number[];
    readonly days: number[] | null;
    readonly months: number[] | null;
    readonly weekdays: number[] | null;
  }
  const few = (least: number, most: number): fc.Arbitrary<number[]> =>
    fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 });
  const maybe = (values: fc.Arbitrary<number[]>): fc.Arbitrary<number[] | null> => fc.option(values, { nil: null });
  const written = (values: number[] | null): string => values?.join(',') ?? '*';

  function slowest({ minutes, hours, days, months, weekdays }: Fields): number | null {
    let first: number | null = null;
    let before = 0;
    let most = 0;
    const start = Date.UTC(2024, 0, 1);
    const end = Date.UTC(2052, 0, 1);
    for (let at = start; at < end; at += day * 1000) {
      const date = new Date(at);
      const inMonth = days === null || days.includes(date.getUTCDate());
      const inWeek = weekdays === null || weekdays.includes(date.getUTCDay());
      const either = days !== null && weekdays !== null ? inMonth || inWeek : inMonth && inWeek;
      if (!either || (months !== null && !months.includes(date.getUTCMonth() + 1))) continue;
      for (let minute = 0; minute < 1440; minute++) {
        if (!hours.includes(Math.floor(minute / 60)) || !minutes.includes(minute % 60)) continue;
        const now = at / 1000 + minute * 60;
        if (first === null) first = now;
        else most = Math.max(most, now - before);
        before = now;
      }
    }
    return first === null ? null : Math.max(most, first + (end - start) / 1000 - before);
  }

  fc.assert(
    fc.property(
      fc.record({
        minutes: few(0, 59),
        hours: few(0, 23),
        days: maybe(few(1, 31)),
        months: maybe(few(1, 12)),
        weekdays: maybe(few(0, 6)),
      }),
      (fields) => {
        const text = [fields.minutes, fields.hours, fields.days, fields.months, fields.weekdays].map(written).join(' ');
        expect(longest(text)).toBe(slowest(fields) ?? 'invalid');
      },
    ),
    { numRuns: 15 },
  );
});
