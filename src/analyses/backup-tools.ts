import type { BackupSchedule } from '../estate/backup-schedule.ts';
import type { Gap } from '../estate/gap.ts';
import type { Tool } from '../estate/tool.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What a cluster has for making backups. */
export interface BackupTools {
  /** Tools that copy by schedules of kinds that are all read. */
  readonly tools: readonly Tool[];
  readonly schedules: readonly BackupSchedule[];
  /** Why not all schedules of the cluster were seen; null: they were. */
  readonly hidden: Gap | null;
}

/** What a cluster has for making backups: tools, and schedules. */
export const backupTools: Analysis<'liveCluster', BackupTools> = defineAnalysis({
  needs: ['tools', 'backupSchedules'],
  per: 'liveCluster',
  compute: ({ tools, backupSchedules }) => {
    const value = {
      tools: tools.items.filter(({ serves }) => serves.includes('backup-schedules')),
      schedules: backupSchedules.items.filter(({ makes }) => makes === 'backup'),
      hidden: backupSchedules.all().gaps.find((one) => one.beyondCluster !== true) ?? null,
    };
    return () => value;
  },
});
