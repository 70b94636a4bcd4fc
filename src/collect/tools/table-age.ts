import { parseDay } from '../../estate/instant.ts';
import type { TableAge } from '../../estate/tool.ts';

/** How old a table of a day is at a time (milliseconds since 1970). */
export function tableAge(asOf: string, now: number): TableAge {
  return { asOf, days: Math.floor((now - (parseDay(asOf) ?? Number.NaN)) / (24 * 60 * 60 * 1000)) };
}
