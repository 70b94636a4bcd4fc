import type { FactName } from '../../estate/facts.ts';
import { touchedBy } from '../manifests/touched-by.ts';
import type { ServedKind } from './cluster-record.ts';
import { liveFactsOf } from './live/live-kinds.ts';

/** The facts that objects of a kind become: what is not whole where their list is not. */
export function factsOfList({ group, version, kind }: ServedKind): readonly FactName[] {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return [...new Set([...touchedBy(kind, apiVersion), ...liveFactsOf(group, kind)])];
}
