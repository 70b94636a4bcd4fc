import { asCalledBy, clustersInWords, inCluster, isOwnCluster } from '../../estate/clusters.ts';
import type { Place } from '../../estate/place.ts';

/** What a GitOps object says of the cluster that it fills, and where it stands. */
export interface SentTo {
  /** As `clusterOfArgo` and `clusterOfFlux` write it; null where that is not known. */
  readonly cluster: string | null;
  readonly by: Place;
}

/** Where GitOps objects themselves are brought. */
export interface Bringing {
  /** What brings what stands in a place. */
  readonly sendersOf: (place: Place) => readonly SentTo[];
  /** The hubs of a place, as `hubsAmong` tells them. */
  readonly hubsOf: ((place: Place) => readonly Place[] | null) | null;
}

/**
 * Finds the clusters that a GitOps object fills. One that is itself brought to another cluster is at work there: what it calls its own is that one, and the names
 * that it knows are that controller's. null among them: one that is not known.
 */
export function calledClusters({ sendersOf, hubsOf }: Bringing): (sent: SentTo) => readonly (string | null)[] {
  const homes = new Map<Place, readonly (string | null)[]>();
  const asked = new Set<Place>();

  /** The clusters in which what stands in a place is at work; those of its hub where nothing brings it elsewhere. */
  function homesOf(place: Place): readonly (string | null)[] {
    const known = homes.get(place);
    if (known) return known;
    asked.add(place);
    const found = new Set<string | null>();
    const reached = new Set([place]);
    for (const one of reached) {
      const senders = sendersOf(one);
      if (senders.length === 0) for (const home of calledBy(one, inCluster)) found.add(home);
      for (const { cluster, by } of senders) {
        if (cluster === inCluster) reached.add(by);
        else for (const home of named(by, cluster)) found.add(home);
      }
    }
    // Objects that bring each other, and that nothing else brings, are at home.
    const all = found.size === 0 ? calledBy(place, inCluster) : [...found];
    asked.delete(place);
    homes.set(place, all);
    return all;
  }

  function named(by: Place, cluster: string | null): readonly (string | null)[] {
    if (cluster === null || cluster.startsWith('server ') || asked.has(by)) return calledBy(by, cluster);
    return homesOf(by).flatMap((home) => {
      if (home === null) return [null];
      return isOwnCluster(home) ? calledBy(by, cluster) : [asCalledBy(cluster, clustersInWords([home]))];
    });
  }

  function calledBy(by: Place, cluster: string | null): readonly (string | null)[] {
    if (hubsOf === null || cluster === null) return [cluster];
    return hubsOf(by)?.map((hub) => asCalledBy(cluster, hub)) ?? [cluster.startsWith('server ') ? cluster : null];
  }

  return ({ cluster, by }) => [...new Set(cluster === inCluster ? homesOf(by) : named(by, cluster))];
}
