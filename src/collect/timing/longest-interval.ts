import type { CronTimes } from './cron.ts';

const daySeconds = 86_400;
// Weekdays and days of the month meet anew after 28 years, as long as every fourth year leaps.
const firstDay = Date.UTC(2024, 0, 1);
const daysOfCycle = 28 * 365 + 7;

/** The longest time between two runs in seconds, by the clock on the wall; null where no day of the calendar ever matches. */
export function longestInterval(times: CronTimes): number | null {
  const moments = momentsOf(times);
  const [first] = moments;
  if (first === undefined) return null;
  const last = moments.at(-1) as number;
  const within = moments.slice(1).reduce((most, one, index) => Math.max(most, one - (moments[index] as number)), 0);
  const days = longestBetweenDays(times);
  return days === null ? null : Math.max(within, days * daySeconds + first - last);
}

/** Whether every run of a day may fall into the time that the clock of the zone skips in spring; a run that falls there is left out. */
export function missesClockChange(times: CronTimes, zone: string | null): boolean {
  const skipped = zone === null ? null : skippedIn(zone);
  if (skipped === null) return false;
  const moments = momentsOf(times);
  return (moments[0] as number) >= skipped.from && (moments.at(-1) as number) < skipped.to;
}

/** The seconds of a day at which it runs, in order. */
function momentsOf({ hours, minutes, seconds }: CronTimes): number[] {
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * 3600 + minute * 60 + second)),
  );
}

function longestBetweenDays(times: CronTimes): number | null {
  let first: number | null = null;
  let before = 0;
  let longest = 0;
  for (let day = 0; day < daysOfCycle; day++) {
    if (!matchesDay(times, new Date(firstDay + day * daySeconds * 1000))) continue;
    if (first === null) first = day;
    else longest = Math.max(longest, day - before);
    before = day;
    // Nothing is longer than a day where the calendar does not matter.
    if (longest === 1 && isEveryDay(times)) return 1;
  }
  return first === null ? null : Math.max(longest, first + daysOfCycle - before);
}

function isEveryDay({ days, months, weekdays, bothDays }: CronTimes): boolean {
  const any = days.size === 31 || weekdays.size === 7;
  return months.size === 12 && (bothDays ? days.size === 31 && weekdays.size === 7 : any);
}

function matchesDay({ days, months, weekdays, bothDays }: CronTimes, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const inMonth = days.has(date.getUTCDate());
  const inWeek = weekdays.has(date.getUTCDay());
  return bothDays ? inMonth && inWeek : inMonth || inWeek;
}

interface Skipped {
  /** Seconds of the day, by the clock on the wall. */
  readonly from: number;
  readonly to: number;
}

const known = new Map<string, Skipped | null>();

/** What the clock of a zone skips in spring; null where it never does. Of the year 2026: rules are older than that, and whoever ends them ends it. */
function skippedIn(zone: string): Skipped | null {
  const answer = known.get(zone) ?? (known.has(zone) ? null : findSkipped(zone));
  known.set(zone, answer);
  return answer;
}

function findSkipped(zone: string): Skipped | null {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (instant: number): number => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return (Date.UTC(year, month - 1, day, hour, minute, second) - instant) / 1000;
  };
  const start = Date.UTC(2026, 0, 1);
  for (let day = 0; day < 365; day++) {
    let low = start + day * daySeconds * 1000;
    let high = low + daySeconds * 1000;
    const before = offsetAt(low);
    const shift = offsetAt(high) - before;
    if (shift <= 0) continue;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    const from = (((high / 1000 + before) % daySeconds) + daySeconds) % daySeconds;
    return { from, to: from + shift };
  }
  return null;
}
