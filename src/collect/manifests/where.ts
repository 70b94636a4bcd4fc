import type { Origin } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import type { Altering } from './alteration.ts';

/** What kustomizations make of the objects of a file that is read as it is. */
export interface Kustomized {
  /** The namespaces that they set; null among them where one sets none. */
  readonly namespaces: ReadonlySet<string | null>;
  /** Whether they take an account of this name, too. */
  readonly holdsAccount: (name: string) => boolean;
}

/** Where a document stands. */
export interface Where {
  readonly place: Place;
  readonly origin: Origin;
  /** Whether the object stands in a file of the folder: not on standard input, not rendered. */
  readonly inFolder: boolean;
  /** Whether credentials were looked for elsewhere: in the files from which it was rendered. */
  readonly isSearched?: true;
  /** What kustomizations make of it; left out where it is rendered, and where none takes it. */
  readonly kustomized?: Kustomized;
  /** Tells what changes its objects before they are applied; left out where nothing does. */
  readonly altering?: Altering;
}

/** Where a part of a document stands: an item of a list. */
export function within(where: Where, path: readonly (string | number)[]): Where {
  if (path.length === 0) return where;
  return { ...where, origin: { ...where.origin, within: [...(where.origin.within ?? []), ...path] } };
}
