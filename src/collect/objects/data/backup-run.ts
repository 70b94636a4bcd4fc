import type { BackupRun, Keeping, ProtectedData } from '../../../estate/backup-schedule.ts';
import type { Cadence } from '../../../estate/cadence.ts';
import type { CronDialect } from '../../timing/cron.ts';
import { readCadence } from '../../timing/read-cadence.ts';
import type { Fields } from '../fields.ts';
import type { Head } from '../object-metadata.ts';
import { notSaid, pathOf } from './keeping.ts';

/** What stands for a schedule where none is written. */
export const nothingWritten: Cadence = { runs: 'invalid', problem: 'no schedule is written' };

/** Reads one timing of a schedule. */
export function runAt(
  fields: Fields,
  key: string,
  dialect: CronDialect,
  stoppedBy: string | null,
  keeps: (cadence: Cadence) => Keeping = () => notSaid,
): BackupRun {
  const written = fields.text(key);
  const cadence = written === null || written.trim() === '' ? nothingWritten : readCadence(written, dialect);
  return { path: pathOf(fields, key), written, cadence, stoppedBy, keeps: keeps(cadence) };
}

/** The path of a switch that is on; null while it is off. */
export function switchedOn(fields: Fields, key: string): string | null {
  return fields.boolean(key) === true ? pathOf(fields, key) : null;
}

/** The path of a switch that is off. */
export function switchedOff(fields: Fields, key: string): string | null {
  return fields.boolean(key) === false ? pathOf(fields, key) : null;
}

/** The path of a switch that must be on for anything to run. */
export function onlyWhenOn(fields: Fields, key: string): string | null {
  return fields.boolean(key) === true ? null : pathOf(fields, key);
}

/** All data. */
export const everything: ProtectedData = { namespaces: null, except: [], only: null };

/** The data of one thing in the namespace of an object. */
export function onlyOf({ namespace }: Head, only: string | null): ProtectedData {
  return { namespaces: [namespace], except: [], only };
}

/** It takes volumes, all of them. */
export const takesVolumes = { volumes: 'all', volumesPath: null } as const;
