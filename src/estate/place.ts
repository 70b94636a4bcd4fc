/**
 * A place is a folder of plain files, or the folder of a rendered source, as a path relative to the root of what was given: `''` is the root
 * itself, `dev/apps` a folder below it. Live objects have no place.
 */
export type Place = string;

function segments(place: Place): string[] {
  return place === '' ? [] : place.split('/');
}

/** Steps from one place to another through the folder tree. */
export function distance(from: Place, to: Place): number {
  if (from === to) return 0;
  const [a, b] = [segments(from), segments(to)];
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return a.length + b.length - 2 * shared;
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
