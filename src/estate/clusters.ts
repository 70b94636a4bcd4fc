/** The cluster in which the GitOps controller itself runs, as a cluster that objects go to. */
export const inCluster = 'in-cluster';

/** Whether what goes to one of these clusters is in another one: surely, surely not, or nothing tells, since a cluster bears names and addresses. */
export type Overlap = 'all' | 'none' | 'unknown';

/** How the clusters of a subject lie in those of another object. `isWhole`: no others of the subject are hidden. */
export function overlapOf(own: readonly string[], isWhole: boolean, others: readonly string[]): Overlap {
  if (isWhole && own.every((one) => others.includes(one))) return 'all';
  return isWhole && own.every((one) => others.every((other) => areTwo(one, other))) ? 'none' : 'unknown';
}

/** Two addresses are two clusters, and so are two names that one Argo CD knows; but a name, an address and a kubeconfig may stand for the same. */
function areTwo(one: string, other: string): boolean {
  const kinds = [one, other].map((each) => each.split(' ', 1)[0] as string).toSorted();
  if (one === other) return false;
  if (kinds[0] === kinds[1]) return kinds[0] === 'server' || kinds[0] === 'name';
  return kinds.includes(inCluster) && !kinds.includes('name');
}

/** Clusters in words. */
export function clustersInWords(clusters: readonly string[]): string {
  return clusters
    .map((one) => (one === inCluster ? 'the cluster of the GitOps controller' : inWords(one)))
    .join(' and ');
}

function inWords(cluster: string): string {
  const [kind = '', ...rest] = cluster.split(' ');
  const name = rest.join(' ');
  return kind === 'Secret' || kind === 'ConfigMap' ? `the cluster of ${kind} ${name}` : `the cluster ${name}`;
}
