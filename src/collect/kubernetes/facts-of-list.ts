import type { FactName } from '../../estate/facts.ts';
import { isGitopsKind } from '../manifests/gitops-sources.ts';
import { touchedBy } from '../manifests/touched-by.ts';
import { readersOf } from '../objects/kinds.ts';
import type { ServedKind } from './cluster-record.ts';
import { askedOnlyIn, liveFactsOf } from './live/live-kinds.ts';

/** The facts that objects of a kind become: what is not whole where their list is not. */
export function factsOfList({
  group,
  version,
  kind,
}: Pick<ServedKind, 'group' | 'version' | 'kind'>): readonly FactName[] {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  // Of what is read in one place nobody concludes anything of others.
  if (askedOnlyIn(group, kind) !== null) return liveFactsOf(group, kind);
  // What a GitOps object brings lies in the cluster itself, and is seen there: only a folder must fear for it.
  const declared: readonly FactName[] = isGitopsKind(kind, apiVersion)
    ? [...readersOf(apiVersion, kind).map(({ fact }) => fact), 'credentialCarriers', 'tools']
    : touchedBy(kind, apiVersion);
  return [...new Set([...declared, ...liveFactsOf(group, kind)])];
}
