/** The cluster in which the GitOps controller itself runs, as a cluster that objects go to. */
export const inCluster = 'in-cluster';

/** Whether what goes to one of these clusters is in another one: surely, surely not, or nothing tells, since a cluster bears names and addresses. */
export type Overlap = 'all' | 'none' | 'unknown';

/** How the clusters of a subject lie in those of another object. `isWhole`: no others of the subject are hidden. */
export function overlapOf(own: readonly string[], isWhole: boolean, others: readonly string[]): Overlap {
  if (isWhole && own.every((one) => others.includes(one))) return 'all';
  return isWhole && own.every((one) => others.every((other) => areTwo(one, other))) ? 'none' : 'unknown';
}

/** What a cluster is called by a controller: that of the hub in a place, where a folder holds the controllers of several. An address is the same for all. */
export function asCalledBy(cluster: string, hub: string): string {
  return cluster.startsWith('server ') ? cluster : `${cluster}${mark}${hub}`;
}

/** Whether this is what a controller calls its own cluster, whichever controller. */
export function isOwnCluster(cluster: string): boolean {
  return cluster.split(mark, 1)[0] === inCluster;
}

/** Stands before the place of a hub; none holds it. */
const mark = '\t';

/** Two addresses are two clusters, and so are two names that one Argo CD knows; but a name, an address and a kubeconfig may stand for the same. */
function areTwo(one: string, other: string): boolean {
  const calls = [one, other].map((each) => each.split(mark));
  const kinds = calls.map(([called = '']) => called.split(' ', 1)[0] as string).toSorted();
  if (one === other) return false;
  // What one controller calls so, another one may call otherwise; their own clusters are two.
  if (calls[0]?.[1] !== calls[1]?.[1]) return kinds[0] === inCluster && kinds[1] === inCluster;
  if (kinds[0] === kinds[1]) return kinds[0] === 'server' || kinds[0] === 'name';
  return kinds.includes(inCluster) && !kinds.includes('name') && !kinds.includes('chosen');
}

/** Clusters in words. */
export function clustersInWords(clusters: readonly string[]): string {
  return clusters
    .map((one) => {
      const [called = '', hub] = one.split(mark);
      const words = called === inCluster ? 'the cluster of the GitOps controller' : inWords(called);
      return hub === undefined ? words : `${words} of ${hub === '' ? 'the root folder' : hub}`;
    })
    .join(' and ');
}

function inWords(cluster: string): string {
  const [kind = '', ...rest] = cluster.split(' ');
  const name = rest.join(' ');
  if (kind === 'chosen') return `the clusters with ${name}`;
  return kind === 'Secret' || kind === 'ConfigMap' ? `the cluster of ${kind} ${name}` : `the cluster ${name}`;
}
