import type { BackupSchedule, ProtectedData } from '../estate/backup-schedule.ts';
import type { Gap } from '../estate/gap.ts';
import { coversData } from './backup-peers.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** The schedules that copy what lies in the namespace of a backup location, too, and may keep it for longer. */
export interface LongerKept {
  readonly covering: readonly BackupSchedule[];
  /** What hides a given schedule, so that there may be others. */
  readonly hidden: readonly Gap[];
}

/** Which schedules copy all of the namespace that a backup location serves; those of the location's own database say nothing of keeping. */
export const longerKept: Analysis<'backupLocation', LongerKept> = defineAnalysis({
  needs: ['backupSchedules'],
  per: 'backupLocation',
  compute: ({ backupSchedules }) => {
    const hidden = backupSchedules.all().gaps.filter((one) => one.elsewhere !== true);
    // What leaves the volumes out says nothing of their keeping.
    const wide = backupSchedules.items.filter(
      ({ makes, protects, volumes }) => makes === 'backup' && protects.only === null && volumes !== 'none',
    );
    return ({ namespace }) => {
      const all: ProtectedData = { namespaces: [namespace], except: [], only: null };
      return { covering: wide.filter(({ protects }) => coversData(protects, all)), hidden };
    };
  },
});
