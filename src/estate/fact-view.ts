import type { Estate, FactList } from './estate.ts';
import type { FactName, Facts } from './facts.ts';
import type { Gap } from './gap.ts';
import { type Identified, identityOf } from './identity.ts';
import { isAtOrAbove, nearestDistance, type Place } from './place.ts';
import { gapsOf, seenIn, type Visibility } from './seen.ts';

/**
 * Where a subject is looked at from. When variants of a companion are equally near to a subject (an overlay for dev and one for prod, both
 * beside the base), the subject is judged once from each: `place` breaks the tie, and `nth` the tie of two objects in one folder.
 */
export interface Vantage {
  readonly place: Place | null;
  readonly nth: number;
}

/** Whatever companions are looked up for. */
export interface Somewhere {
  readonly namespace: string;
  readonly places: readonly Place[];
}

/** The companions of one subject, seen from one vantage. */
export interface Companions<T> {
  /** Of each identity in the subject's namespace the variant that counts here. */
  readonly found: readonly T[];
  /** Nothing else is there: absence may be concluded. */
  readonly complete: boolean;
  /** Nothing that was given is hidden: what was found counts for what it does. False when a document of this kind could not be read. */
  readonly settled: boolean;
  readonly gaps: readonly Gap[];
}

/** One fact of an estate, indexed once for all analyses. */
export interface FactView<T> {
  readonly items: readonly T[];
  readonly seen: Visibility;
  /** The companions of a subject. */
  near(subject: Somewhere, vantage: Vantage): Companions<T>;
  /** The vantages that variants of this fact ask for; none when no two are equally near. */
  ties(subject: Somewhere): Vantage[];
  /** Whether differing objects bear this object's identity. */
  hasVariants(item: Identified): boolean;
}

/** Every fact of an estate, ready to be asked. */
export type FactViews = { readonly [Name in FactName]: FactView<Facts[Name]> };

/** Indexes an estate; each fact at its first use. */
export function viewFacts(estate: Estate): FactViews {
  const views = {} as Record<FactName, unknown>;
  for (const name of Object.keys(estate.facts) as FactName[]) {
    let view: FactView<Identified> | undefined;
    Object.defineProperty(views, name, {
      enumerable: true,
      get: () => (view ??= viewFact(estate.facts[name] as FactList<Identified>)),
    });
  }
  return views as FactViews;
}

/** Indexes one list. */
export function viewFact<T extends Identified>(list: FactList<T>): FactView<T> {
  const groups = groupByIdentity(list.items);
  const answers = new Map<string, Companions<T>>();

  function near(subject: Somewhere, vantage: Vantage): Companions<T> {
    const here = groups.get(subject.namespace);
    const seen = seenIn(list.seen, subject.namespace);
    const gaps = gapsOf(seen);
    const hidden = gaps.filter((one) => one.elsewhere !== true);
    const lonely = hidden.length === 0 && !(here?.varied ?? false);
    const key = lonely ? subject.namespace : [subject.namespace, vantage.place, vantage.nth, ...subject.places].join('\0');
    const known = answers.get(key);
    if (known) return known;

    const found = (here?.variants ?? []).flatMap((variants) => {
      const chosen = chooseVariant(variants, subject, vantage);
      return hidden.every((one) => stands(chosen, one, subject, vantage)) ? [chosen] : [];
    });
    const answer = { found, complete: seen.state !== 'partial', settled: hidden.length === 0, gaps };
    answers.set(key, answer);
    return answer;
  }

  function ties(subject: Somewhere): Vantage[] {
    const here = groups.get(subject.namespace);
    if (!here?.varied) return [];
    return here.variants.flatMap((variants) => tiesOf(variants, subject));
  }

  function hasVariants(item: Identified): boolean {
    const here = groups.get(item.namespace);
    return here !== undefined && here.varied && (here.byIdentity.get(identityOf(item))?.length ?? 0) > 1;
  }

  return { items: list.items, seen: list.seen, near, ties, hasVariants };
}

interface NamespaceGroups<T> {
  /** One list per identity, each of one or more variants. */
  readonly variants: T[][];
  readonly byIdentity: Map<string, T[]>;
  varied: boolean;
}

function groupByIdentity<T extends Identified>(items: readonly T[]): Map<string, NamespaceGroups<T>> {
  const namespaces = new Map<string, NamespaceGroups<T>>();
  for (const item of items) {
    const here: NamespaceGroups<T> = namespaces.get(item.namespace) ?? { variants: [], byIdentity: new Map(), varied: false };
    namespaces.set(item.namespace, here);
    const identity = identityOf(item);
    const variants = here.byIdentity.get(identity);
    if (variants) {
      variants.push(item);
      here.varied = true;
    } else {
      const first = [item];
      here.byIdentity.set(identity, first);
      here.variants.push(first);
    }
  }
  return namespaces;
}

function vantageDistance(vantage: Vantage, places: readonly Place[]): number {
  return vantage.place === null ? 0 : nearestDistance([vantage.place], places);
}

function nearestOf<T>(items: readonly T[], measure: (item: T) => number): T[] {
  const least = Math.min(...items.map(measure));
  return items.filter((item) => measure(item) === least);
}

function chooseVariant<T extends Identified>(variants: readonly T[], subject: Somewhere, vantage: Vantage): T {
  if (variants.length === 1) return variants[0] as T;
  const nearest = nearestOf(variants, (one) => nearestDistance(subject.places, one.places));
  const tied = nearestOf(nearest, (one) => vantageDistance(vantage, one.places));
  return tied[vantage.nth % tied.length] as T;
}

/**
 * Whether something hidden leaves the chosen variant in force. What is hidden may be a nearer variant of the same identity, so only a variant
 * of the subject's own folder or of one above it counts, and only if nothing hidden lies nearer. Equally near does not matter: each is judged.
 */
function stands(chosen: Identified, hidden: Gap, subject: Somewhere, vantage: Vantage): boolean {
  if (subject.places.length === 0 || chosen.places.length === 0) return true;
  const above = chosen.places.some((place) => subject.places.some((own) => isAtOrAbove(place, own)));
  if (!above) return false;
  const toSubject = nearestDistance(subject.places, chosen.places);
  const toVantage = vantageDistance(vantage, chosen.places);
  if (hidden.place === undefined) return toSubject === 0 && toVantage === 0;
  const hiddenToSubject = nearestDistance(subject.places, [hidden.place]);
  return hiddenToSubject > toSubject || (hiddenToSubject === toSubject && vantageDistance(vantage, [hidden.place]) >= toVantage);
}

function tiesOf<T extends Identified>(variants: readonly T[], subject: Somewhere): Vantage[] {
  if (variants.length === 1) return [];
  const nearest = nearestOf(variants, (one) => nearestDistance(subject.places, one.places));
  if (nearest.length === 1) return [];
  return nearest.map((one) => {
    const place = nearestPlace(subject, one.places);
    // The same measure that chooseVariant takes from this vantage, so that each of the tied is chosen from one.
    const here = nearestOf(nearest, (other) => nearestDistance([place], other.places));
    return { place, nth: here.indexOf(one) };
  });
}

function nearestPlace(subject: Somewhere, places: readonly Place[]): Place {
  return nearestOf(places, (place) => nearestDistance(subject.places, [place]))[0] ?? '';
}
