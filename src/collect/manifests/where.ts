import type { Origin } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';

/** Where a document stands. */
export interface Where {
  readonly place: Place;
  readonly origin: Origin;
  /** Whether the object stands in a file of the folder: not on standard input, not rendered. */
  readonly inFolder: boolean;
}

/** Where a part of a document stands: an item of a list. */
export function within(where: Where, path: readonly (string | number)[]): Where {
  if (path.length === 0) return where;
  return { ...where, origin: { ...where.origin, within: [...(where.origin.within ?? []), ...path] } };
}
