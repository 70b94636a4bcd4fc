import { clustersInWords, type Overlap, overlapOf } from './clusters.ts';
import type { Estate } from './estate.ts';
import { gap, type Gap } from './gap.ts';
import type { Identified } from './identity.ts';
import { hiddenOf } from './seen.ts';

/** The clusters of a subject, as far as they are known. */
export interface OwnClusters {
  readonly clusters: readonly string[];
  /** False where something is hidden that may be in others. */
  readonly isWhole: boolean;
}

/** The clusters of a subject, null where it may be in any. A namespace is in all to which something in it goes that makes pods. */
export function clustersIn({
  facts: { workloads },
}: Estate): (subject: Pick<Identified, 'namespace'>) => OwnClusters | null {
  const hiddenIn = hiddenOf(workloads.seen);
  const byNamespace = new Map<string, Set<string>>();
  for (const { namespace, clusters = [] } of workloads.items) {
    const known = byNamespace.get(namespace) ?? new Set();
    for (const one of clusters) known.add(one);
    byNamespace.set(namespace, known);
  }
  return (subject) => {
    const { noun, clusters = [], namespace } = subject as Pick<Identified, 'namespace'> & Partial<Identified>;
    const isNamespace = noun === 'namespace';
    const all = isNamespace ? [...new Set([...clusters, ...(byNamespace.get(namespace) ?? [])])].toSorted() : clusters;
    const isWhole = !isNamespace || hiddenIn(namespace).length === 0;
    return all.length === 0 && isWhole ? null : { clusters: all, isWhole };
  };
}

/** The variants of a companion that are a subject's, and why it is not known which those are. */
export interface OwnVariants<T> {
  readonly own: readonly T[];
  readonly doubt: Gap | null;
}

/** The variants that are in the clusters of a subject; doubted where they are not surely in all of them. */
export function amongClusters<T extends Identified>(
  variants: readonly T[],
  { clusters, isWhole }: OwnClusters,
): OwnVariants<T> {
  const overlap = (others: readonly string[] | undefined): Overlap =>
    others === undefined ? 'all' : overlapOf(clusters, isWhole, others);
  const own = variants.filter((one) => overlap(one.clusters) !== 'none');
  const [first] = own;
  if (!first || own.some((one) => one.clusters === undefined)) return { own, doubt: null };
  const reached = [...new Set(own.flatMap((one) => one.clusters ?? []))].toSorted();
  if (overlap(reached) === 'all') return { own, doubt: null };
  const what = `${first.kind} ${first.name} goes to ${clustersInWords(reached)}`;
  const whole = isWhole ? clustersInWords(clusters) : 'clusters that are not all known';
  const detail = `${what}, and is looked for in ${whole}; assess what goes to one cluster by itself`;
  return { own, doubt: gap('not-collected', detail) };
}

/** Tells clusters apart in a key; empty where they do not matter. */
export function keyOfClusters(own: OwnClusters | null): string {
  return own === null ? '' : `${own.isWhole}\n${own.clusters.join('\n')}`;
}
