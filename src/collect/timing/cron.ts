import { parseDuration } from '../../estate/duration.ts';

/** How the program that runs a schedule reads it: with five fields, or with seconds first; with a zone written before it, or not. */
export interface CronDialect {
  readonly seconds: boolean;
  /** Whether `CRON_TZ=Europe/Berlin 0 2 * * *` is taken. */
  readonly zonePrefix: boolean;
  /** Which words it takes in place of fields: `@daily` and `@every 6h`, only the first, or none. */
  readonly words: 'all' | 'named' | 'none';
  /** What the definition of its kind demands beside that; the API server refuses every other text. */
  readonly pattern?: RegExp;
}

/** What robfig/cron reads by default, and with it most controllers. */
export const plainCron: CronDialect = { seconds: false, zonePrefix: true, words: 'all' };
/** A CronJob: it refuses a zone in the expression, because it has a field for it (batch/v1 validation). */
export const jobCron: CronDialect = { seconds: false, zonePrefix: false, words: 'all' };
/** robfig/cron as its first version reads it, which knows no zones: seconds come first, and the day of the week may be left out. */
export const secondsCron: CronDialect = { seconds: true, zonePrefix: false, words: 'all' };
/** Percona's operators: they take what was read for times, and an interval stops them (AddFuncWithSeconds). */
export const perconaCron: CronDialect = { ...plainCron, words: 'named' };
/** mariadb-operator (CronParser in api/v1alpha1/base_types.go), where it counts the time itself. */
export const mariadbCron: CronDialect = { ...plainCron, words: 'none' };
/** mariadb-operator, where it makes a CronJob. */
export const mariadbJobCron: CronDialect = { ...jobCron, words: 'none' };
/** VolSync and snapscheduler. The pattern holds the end of the text only, so that a zone may stand before it. */
export const backubeCron: CronDialect = {
  ...plainCron,
  pattern: /^(@(annually|yearly|monthly|weekly|daily|hourly))|((((\d+,)*\d+|(\d+(\/|-)\d+)|\*(\/\d+)?)\s?){5})$/,
};
/** The logical backup of Zalando's operator. */
export const zalandoCron: CronDialect = { ...jobCron, pattern: /^(\d+|\*)(\/\d+)?(\s+(\d+|\*)(\/\d+)?){4}$/ };
/** A longer text is not held against a pattern: one of them takes long for it. */
const longestForPattern = 40;

/** The times that an expression names: for each field the values that match. */
export interface CronTimes {
  readonly zone: string | null;
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** With a star in either of both a day must match both, else one is enough. */
  readonly bothDays: boolean;
}

/** What an expression means: times, a fixed interval, or why it is refused. */
export type CronMeaning =
  | { readonly times: CronTimes }
  | { readonly everySeconds: number }
  | { readonly problem: string };

interface Bounds {
  readonly title: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const bounds = {
  second: { title: 'second', least: 0, most: 59 },
  minute: { title: 'minute', least: 0, most: 59 },
  hour: { title: 'hour', least: 0, most: 23 },
  day: { title: 'day of the month', least: 1, most: 31 },
  month: { title: 'month', least: 1, most: 12, names: months },
  // Unlike in crontab(5), 7 is no Sunday.
  weekday: { title: 'day of the week', least: 0, most: 6, names: weekdays },
} as const satisfies Record<string, Bounds>;

const descriptors: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

/**
 * Reads a schedule as robfig/cron does, which nearly every controller of Kubernetes uses: `0 2 * * 1-5`, `@daily`, `@every 15m`,
 * `CRON_TZ=Europe/Berlin 30 2 * * *`. Source: robfig/cron v3, parser.go and spec.go.
 */
export function readCron(written: string, dialect: CronDialect): CronMeaning {
  if (written.length > 1000) return { problem: 'it is longer than any schedule' };
  const [, prefix, rest = ''] = /^(?:(?:CRON_)?TZ=(\S*)\s+)?([^]*)$/.exec(written.trim()) ?? [];
  if (prefix !== undefined && !dialect.zonePrefix) return { problem: 'a time zone is no part of a schedule here' };
  const zone = prefix ?? null;
  if (zone !== null && !isZone(zone)) return { problem: `there is no time zone ${zone}` };
  const text = rest.trim();
  if (dialect.pattern && written.length <= longestForPattern && !dialect.pattern.test(written))
    return { problem: 'the definition of its kind does not allow it' };
  if (text.startsWith('@') && dialect.words === 'none') return { problem: 'no word stands for a schedule here' };
  if (text.startsWith('@every ') && dialect.words !== 'all') return { problem: 'an interval is no schedule here' };
  if (text.startsWith('@every ')) return readEvery(text.slice('@every '.length));
  const described = descriptors.get(text);
  if (text.startsWith('@') && described === undefined) return { problem: `there is no schedule ${text}` };

  const isFive = described !== undefined || !dialect.seconds;
  const parts = (described ?? text).split(/\s+/).filter((part) => part !== '');
  const wanted = isFive ? [5] : [5, 6];
  if (!wanted.includes(parts.length))
    return {
      problem: `it has ${parts.length} field${parts.length === 1 ? '' : 's'}, not ${isFive ? 'five' : 'six, of which the first are seconds'}`,
    };
  const [second = '0', minute = '', hour = '', day = '', month = '', weekday = '*'] = isFive ? ['0', ...parts] : parts;
  try {
    const dayOfMonth = readField(day, bounds.day);
    const dayOfWeek = readField(weekday, bounds.weekday);
    return {
      times: {
        zone,
        seconds: readField(second, bounds.second).values,
        minutes: readField(minute, bounds.minute).values,
        hours: readField(hour, bounds.hour).values,
        days: new Set(dayOfMonth.values),
        months: new Set(readField(month, bounds.month).values),
        weekdays: new Set(dayOfWeek.values),
        bothDays: dayOfMonth.star || dayOfWeek.star,
      },
    };
  } catch (error) {
    if (!(error instanceof BadField)) throw error;
    return { problem: error.message };
  }
}

class BadField extends Error {}

function readEvery(text: string): CronMeaning {
  const milliseconds = parseDuration(text.trim());
  if (milliseconds === null) return { problem: `${text.trim()} is no duration` };
  // What is shorter than a second, or below zero, is one.
  return { everySeconds: Math.max(1, Math.floor(milliseconds / 1000)) };
}

function readField(text: string, bound: Bounds): { values: readonly number[]; star: boolean } {
  // Nothing between two commas is passed over.
  const parts = text.split(',').filter((part) => part !== '');
  const read = parts.map((part) => readRange(part, bound));
  const values = [...new Set(read.flatMap(({ values: some }) => some))].toSorted((a, b) => a - b);
  return { values, star: read.some(({ star }) => star) };
}

function readRange(text: string, bound: Bounds): { values: readonly number[]; star: boolean } {
  const [range = '', stepText, ...more] = text.split('/');
  if (more.length > 0) throw new BadField(`${text} has more than one /`);
  const step = stepText === undefined ? 1 : readNumber(stepText, bound);
  if (step === 0) throw new BadField(`the step of ${text} is 0`);
  if (range === '*' || range === '?') return { values: count(bound.least, bound.most, step), star: step === 1 };
  const [low = '', high, ...rest] = range.split('-');
  if (rest.length > 0) throw new BadField(`${text} has more than one -`);
  const start = readValue(low, bound);
  // `10/15` means from 10 on.
  const end = high === undefined ? (stepText === undefined ? start : bound.most) : readValue(high, bound);
  if (start < bound.least || end > bound.most)
    throw new BadField(`${text} is no ${bound.title}: these go from ${bound.least} to ${bound.most}`);
  if (start > end) throw new BadField(`${text} ends before it begins`);
  return { values: count(start, end, step), star: false };
}

function readValue(text: string, bound: Bounds): number {
  const named = bound.names?.indexOf(text.toLowerCase()) ?? -1;
  return named >= 0 ? named + bound.least : readNumber(text, bound);
}

function readNumber(text: string, { title }: Bounds): number {
  if (!/^\d{1,9}$/.test(text)) throw new BadField(`${text === '' ? 'nothing' : text} is no ${title}`);
  return Number(text);
}

function count(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

const zones = new Map<string, boolean>();

/** Whether there is a time zone of that name. */
export function isZone(name: string): boolean {
  const known = zones.get(name) ?? mayFormatIn(name);
  zones.set(name, known);
  return known;
}

let canonical: ReadonlyMap<string, string> | undefined;

function mayFormatIn(name: string): boolean {
  // An offset such as +02:00 is none to the controllers, which look for a file of exactly this name.
  if (!/^[A-Z]/.test(name)) return false;
  canonical ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));
  if ((canonical.get(name.toLowerCase()) ?? name) !== name) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
