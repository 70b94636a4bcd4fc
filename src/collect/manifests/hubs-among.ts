import type { Place } from '../../estate/place.ts';

/** A GitOps object as far as hubs ask. */
export interface HubObject {
  readonly place: Place;
  /** What makes it one object to an API server. */
  readonly identity: string;
  readonly content: string;
}

/**
 * Tells of which hub a GitOps object of a place is: of the controller of which cluster. A folder often holds those of several, and each calls its own cluster the
 * same. That two are of two is known by an object that differs: no cluster holds it twice. `takersOf`: the places of the GitOps objects that bring what stands
 * in a place to their own cluster. Answers with places that stand for hubs, of several where several bring the object; null where it is not known; and
 * is null itself where nothing tells of more than one hub.
 */
export function hubsAmong(
  objects: readonly HubObject[],
  takersOf: (place: Place) => readonly Place[],
): ((place: Place) => readonly Place[] | null) | null {
  const known = new Map<Place, readonly Place[]>();

  /** The places above all others that bring, one after the other, what stands in a place; itself where nothing brings it. */
  function topsOf(place: Place): readonly Place[] {
    const answer = known.get(place) ?? climb(place);
    known.set(place, answer);
    return answer;
  }

  function climb(place: Place): readonly Place[] {
    const reached = new Set([place]);
    for (const one of reached) for (const by of takersOf(one)) reached.add(by);
    const tops = [...reached].filter((one) => takersOf(one).every((by) => by === one)).toSorted();
    // Objects that bring each other are one circle.
    return tops.length > 0 ? tops : [...reached].toSorted().slice(0, 1);
  }

  const apart = new Set<string>();
  for (const same of Map.groupBy(objects, ({ identity }) => identity).values()) {
    const byTop = new Map<Place, Set<string>>();
    for (const { place, content } of same) {
      const [top, ...others] = topsOf(place);
      if (top === undefined || others.length > 0) continue;
      byTop.set(top, (byTop.get(top) ?? new Set()).add(content));
    }
    // One that a single hub is given in two forms tells nothing.
    if (byTop.size < 2 || [...byTop.values()].some((contents) => contents.size > 1)) continue;
    const tops = [...byTop.keys()];
    for (const one of tops)
      for (const other of tops)
        if (one !== other && [...(byTop.get(one) ?? [])][0] !== [...(byTop.get(other) ?? [])][0])
          apart.add(`${one}\0${other}`);
  }
  if (apart.size === 0) return null;
  const hubs = new Set([...apart].map((pair) => pair.slice(0, pair.indexOf('\0'))));
  const areApart = [...hubs].every((one) => [...hubs].every((other) => one === other || apart.has(`${one}\0${other}`)));
  return (place) => {
    const tops = topsOf(place);
    return areApart && tops.every((one) => hubs.has(one)) ? tops : null;
  };
}
