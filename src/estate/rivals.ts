import type { Gap } from './gap.ts';
import { type Identified, identityOf } from './identity.ts';
import { distance, isAtOrAbove, nearestDistance, type Place } from './place.ts';
import type { Workload } from './workload.ts';

/**
 * Where the variants of a subject stand, itself among them. What stands nearer to another one than to the subject is the other's: a copy in
 * `prod` with a budget beside it gives no budget to the copy in `dev`.
 */
export interface Rivals {
  readonly places: readonly Place[];
  /** What may be a variant that was not seen. */
  readonly hidden: readonly Gap[];
  /** Equal for subjects of one kind that have the same rivals. */
  readonly key: string;
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

  function find(identity: string, { noun, namespace }: Identified): Rivals | null {
    const whole = (variants.get(identity) ?? []).filter(isWhole);
    const hidden = hiddenIn(namespace);
    if (whole.length < 2 && hidden.length === 0) return null;
    const places = [...new Set(whole.flatMap((one) => one.places))];
    return { places, hidden, key: [noun, ...places].join('\n') };
  }

  return (subject) => {
    const identity = identityOf(subject);
    const rivals = known.get(identity) ?? find(identity, subject);
    known.set(identity, rivals);
    return rivals;
  };
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
  const isNearer = (place: Place): boolean => object.places.some((its) => distance(place, its) < steps);
  if (places.some(isNearer)) return 'rival';
  return hidden.some(({ place }) => place === undefined || isNearer(place)) ? 'doubtful' : 'own';
}
