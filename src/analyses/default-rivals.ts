import type { Gap } from '../estate/gap.ts';
import { identityOf } from '../estate/identity.ts';
import { nearestDistance } from '../estate/place.ts';
import type { SnapshotClass } from '../estate/storage-class.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Other classes that claim to be the default for the same driver. */
export interface DefaultRivals {
  readonly rivals: readonly SnapshotClass[];
  readonly hidden: readonly Gap[];
}

/** Which other classes in the same folder are the default for a snapshot class's driver; those of another folder may be another cluster's. */
export const defaultRivals: Analysis<'snapshotClass', DefaultRivals> = defineAnalysis({
  needs: ['snapshotClasses'],
  per: 'snapshotClass',
  compute: ({ snapshotClasses }) => {
    const hidden = snapshotClasses.all().gaps.filter((one) => one.elsewhere !== true);
    return (mine) => ({
      rivals: snapshotClasses.items.filter(
        (one) =>
          mine.isDefault &&
          one.isDefault &&
          one.driver === mine.driver &&
          identityOf(one) !== identityOf(mine) &&
          nearestDistance(mine.places, one.places) === 0,
      ),
      hidden,
    });
  },
});
