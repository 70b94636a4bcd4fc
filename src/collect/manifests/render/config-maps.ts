import { notStated } from '../../../estate/identity.ts';
import { distance, isAtOrAbove, type Place } from '../../../estate/place.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import { plainJson } from '../plain-json.ts';
import { readDocuments } from '../text/read-documents.ts';
import { unfoldList } from '../unfold-list.ts';

/** What GitOps objects take values and variables from; what cannot be told completes "it takes values from …, …". */
export type FoundConfig = { readonly data: Raw } | { readonly problem: string };

/** The ConfigMaps in some texts. Few folders ask for any, so nothing is read before one does. */
export interface ConfigMaps {
  add(place: Place, textOf: () => string): void;
  /** The one that a GitOps object at a place means, by its name and the object's namespace. */
  find(name: string, namespace: string | null, place: Place): FoundConfig;
}

interface Held {
  readonly place: Place;
  readonly namespace: string | null;
  readonly data: Raw;
}

/** Starts without any. */
export function configMaps(): ConfigMaps {
  const waiting: { readonly place: Place; readonly textOf: () => string }[] = [];
  const byName = new Map<string, Held[]>();

  function read(place: Place, text: string): void {
    if (!text.includes('ConfigMap')) return;
    const objects = readDocuments(text).flatMap(({ value }) => unfoldList(value)?.map((item) => item.value) ?? [value]);
    for (const object of objects) {
      if (!isRaw(object) || object['kind'] !== 'ConfigMap' || !isRaw(object['metadata'])) continue;
      const { name, namespace } = object['metadata'];
      if (typeof name !== 'string') continue;
      const held = { place, namespace: namespaceOf(namespace), data: isRaw(object['data']) ? object['data'] : {} };
      byName.set(name, [...(byName.get(name) ?? []), held]);
    }
  }

  return {
    add: (place, textOf) => void waiting.push({ place, textOf }),
    find(name, namespace, place) {
      for (const { place: at, textOf } of waiting.splice(0)) read(at, textOf());
      const wanted = namespaceOf(namespace);
      const held = (byName.get(name) ?? []).filter(
        (one) => one.namespace === wanted || one.namespace === null || wanted === null,
      );
      return theOne(held) ?? theOne(nearestOf(held, place)) ?? none(held.length);
    },
  };
}

function namespaceOf(namespace: unknown): string | null {
  return typeof namespace === 'string' && namespace !== notStated && !namespace.includes('${') ? namespace : null;
}

function theOne(held: readonly Held[]): FoundConfig | null {
  const [first] = held;
  return first && held.every(({ data }) => plainJson(data) === plainJson(first.data)) ? { data: first.data } : null;
}

/** Of several that differ (one for each cluster) what stands in the same folder, above it or below it is meant. */
function nearestOf(held: readonly Held[], place: Place): readonly Held[] {
  const related = held.filter((one) => isAtOrAbove(one.place, place) || isAtOrAbove(place, one.place));
  const nearest = Math.min(...related.map((one) => distance(one.place, place)));
  return related.filter((one) => distance(one.place, place) === nearest);
}

function none(count: number): FoundConfig {
  return {
    problem: count === 0 ? 'which is not in the folder' : `of which the folder holds ${count} that differ, none nearer`,
  };
}
