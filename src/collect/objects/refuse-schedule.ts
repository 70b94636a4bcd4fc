import { jobCron, readCron } from '../timing/cron.ts';
import { isFilledInLater } from '../timing/read-cadence.ts';
import type { Fields } from './fields.ts';

/** Refuses a schedule of five fields that cannot be read; one that is filled in later, or absent, is let be. */
export function refuseSchedule(fields: Fields, key: string): void {
  const written = fields.text(key);
  if (written === null || isFilledInLater(written)) return;
  const meaning = readCron(written, jobCron);
  if ('problem' in meaning) fields.refuse(key, `a schedule (${meaning.problem})`);
}
