import type { Estate } from '../../estate/estate.ts';
import { type FactName, factNames } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import { groupOf, type Identified, identityOf } from '../../estate/identity.ts';
import { frameEstate } from '../manifests/finish-estate.ts';
import { gatherHoles } from '../manifests/gather-holes.ts';
import { type Gathered, startGathering } from '../manifests/gathered.ts';
import { touchedBy } from '../manifests/touched-by.ts';
import { isServedKind } from '../objects/kinds.ts';
import { addLiveObject } from './add-live-object.ts';
import type { ClusterRecord, KindList, Recorded, ServedKind } from './cluster-record.ts';
import { clusterVisibility } from './cluster-visibility.ts';
import { pathOfList } from './list-kind.ts';

/** Takes up what is told of a cluster, record by record. */
export interface ClusterBuilder {
  take(record: Recorded): void;
  /** What was told so far, as an estate: lists that were not told to their end are gaps. */
  finish(): Estate;
}

/** Starts an estate of a cluster. Whoever tells of it, a server or a snapshot: the same records make the same estate. */
export function buildCluster(source: 'cluster' | 'snapshot'): ClusterBuilder {
  const gathered = startGathering();
  const open = new Map<string, KindList>();
  const told = new Set<string>();
  let cluster: ClusterRecord | null = null;
  let kinds: readonly ServedKind[] | null = null;

  function hide(gap: Gap, facts: readonly FactName[], namespace: string | null): void {
    gathered.holes.push({ gap, facts, namespace });
    gathered.gaps.push(gap);
  }

  function hideList(list: KindList, gap: Gap): void {
    hide(gap, touchedBy(list.kind, apiVersionOf(list)), list.namespace);
  }

  function take(record: Recorded): void {
    switch (record.record) {
      case 'cluster':
        cluster = record;
        return;
      case 'kinds':
        kinds = record.kinds;
        for (const { group, gap } of record.gaps) hide(gap, factsOfGroup(group), null);
        return;
      case 'page':
        told.add(kindOf(record.list));
        open.set(pathOfList(record.list), record.list);
        for (const object of record.objects) addLiveObject(object, record.list, gathered);
        for (const carrier of record.carriers) gathered.keep('credentialCarriers', carrier);
        return;
      case 'again':
        forget(record.list, gathered);
        return;
      case 'end':
        told.add(kindOf(record.list));
        open.delete(pathOfList(record.list));
        if (record.gap) hideList(record.list, record.gap);
    }
  }

  function finish(): Estate {
    for (const list of open.values()) hideList(list, notToldToTheEnd(pathOfList(list)));
    if (cluster === null || kinds === null) hide(notToldToTheEnd('the list of kinds'), factNames, null);
    for (const kind of kinds ?? []) {
      if (isServedKind(kind.group, kind.kind) && !told.has(kindOf(kind)))
        hideList({ ...kind, namespace: null }, notToldToTheEnd(pathOfList({ ...kind, namespace: null })));
    }
    const { server = '', version = null, namespaces = null, collectedAt = '' } = cluster ?? {};
    return frameEstate(gathered, {
      source,
      collectedAt,
      cluster: { server, version, namespaces },
      visibilityFor: () => clusterVisibility(gatherHoles(gathered.holes), namespaces),
      assumptionsFor: () => [],
    });
  }

  return { take, finish };
}

/** Lets go of what was told of a list. */
function forget({ group, kind, namespace }: KindList, { found, identities }: Gathered): void {
  const isOf = (one: Identified): boolean =>
    one.kind === kind && groupOf(one.apiVersion) === group && (namespace === null || one.namespace === namespace);
  for (const name of factNames) {
    for (const one of found[name]) if (isOf(one)) identities.delete(identityOf(one));
    found[name] = found[name].filter((one) => !isOf(one));
  }
}

function kindOf({ group, kind }: ServedKind): string {
  return `${group}/${kind}`;
}

function apiVersionOf({ group, version }: ServedKind): string {
  return group === '' ? version : `${group}/${version}`;
}

function factsOfGroup(_group: string | null): readonly FactName[] {
  // Nobody can tell of which kinds it is.
  return factNames;
}

function notToldToTheEnd(what: string): Gap {
  return { gap: 'unreachable', detail: `${what} was not read to its end`, suppliedBy: 'running-platform' };
}
