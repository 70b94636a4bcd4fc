import type { FactView, Somewhere } from './fact-view.ts';
import { type Identified, notStated } from './identity.ts';
import { isAtOrAbove, type Place } from './place.ts';
import { gapsOf, seenIn } from './seen.ts';

/** Objects that state no namespace, lie near a subject, and so may land in its namespace. */
export interface Strays<T> {
  readonly found: readonly T[];
  /** Whether another one may be hidden there. */
  readonly mayBeMore: boolean;
}

/**
 * Finds, for any subject, the objects without a namespace in its folders, above and below: `kubectl apply -n` or a build step may put them into
 * its namespace. They count for nothing there, and while one of them could be what is missing, nothing is said to be missing. Every variant of
 * them is found.
 */
export function straysIn<T extends Identified>(view: FactView<T>): (subject: Somewhere) => Strays<T> {
  const strays = view.items.filter(({ namespace }) => namespace === notStated);
  const hidden = gapsOf(seenIn(view.seen, notStated)).filter(({ elsewhere }) => elsewhere !== true);

  return ({ namespace, places }) => {
    if (namespace === notStated) return { found: [], mayBeMore: false };
    return {
      found: strays.filter((stray) => stray.places.some((place) => areRelated(place, places))),
      mayBeMore: hidden.some(({ place }) => place === undefined || areRelated(place, places)),
    };
  };
}

/** A subject without a place is everywhere. */
function areRelated(place: Place, others: readonly Place[]): boolean {
  return others.length === 0 || others.some((other) => isAtOrAbove(place, other) || isAtOrAbove(other, place));
}
