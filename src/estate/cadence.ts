/**
 * When something runs by itself. `every`: at most so many seconds lie between two runs, by the clock of its zone; `missesClockChange` when the hour
 * that this clock skips in spring takes a run with it. `invalid`: whoever should run it refuses what is written, or it names a day that no
 * calendar has. `continuous`: it never waits. `unread`: what is written is filled in later, or a default that is set elsewhere.
 */
export type Cadence =
  | { readonly runs: 'every'; readonly longestSeconds: number; readonly missesClockChange: boolean }
  | { readonly runs: 'on-demand' | 'continuous' }
  | { readonly runs: 'invalid' | 'unread'; readonly problem: string };

/** Seconds between two runs at most; null where nothing runs, or nobody can tell. */
export function longestSecondsOf(cadence: Cadence): number | null {
  if (cadence.runs === 'continuous') return 0;
  return cadence.runs === 'every' ? cadence.longestSeconds : null;
}

/** A number of seconds in the words of people: `5 minutes`, `26 hours`, `7 days`. */
export function writeSpan(seconds: number): string {
  const [unit, size] = units.find(
    ([, least]) => seconds >= 2 * least || (seconds >= least && seconds % least === 0),
  ) ?? ['second', 1];
  const amount = Math.round((seconds / size) * 10) / 10;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

// Up to two days people count hours.
const units: readonly (readonly [string, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
