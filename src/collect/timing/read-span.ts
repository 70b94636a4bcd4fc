import { parseDuration } from '../../estate/duration.ts';

const hour = 3600;
const day = 24 * hour;

/** The units of a span that is one number and one unit, in seconds. */
export type SpanUnits = Readonly<Record<string, number>>;

/** As CloudNativePG and Barman take them: `30d`, `4w`, `6m` (months). */
export const recoveryWindow: SpanUnits = { d: day, w: 7 * day, m: 30 * day };
/** As Ceph and its replication classes take them: `15m` (minutes), `12h`, `7d`. */
export const cephInterval: SpanUnits = { m: 60, h: hour, d: day };
/** As restic takes them in `--keep-within`: `1y6m14d12h`, with months. */
export const resticSpan: SpanUnits = { y: 365 * day, m: 30 * day, d: day, h: hour };

/** Seconds of a span of units, or of several where `many` says so: `7d`, `1y6m`; null for anything else. */
export function readSpan(text: string, units: SpanUnits, many = false): number | null {
  const letters = Object.keys(units).join('');
  const part = String.raw`\d{1,6}[${letters}]`;
  if (!new RegExp(many ? `^(?:${part})+$` : `^${part}$`).test(text)) return null;
  return text.match(new RegExp(part, 'g'))?.reduce((sum, one) => {
    return sum + Number(one.slice(0, -1)) * (units[one.at(-1) as string] as number);
  }, 0) as number;
}

/** Seconds of a duration as Go writes it; null for what Go refuses, such as `30d` or `P30D`. */
export function readGoSpan(text: string): number | null {
  const milliseconds = parseDuration(text);
  return milliseconds === null ? null : milliseconds / 1000;
}
