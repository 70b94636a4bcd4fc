import type { FactView, Somewhere } from './fact-view.ts';
import type { Gap } from './gap.ts';
import { type Identified, notStated } from './identity.ts';
import { isAtOrAbove, type Place } from './place.ts';
import { allGaps, gapsOf, seenIn } from './seen.ts';

/** Objects that lie near a subject and may land in its namespace, because they, or the subject itself, state none. */
export interface Strays<T> {
  readonly found: readonly T[];
  /** Whether another one may be hidden there. */
  readonly mayBeMore: boolean;
}

/**
 * Finds, for any subject, the objects in its folders, above and below, that may land in its namespace: those without one, and for a subject without one
 * those of any, since `kubectl apply -n` or a build step may put them together. They count for nothing there, and while one of them could be what is
 * missing, nothing is said to be missing. Every variant of them is found.
 */
export function straysIn<T extends Identified>(view: FactView<T>): (subject: Somewhere) => Strays<T> {
  const [unstated, stated] = [true, false].map((wanted) =>
    view.items.filter(({ namespace }) => namespace !== '' && (namespace === notStated) === wanted),
  ) as [T[], T[]];
  const given = (gaps: readonly Gap[]): Gap[] => gaps.filter((one) => one.elsewhere !== true);
  const hiddenUnstated = given(gapsOf(seenIn(view.seen, notStated)));
  const hiddenAnywhere = given(allGaps(view.seen));
  const known = new Map<string, Strays<T>>();

  return ({ namespace, places }) => {
    const isStated = namespace !== notStated;
    const key = [isStated, ...places].join('\n');
    const strays = known.get(key) ?? {
      found: (isStated ? unstated : stated).filter((stray) => stray.places.some((place) => areRelated(place, places))),
      mayBeMore: (isStated ? hiddenUnstated : hiddenAnywhere).some(
        ({ place }) => place === undefined || areRelated(place, places),
      ),
    };
    known.set(key, strays);
    return strays;
  };
}

/** A subject without a place is everywhere. */
function areRelated(place: Place, others: readonly Place[]): boolean {
  return others.length === 0 || others.some((other) => isAtOrAbove(place, other) || isAtOrAbove(other, place));
}
