import { UserError } from '../collect/user-error.ts';
import { parseInstant } from '../estate/instant.ts';

/**
 * The time of a run, in RFC 3339 and UTC: what `--now` says, else SOURCE_DATE_EPOCH (seconds since 1970, as reproducible builds set it), else the
 * clock. UserError for what is no time.
 */
export function readTime(
  typed: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  clock: () => number,
): string {
  if (typed !== undefined) {
    const time = parseInstant(typed);
    if (time === null)
      throw new UserError(`--now ${JSON.stringify(typed)} is no time`, { hint: 'Write it as 2026-11-24T12:00:00Z.' });
    return write(time);
  }
  const epoch = environment['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || epoch === '') return write(clock());
  // Up to the year 9999, the last that RFC 3339 can write.
  if (!/^\d{1,12}$/.test(epoch) || Number(epoch) > 253_402_300_799) {
    throw new UserError(`SOURCE_DATE_EPOCH is ${JSON.stringify(epoch)}, and no number of seconds`, {
      hint: 'Unset it, or give --now.',
    });
  }
  return write(Number(epoch) * 1000);
}

function write(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
