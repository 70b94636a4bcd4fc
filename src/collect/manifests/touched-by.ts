import { type FactName, factNames } from '../../estate/facts.ts';
import { factsOfKind } from '../objects/kinds.ts';
import { makesPods } from '../objects/pod-makers.ts';
import { isGitopsKind } from './gitops-sources.ts';
import { isKustomizeGroup } from './read-kustomization.ts';

/**
 * What an object may have become, of which its kind could still be read, and perhaps its group: what is incomplete when it cannot be read. Any object
 * can carry a credential; one of a kind that is not known may make pods; a list holds objects of its kind, or of any; what brings other objects into a
 * cluster may have brought anything.
 */
export function touchedBy(kind: string, apiVersion: string | null): readonly FactName[] {
  if (/^list$/i.test(kind)) return factNames;
  if (/.List$/i.test(kind))
    return [...new Set([...touchedBy(kind.slice(0, -'List'.length), apiVersion), ...touched(kind, apiVersion)])];
  return touched(kind, apiVersion);
}

/** Whatever a source is, it sets the images of its own objects only, unless it is kustomize's. */
const whatSourcesBring = factNames.filter((name) => name !== 'imageOverrides');

function touched(kind: string, apiVersion: string | null): readonly FactName[] {
  if (kind === 'Kustomization' || kind === 'Component') {
    if (apiVersion === null || isKustomizeGroup(apiVersion)) return factNames;
  }
  if (isGitopsKind(kind, apiVersion)) return whatSourcesBring;
  const known = factsOfKind(kind);
  const makes = apiVersion === null ? (known.length === 0 ? 'maybe' : 'no') : makesPods(apiVersion, kind);
  return [
    ...known,
    'credentialCarriers',
    ...(makes === 'no' ? [] : (['podMakers'] as const)),
    ...(makes === 'yes' ? (['workloads'] as const) : []),
    ...(kind === 'Config' ? (['imageOverrides'] as const) : []),
    // The definition of a policy engine's kinds is a sign of the engine.
    ...(kind === 'CustomResourceDefinition' ? (['otherNetworkPolicies'] as const) : []),
  ];
}
