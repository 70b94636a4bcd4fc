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
  const read = readersOf(apiVersion, kind).map(({ fact }) => fact);
  // What a GitOps object brings lies in the cluster itself, and is seen there, and which kinds of policies there are its API server says: only a folder must
  // fear for these.
  const declared = isGitopsKind(kind, apiVersion)
    ? [...read, 'credentialCarriers' as const, 'tools' as const]
    : touchedBy(kind, apiVersion).filter((fact) => fact !== 'otherNetworkPolicies' || read.includes(fact));
  return [...new Set([...declared, ...liveFactsOf(group, kind)])];
}
