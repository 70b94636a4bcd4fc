import type { Gap } from './gap.ts';
import { type Identified, identityOf } from './identity.ts';
import { isAtOrAbove, nearestDistance, type Place } from './place.ts';
import type { Workload } from './workload.ts';

/**
 * Where the variants of a subject stand, itself among them. What stands nearer to another one than to the subject is the other's: a copy in
 * `prod` with a budget beside it gives no budget to the copy in `dev`.
 */
export interface Rivals {
  readonly places: Scattered;
  /** What may be a variant that was not seen. */
  readonly hidden: Hidden;
  /** Equal for subjects of one kind that have the same rivals. */
  readonly key: string;
}

/** Places, asked how near the nearest of them is. */
export interface Scattered {
  /** The fewest steps from any of them to an object that stands in these places; infinite where there are none. */
  stepsTo(places: readonly Place[]): number;
}

/** What of a list was not seen in a namespace; what lies nobody knows where is no step away. */
export interface Hidden extends Scattered {
  readonly gaps: readonly Gap[];
}

/** Whose an object is, as seen from a subject: the subject's, surely a rival's, or a rival's if one is hidden. */
export type Belonging = 'own' | 'rival' | 'doubtful';

/** Finds the rivals of the subjects in a list, null where there are none; `hiddenIn` says what of the list was not seen in a namespace. */
export function rivalsAmong(
  items: readonly Identified[],
  hiddenIn: (namespace: string) => readonly Gap[],
): (subject: Identified) => Rivals | null {
  const variants = Map.groupBy(items, identityOf);
  const known = new Map<string, Rivals | null>();
  const hiddenHere = new Map<string, Hidden>();

  function find(identity: string, { noun, namespace }: Identified): Rivals | null {
    const whole = (variants.get(identity) ?? []).filter(isWhole);
    const hidden = hiddenHere.get(namespace) ?? hide(hiddenIn(namespace));
    hiddenHere.set(namespace, hidden);
    if (whole.length < 2 && hidden.gaps.length === 0) return null;
    const places = [...new Set(whole.flatMap((one) => one.places))];
    return { places: scatter(places), hidden, key: [noun, ...places].join('\n') };
  }

  return (subject) => {
    const identity = identityOf(subject);
    const rivals = known.get(identity) ?? find(identity, subject);
    known.set(identity, rivals);
    return rivals;
  };
}

/** Measures each distance once: a thousand of them stand beside as many objects, and each object is asked about from each folder. */
export function scatter(places: readonly (Place | undefined)[]): Scattered {
  const each = [...new Set(places)];
  const known = new Map<string, number>();
  return {
    stepsTo(its) {
      const key = its.length === 1 ? (its[0] ?? '') : its.join('\n');
      const steps = known.get(key) ?? least(each, (place) => (place === undefined ? 0 : nearestDistance([place], its)));
      known.set(key, steps);
      return steps;
    },
  };
}

/** Gaps, asked how near they lie. */
export function hide(gaps: readonly Gap[]): Hidden {
  return { gaps, ...scatter(gaps.map(({ place }) => place)) };
}

function least<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((fewest, item) => Math.min(fewest, measure(item)), Number.POSITIVE_INFINITY);
}

/** A patch is no variant: what stands beside it is for what it patches. */
function isWhole(one: Identified): boolean {
  if (one.noun !== 'workload') return true;
  const { containers } = (one as Workload).pod;
  return containers.length > 0 && containers.every(({ image }) => image !== null);
}

/** Whose an object is. What stands in the subject's own folder, or in one above it, is the subject's too, whoever is nearer. */
export function belongingOf(object: Identified, own: readonly Place[], { places, hidden }: Rivals): Belonging {
  if (own.length === 0 || object.places.length === 0) return 'own';
  if (object.places.some((place) => own.some((mine) => isAtOrAbove(place, mine)))) return 'own';
  const steps = nearestDistance(own, object.places);
  if (places.stepsTo(object.places) < steps) return 'rival';
  return hidden.stepsTo(object.places) < steps ? 'doubtful' : 'own';
}
