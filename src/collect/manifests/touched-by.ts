import { type FactName, factNames } from '../../estate/facts.ts';
import { factsOfKind, readersOf } from '../objects/kinds.ts';
import { makesPods } from '../objects/workloads/pod-makers.ts';
import { mayBeApiUse } from '../tools/read-api-use.ts';
import { mayBeTool } from '../tools/may-be-tool.ts';
import { chartMayHold, isChartKind, isGitopsKind } from './gitops-sources.ts';
import { mayBePolicySign } from './other-policy-sign.ts';
import { isKustomizeGroup } from './read-kustomization.ts';

/**
 * What an object may have become, of which its kind could still be read, and perhaps its group and name: what is incomplete when it cannot be read. Any object
 * can carry a credential; one of a kind that is not known may make pods; a list holds objects of its kind, or of any; what brings other objects into a
 * cluster may have brought anything.
 */
export function touchedBy(kind: string, apiVersion: string | null, name: string | null = null): readonly FactName[] {
  if (/^list$/i.test(kind)) return factNames;
  if (/.List$/i.test(kind))
    return [...new Set([...touchedBy(kind.slice(0, -'List'.length), apiVersion), ...touched(kind, apiVersion, null)])];
  return touched(kind, apiVersion, name);
}

/** Whatever a source is, it sets the images of its own objects only, unless it is kustomize's. */
const whatSourcesBring = factNames.filter((name) => name !== 'imageOverrides');

function touched(kind: string, apiVersion: string | null, name: string | null): readonly FactName[] {
  if (kind === 'Kustomization' || kind === 'Component') {
    if (apiVersion === null || isKustomizeGroup(apiVersion)) return factNames;
  }
  if (isGitopsKind(kind, apiVersion)) return isChartKind(kind) ? chartMayHold : whatSourcesBring;
  const readers = apiVersion === null ? [] : readersOf(apiVersion, kind);
  const known = readers.length > 0 ? readers.map(({ fact }) => fact) : factsOfKind(kind);
  // Of no kind that is known here, and in no group that can be told: it may be any custom resource.
  const isAnything = apiVersion === null && known.length === 0;
  const makes = apiVersion === null ? (isAnything ? 'maybe' : 'no') : makesPods(apiVersion, kind);
  // Of a list the kind of its items tells more, and is asked as well.
  const mayBeSign = mayBePolicySign(kind, apiVersion, name) || (isAnything && !/.List$/i.test(kind));
  const facts: readonly FactName[] = [
    ...known,
    'credentialCarriers',
    ...(makes === 'no' ? [] : (['podMakers'] as const)),
    ...(makes === 'yes' ? (['workloads'] as const) : []),
    ...(kind === 'Config' ? (['imageOverrides'] as const) : []),
    ...(known.includes('workloads') || mayBeTool(kind, apiVersion) ? (['tools'] as const) : []),
    ...((isAnything && !/.List$/i.test(kind)) || mayBeApiUse(kind, apiVersion) ? (['apiUses'] as const) : []),
    ...(mayBeSign ? (['otherNetworkPolicies'] as const) : []),
  ];
  return [...new Set(facts)];
}
