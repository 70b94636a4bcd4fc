const dayMs = 24 * 60 * 60 * 1000;
const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const time = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/**
 * Milliseconds since 1970 (UTC) of an RFC 3339 time. null for what is no such time, or is none that a calendar has: 2027-02-31, 24:00, an offset
 * of a day. A leap second is the second after it.
 */
export function parseInstant(text: string): number | null {
  const [
    ,
    date = '',
    hour = '',
    minute = '',
    second = '',
    fraction = '',
    sign = '+',
    offsetHour = '0',
    offsetMinute = '0',
  ] = time.exec(text) ?? [];
  const start = parseDay(date);
  if (start === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return null;
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute));
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  return start + minutes * 60_000 + Number(second) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** Milliseconds since 1970 of a day's beginning in UTC, such as `2027-01-31`; null for what is no day of the calendar. */
export function parseDay(text: string): number | null {
  const [, year, month, number] = (day.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || number === undefined) return null;
  if (month < 1 || month > 12 || number < 1 || number > daysIn(year, month)) return null;
  return daysSinceEpoch(year, month, number) * dayMs;
}

/** When what expires on a day, or at an RFC 3339 time, has ended, in milliseconds since 1970: a day lasts until its end in UTC. null: neither. */
export function endOfValidity(expires: string): number | null {
  const start = parseDay(expires);
  return start === null ? parseInstant(expires) : start + dayMs;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Counts days from 1 March of year 0, so that a leap day is the last of its year. */
function daysSinceEpoch(year: number, month: number, number: number): number {
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leapDays + Math.floor((153 * m + 2) / 5) + number - 1 - 719_468;
}
