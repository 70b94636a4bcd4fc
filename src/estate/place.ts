/**
 * A place is a folder of plain files, or the folder of a rendered source, as a path relative to the root of what was given: `''` is the root
 * itself, `dev/apps` a folder below it. Live objects have no place.
 */
export type Place = string;

const slash = 0x2f;

/** Steps down from the folder that ends at `end` (0: the root) to a place in it. */
function depthBelow(place: Place, end: number): number {
  if (place.length === end) return 0;
  let steps = 1;
  for (let at = end === 0 ? 0 : end + 1; at < place.length; at++) if (place.charCodeAt(at) === slash) steps += 1;
  return steps;
}

/** Where the deepest folder ends that two places share; 0 for the root. */
function sharedEnd(from: Place, to: Place): number {
  const most = Math.min(from.length, to.length);
  let end = 0;
  for (let at = 0; at < most; at++) {
    const code = from.charCodeAt(at);
    if (code !== to.charCodeAt(at)) return end;
    if (code === slash) end = at;
  }
  const longer = from.length > to.length ? from : to;
  return longer.length === most || longer.charCodeAt(most) === slash ? most : end;
}

/** Steps from one place to another through the folder tree. */
export function distance(from: Place, to: Place): number {
  if (from === to) return 0;
  // Asked for every pair of variants, so nothing is cut into pieces.
  const end = sharedEnd(from, to);
  return depthBelow(from, end) + depthBelow(to, end);
}

/** The fewest steps between any of these places; 0 when either list is empty, because what has no place is everywhere. */
export function nearestDistance(from: readonly Place[], to: readonly Place[]): number {
  if (from.length === 0 || to.length === 0) return 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (const a of from) for (const b of to) nearest = Math.min(nearest, distance(a, b));
  return nearest;
}

/** Whether the first place is the second one or a folder above it. */
export function isAtOrAbove(place: Place, other: Place): boolean {
  return place === '' || place === other || other.startsWith(`${place}/`);
}
