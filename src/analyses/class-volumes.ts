import type { Gap } from '../estate/gap.ts';
import { parseInstant } from '../estate/instant.ts';
import type { Volume } from '../estate/volume.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** The volumes that a cluster holds of a class. */
export interface ClassVolumes {
  /** Why they are not known; null: they are. */
  readonly unknown: Gap | null;
  readonly volumes: number;
  /** Those that were not made under the parameters of the class: older than it, made by another driver, or by hand. */
  readonly others: readonly Volume[];
}

/**
 * Which volumes a class made: the parameters of a class never change (ValidateStorageClassUpdate of Kubernetes), so that what its driver made of it since
 * then was made under these. null for what was read from a file.
 */
export const classVolumes: Analysis<'storageClass', ClassVolumes | null> = defineAnalysis({
  needs: ['volumes'],
  per: 'storageClass',
  compute: ({ volumes }) => {
    const byClass = Map.groupBy(volumes.items, ({ storageClass }) => storageClass);
    const [unknown = null] = volumes.all().gaps;
    return ({ origin, name, driver, createdAt }): ClassVolumes | null => {
      if (origin.api === undefined) return null;
      const own = byClass.get(name) ?? [];
      const since = createdAt === undefined ? null : parseInstant(createdAt);
      const isOfClass = (one: Volume): boolean => {
        const made = one.createdAt === null ? null : parseInstant(one.createdAt);
        return one.driver === driver && one.madeBy === driver && since !== null && made !== null && made >= since;
      };
      return { unknown, volumes: own.length, others: own.filter((one) => !isOfClass(one)) };
    };
  },
});
