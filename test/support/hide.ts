import type { Estate, FactList } from '../../src/estate/estate.ts';
import { type FactName, factNames } from '../../src/estate/facts.ts';
import type { Gap } from '../../src/estate/gap.ts';
import type { Identified } from '../../src/estate/identity.ts';
import { complete, partial, seenIn, type Visibility, withGaps } from '../../src/estate/seen.ts';

/** One way of knowing less of an estate. */
export interface Hide {
  readonly fact: FactName;
  readonly what: string;
  /** The estate with that part replaced by a gap. */
  readonly apply: (estate: Estate) => Estate;
  /** The mutant: the part is gone, and its absence is taken for knowledge. */
  readonly applyAsEmpty: (estate: Estate) => Estate;
}

const hiddenGap: Gap = { gap: 'forbidden', detail: 'hidden by the test' };

function withFact(
  estate: Estate,
  fact: FactName,
  change: (list: FactList<Identified>) => FactList<Identified>,
): Estate {
  return { ...estate, facts: { ...estate.facts, [fact]: change(estate.facts[fact]) } };
}

function withGapIn(seen: Visibility, namespace: string, gaps: readonly Gap[]): Visibility {
  return { ...seen, in: { ...seen.in, [namespace]: withGaps(seenIn(seen, namespace), gaps) } };
}

const seenAll: Visibility = { everywhere: complete, in: {} };

/** Every single hide of an estate: each fact, each fact in each namespace, each object. */
export function hidesOf(estate: Estate): Hide[] {
  return factNames.flatMap((fact) => {
    const { items } = estate.facts[fact] as FactList<Identified>;
    const namespaces = [...new Set(items.map(({ namespace }) => namespace))];
    const whole: Hide = {
      fact,
      what: `all ${fact}`,
      apply: (given) => withFact(given, fact, () => ({ items: [], seen: { everywhere: partial(hiddenGap), in: {} } })),
      applyAsEmpty: (given) => withFact(given, fact, () => ({ items: [], seen: seenAll })),
    };
    const inNamespaces = namespaces.map((namespace): Hide => {
      const left = items.filter((item) => item.namespace !== namespace);
      return {
        fact,
        what: `${fact} in ${namespace}`,
        apply: (given) =>
          withFact(given, fact, ({ seen }) => ({ items: left, seen: withGapIn(seen, namespace, [hiddenGap]) })),
        applyAsEmpty: (given) => withFact(given, fact, () => ({ items: left, seen: seenAll })),
      };
    });
    const objects = items.map((hidden): Hide => {
      const left = items.filter((item) => item !== hidden);
      const gaps: Gap[] =
        hidden.places.length === 0 ? [hiddenGap] : hidden.places.map((place) => ({ ...hiddenGap, place }));
      return {
        fact,
        what: `${hidden.kind} ${hidden.namespace}/${hidden.name} in ${hidden.places.join(', ') || 'the root'}`,
        apply: (given) =>
          withFact(given, fact, ({ seen }) => ({ items: left, seen: withGapIn(seen, hidden.namespace, gaps) })),
        applyAsEmpty: (given) => withFact(given, fact, () => ({ items: left, seen: seenAll })),
      };
    });
    return [whole, ...inNamespaces, ...objects];
  });
}
