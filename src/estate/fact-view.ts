import type { Estate, FactList } from './estate.ts';
import type { FactName, Facts } from './facts.ts';
import { gap, type Gap } from './gap.ts';
import { type Identified, identityOf, notStated } from './identity.ts';
import { isAtOrAbove, nearestDistance, type Place } from './place.ts';
import { amongClusters, clustersIn, keyOfClusters, type OwnClusters, type OwnVariants } from './own-clusters.ts';
import { belongingOf, type Rivals, rivalsAmong } from './rivals.ts';
import { allGaps, gapsOf, hiddenOf, seenIn, type Visibility } from './seen.ts';

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
  /** The clusters that it goes to; left out where it may be in any. */
  readonly clusters?: readonly string[] | undefined;
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
  /** The companions of a subject; with a name only those that bear it, and what is not known of any other does not matter. */
  near(subject: Somewhere, vantage: Vantage, name?: string): Companions<T>;
  /** Every item with every variant, as seen from the platform as a whole: complete and settled only where they are in every namespace. */
  all(): Companions<T>;
  /** The vantages that variants of this fact ask for; none when no two are equally near. */
  ties(subject: Somewhere): readonly Vantage[];
  /** Whether differing objects bear one identity anywhere. */
  readonly isVaried: boolean;
  /** Whether differing objects bear this object's identity. */
  hasVariants(item: Identified): boolean;
}

/** Every fact of an estate, ready to be asked. */
export type FactViews = { readonly [Name in FactName]: FactView<Facts[Name]> };

/**
 * What an object means to the variants of a subject that it stands farther from than another one does. `companion`: it is the other's, and not
 * there for this one. `guardrail`: it is not this one's, and proves nothing either, but for the Namespace itself. The rest is for all variants.
 */
export type Allegiance = 'companion' | 'guardrail' | 'all';

const allegiances: Readonly<Partial<Record<FactName, Allegiance>>> = {
  disruptionBudgets: 'companion',
  autoscalers: 'companion',
  verticalAutoscalers: 'companion',
  services: 'companion',
  volumeClaims: 'companion',
  workloads: 'companion',
  networkPolicies: 'guardrail',
  resourceQuotas: 'guardrail',
  limitRanges: 'guardrail',
  serviceAccounts: 'guardrail',
  longLivedTokens: 'guardrail',
};

/** Indexes an estate; each fact at its first use. */
export function viewFacts(estate: Estate): FactViews {
  const views = {} as Record<FactName, unknown>;
  const rivalsOf = rivalsIn(estate);
  const clustersOf = clustersIn(estate);
  for (const name of Object.keys(estate.facts) as FactName[]) {
    let view: FactView<Identified> | undefined;
    Object.defineProperty(views, name, {
      enumerable: true,
      get: () => {
        if (view) return view;
        const list = estate.facts[name] as FactList<Identified>;
        const raw = viewFact(list, allegiances[name] ?? 'all', { rivalsOf, clustersOf, isCrowd: name === 'workloads' });
        view = name === 'namespaces' ? withUnnamed(raw) : raw;
        return view;
      },
    });
  }
  return views as FactViews;
}

/** A Namespace whose name is still to be filled in holds what states no namespace beside it or below it, and nothing else. */
function withUnnamed(view: FactView<Identified>): FactView<Identified> {
  return {
    ...view,
    near(subject, vantage, name) {
      const answer = view.near(subject, vantage, name);
      if (subject.namespace !== notStated) return answer;
      const found = answer.found.filter(({ places }) =>
        places.some((one) => subject.places.some((other) => isAtOrAbove(one, other))),
      );
      return found.length === answer.found.length ? answer : { ...answer, found };
    },
  };
}

function rivalsIn({ facts: { workloads, namespaces } }: Estate): (subject: Somewhere) => Rivals | null {
  const ofWorkload = rivalsAmong(workloads.items, hiddenOf(workloads.seen));
  const ofNamespace = rivalsAmong(namespaces.items, hiddenOf(namespaces.seen));
  return (subject) => {
    const one = subject as Identified;
    if (one.noun === 'workload') return ofWorkload(one);
    return one.noun === 'namespace' ? ofNamespace(one) : null;
  };
}

/** What is known of subjects beside themselves. */
export interface AroundSubjects {
  /** Finds the other variants of a subject. */
  readonly rivalsOf?: (subject: Somewhere) => Rivals | null;
  readonly clustersOf?: (subject: Somewhere) => OwnClusters | null;
  /** Whether each item counts wherever it is beside the subject, and not only where it is in all clusters of it. */
  readonly isCrowd?: boolean;
}

/** Indexes one list. */
export function viewFact<T extends Identified>(
  list: FactList<T>,
  allegiance: Allegiance = 'all',
  { rivalsOf = () => null, clustersOf = () => null, isCrowd = false }: AroundSubjects = {},
): FactView<T> {
  const groups = groupByIdentity(list.items);
  const answers = new Map<string, Companions<T>>();
  const vantages = new Map<string, readonly Vantage[]>();
  const byPlaceOf = new Map<readonly T[], ReadonlyMap<Place, T[]>>();
  const hiddenIn = hiddenOf(list.seen);

  function near(subject: Somewhere, vantage: Vantage, name?: string): Companions<T> {
    const here = groups.get(subject.namespace);
    const hidden = hiddenIn(subject.namespace);
    const rivals = rivalsFor(subject);
    const own = clustersFor(subject);
    const lonely = hidden.length === 0 && rivals === null && own === null && !(here?.varied ?? false);
    const key = lonely
      ? `${subject.namespace}\0${name ?? ''}`
      : [subject.namespace, name, vantage.place, vantage.nth, rivals?.key, keyOfClusters(own), ...subject.places].join(
          '\0',
        );
    const known = answers.get(key);
    if (known) return known;

    const seen = seenIn(list.seen, subject.namespace);
    const doubts: Gap[] = [];
    const nearest = nearestHidden(hidden, subject, vantage);
    const asked = name === undefined ? here?.variants : here?.byName.get(name);
    const found = (asked ?? []).flatMap((variants) => {
      const mine = ownOf(variants, subject, rivals);
      if (mine.doubt !== null) doubts.push(mine.doubt);
      if (mine.own.length === 0 || mine.doubt !== null) return [];
      const chosen = chooseVariant(mine.own, subject, vantage);
      return nearest === null || stands(chosen, nearest, subject, vantage) ? [chosen] : [];
    });
    const answer = {
      found,
      complete: seen.state !== 'partial' && doubts.length === 0,
      settled: hidden.length === 0 && doubts.length === 0,
      gaps: [...gapsOf(seen), ...doubts],
    };
    answers.set(key, answer);
    return answer;
  }

  function rivalsFor(subject: Somewhere): Rivals | null {
    return allegiance === 'all' ? null : rivalsOf(subject);
  }

  /** null where nothing that is looked for here is known to go to some clusters and not to others. */
  function clustersFor(subject: Somewhere): OwnClusters | null {
    return groups.get(subject.namespace)?.hasClusters ? clustersOf(subject) : null;
  }

  /** The variants of a companion that are the subject's, and why it is not known which those are. */
  function ownOf(all: readonly T[], subject: Somewhere, rivals: Rivals | null): OwnVariants<T> {
    const clusters = clustersFor(subject);
    if (clusters === null) return ownAmong(all, subject, rivals);
    const { own, doubt } = amongClusters(all, clusters);
    return own.length === 0 || (doubt !== null && !isCrowd) ? { own, doubt } : ownAmong(own, subject, rivals);
  }

  function ownAmong(variants: readonly T[], subject: Somewhere, rivals: Rivals | null): OwnVariants<T> {
    if (rivals === null) return { own: variants, doubt: null };
    // What stands in the subject's very folder is the subject's, and nothing is nearer.
    const inPlace = variants.length > 1 ? standingIn(variants, subject.places) : [];
    if (inPlace.length > 0) return { own: inPlace, doubt: null };
    const belongings = new Map(variants.map((one) => [one, belongingOf(one, subject.places, rivals)]));
    const candidates = variants.filter((one) => belongings.get(one) !== 'rival');
    const [first] = variants;
    if (candidates.length === 0 && first && allegiance === 'guardrail' && !isDeclaredNamespace(subject))
      return { own: [], doubt: standsElsewhere(first) };
    const nearest = nearestOf(candidates, (one) => nearestDistance(subject.places, one.places));
    const doubtful = nearest.some((one) => belongings.get(one) === 'doubtful');
    return { own: candidates, doubt: doubtful ? (rivals.hidden.gaps[0] ?? null) : null };
  }

  /** The variants of one identity that stand in one of these places, in their own order. */
  function standingIn(variants: readonly T[], places: readonly Place[]): readonly T[] {
    const byPlace = byPlaceOf.get(variants) ?? groupByPlace(variants);
    byPlaceOf.set(variants, byPlace);
    if (places.length === 1) return byPlace.get(places[0] ?? '') ?? [];
    const found = new Set(places.flatMap((place) => byPlace.get(place) ?? []));
    return found.size === 0 ? [] : variants.filter((one) => found.has(one));
  }

  function ties(subject: Somewhere): readonly Vantage[] {
    const here = groups.get(subject.namespace);
    if (!here?.varied) return [];
    const rivals = rivalsFor(subject);
    // The same for all that stand in the same folders and have the same rivals: asked of each, it would cost the square of their number.
    const key = [subject.namespace, rivals?.key, keyOfClusters(clustersFor(subject)), ...subject.places].join('\0');
    const known = vantages.get(key);
    if (known) return known;
    const found = here.variants.flatMap((variants) => {
      const { own, doubt } = ownOf(variants, subject, rivals);
      return doubt === null ? tiesOf(own, subject) : [];
    });
    const each = [...new Map(found.map((one) => [`${one.place}\0${one.nth}`, one])).values()];
    vantages.set(key, each);
    return each;
  }

  function hasVariants(item: Identified): boolean {
    const here = groups.get(item.namespace);
    return here !== undefined && here.varied && (here.byIdentity.get(identityOf(item))?.length ?? 0) > 1;
  }

  let whole: Companions<T> | undefined;
  function all(): Companions<T> {
    const gaps = allGaps(list.seen);
    const settled = gaps.every((one) => one.elsewhere === true);
    whole ??= { found: list.items, complete: gaps.length === 0, settled, gaps };
    return whole;
  }

  const isVaried = [...groups.values()].some(({ varied }) => varied);
  return { items: list.items, seen: list.seen, near, all, ties, isVaried, hasVariants };
}

/** Whether the subject is a Namespace that was seen itself: what guards it elsewhere guards another one of its name. */
function isDeclaredNamespace(subject: Somewhere): boolean {
  return 'declared' in subject && subject.declared === true;
}

function standsElsewhere({ kind, name, places }: Identified): Gap {
  const where = places[0] || 'the root folder';
  return gap(
    'not-collected',
    `${kind} ${name} in ${where} stands nearer to another variant, so whether it holds for this one is not known`,
  );
}

interface NamespaceGroups<T> {
  /** One list per identity, each of one or more variants. */
  readonly variants: T[][];
  readonly byIdentity: Map<string, T[]>;
  /** The same lists by the name that they bear. */
  readonly byName: Map<string, T[][]>;
  varied: boolean;
  /** Whether it is known of any to which clusters it goes. */
  hasClusters: boolean;
}

function groupByIdentity<T extends Identified>(items: readonly T[]): Map<string, NamespaceGroups<T>> {
  const namespaces = new Map<string, NamespaceGroups<T>>();
  for (const item of items) {
    const here: NamespaceGroups<T> = namespaces.get(item.namespace) ?? {
      variants: [],
      byIdentity: new Map(),
      byName: new Map(),
      varied: false,
      hasClusters: false,
    };
    namespaces.set(item.namespace, here);
    if (item.clusters !== undefined) here.hasClusters = true;
    const identity = identityOf(item);
    const variants = here.byIdentity.get(identity);
    if (variants) {
      variants.push(item);
      here.varied = true;
    } else {
      const first = [item];
      here.byIdentity.set(identity, first);
      here.variants.push(first);
      const namesakes = here.byName.get(item.name);
      if (namesakes) namesakes.push(first);
      else here.byName.set(item.name, [first]);
    }
  }
  return namespaces;
}

function groupByPlace<T extends Identified>(variants: readonly T[]): ReadonlyMap<Place, T[]> {
  const byPlace = new Map<Place, T[]>();
  for (const one of variants) {
    for (const place of one.places) {
      const there = byPlace.get(place);
      if (there) there.push(one);
      else byPlace.set(place, [one]);
    }
  }
  return byPlace;
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

/** How near the nearest of some hidden things lies: steps to the subject, and of those equally near, to the vantage. */
interface Nearness {
  readonly toSubject: number;
  readonly toVantage: number;
}

/** The nearest of what is hidden; null when nothing is. What lies nobody knows where may lie in the subject's own folder. */
function nearestHidden(hidden: readonly Gap[], subject: Somewhere, vantage: Vantage): Nearness | null {
  let nearest: Nearness | null = null;
  for (const { place } of hidden) {
    const toSubject = place === undefined ? 0 : nearestDistance(subject.places, [place]);
    if (nearest !== null && toSubject > nearest.toSubject) continue;
    const toVantage = place === undefined ? 0 : vantageDistance(vantage, [place]);
    if (nearest === null || toSubject < nearest.toSubject || toVantage < nearest.toVantage)
      nearest = { toSubject, toVantage };
  }
  return nearest;
}

/**
 * Whether what is hidden leaves the chosen variant in force. It may be a nearer variant of the same identity, so only a variant of the subject's
 * own folder or of one above it counts, and only if nothing hidden lies nearer. Equally near does not matter: each is judged.
 */
function stands(chosen: Identified, hidden: Nearness, subject: Somewhere, vantage: Vantage): boolean {
  if (subject.places.length === 0 || chosen.places.length === 0) return true;
  const above = chosen.places.some((place) => subject.places.some((own) => isAtOrAbove(place, own)));
  if (!above) return false;
  const toSubject = nearestDistance(subject.places, chosen.places);
  if (hidden.toSubject !== toSubject) return hidden.toSubject > toSubject;
  return hidden.toVantage >= vantageDistance(vantage, chosen.places);
}

function tiesOf(variants: readonly Identified[], subject: Somewhere): Vantage[] {
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
