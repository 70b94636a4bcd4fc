import { type Identified, notStated } from './identity.ts';
import { isAtOrAbove } from './place.ts';

/**
 * Whether an object surely lands in the namespace in which another one lands. Where both state it, that is so when they state the same.
 * Objects that state none are nobody's neighbours but for those of their own folder and of the folders below it, which are applied with them.
 */
export function landsWith(
  object: Pick<Identified, 'namespace' | 'places'>,
  other: Pick<Identified, 'namespace' | 'places'>,
): boolean {
  if (object.namespace !== other.namespace) return false;
  if (object.namespace !== notStated) return true;
  return other.places.every((own) => object.places.some((place) => isAtOrAbove(place, own)));
}
