import type { Cadence } from '../../estate/cadence.ts';
import { type CronDialect, isZone, readCron } from './cron.ts';
import { longestInterval, missesClockChange } from './longest-interval.ts';

const known = new Map<string, Cadence>();

/** When a written schedule runs. `zone`: the time zone of a field beside it, where there is one. */
export function readCadence(written: string, dialect: CronDialect, zone: string | null = null): Cadence {
  const { seconds, zonePrefix, words, pattern } = dialect;
  const key = [written, seconds, zonePrefix, words, pattern, zone].join('\0');
  const cadence = known.get(key) ?? read(written, dialect, zone);
  // A folder holds few schedules, but a hostile one may hold many.
  if (known.size < 1000) known.set(key, cadence);
  return cadence;
}

function read(written: string, dialect: CronDialect, zone: string | null): Cadence {
  if (isFilledInLater(written)) return filledInLater;
  if (zone !== null && isFilledInLater(zone)) return filledInLater;
  if (zone !== null && !isZone(zone)) return { runs: 'invalid', problem: `there is no time zone ${zone}` };
  const meaning = readCron(written, dialect);
  if ('problem' in meaning) return { runs: 'invalid', problem: meaning.problem };
  if ('everySeconds' in meaning)
    return { runs: 'every', longestSeconds: meaning.everySeconds, missesClockChange: false };
  const longestSeconds = longestInterval(meaning.times);
  if (longestSeconds === null) return { runs: 'invalid', problem: 'no calendar has such a day' };
  return {
    runs: 'every',
    longestSeconds,
    missesClockChange: missesClockChange(meaning.times, meaning.times.zone ?? zone),
  };
}

/** Whether a text is still to be filled in, as `${SCHEDULE}` or `{{ .Values.schedule }}` are. */
export function isFilledInLater(text: string): boolean {
  return /\$\{|\$\(|\{\{|<[A-Za-z]/.test(text);
}

/** The cadence of a schedule that is still to be filled in. */
const filledInLater: Cadence = { runs: 'unread', problem: 'the schedule is filled in later' };
