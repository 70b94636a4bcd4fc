import type { ApiUse } from '../../estate/api-use.ts';
import { factNames } from '../../estate/facts.ts';
import type { Identified } from '../../estate/identity.ts';
import type { Gathered } from './gathered.ts';

/** Marks whatever stands in an API that no supported Kubernetes serves: its faults are faults, and its promises are none. */
export function markUnserved(found: Gathered['found'], uses: readonly ApiUse[]): Gathered['found'] {
  const ended = new Map(
    uses.flatMap(({ apiVersion, kind, isServed, removedIn, instead }) =>
      isServed === false && removedIn !== null ? [[`${apiVersion}/${kind}`, { removedIn, instead }] as const] : [],
    ),
  );
  if (ended.size === 0) return found;
  const mark = (fact: Identified): Identified => {
    const unserved = ended.get(`${fact.apiVersion}/${fact.kind}`);
    return unserved ? { ...fact, unserved } : fact;
  };
  return Object.fromEntries(factNames.map((name) => [name, found[name].map(mark)])) as Gathered['found'];
}
