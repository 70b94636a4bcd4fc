import { readersOf } from '../objects/kinds.ts';
import type { ServedKind } from './cluster-record.ts';

/** What is made by others, after what makes it: the pods last. */
const ranks: Readonly<Record<string, number>> = {
  'apps/ReplicaSet': 1,
  '/ReplicationController': 1,
  'batch/Job': 1,
  '/Pod': 2,
};

/** A kind as `group/kind`. */
export function kindKey({ group, kind }: Pick<ServedKind, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}

/** Whether a kind is that of the namespaces themselves. */
export function isNamespaceKind({ group, kind }: Pick<ServedKind, 'group' | 'kind'>): boolean {
  return group === '' && kind === 'Namespace';
}

/** When a kind is to be read: 0 for what nothing else makes pods through, 1 for what lies between, 2 for pods. */
export function makerRank(kind: Pick<ServedKind, 'group' | 'kind'>): number {
  return ranks[kindKey(kind)] ?? 0;
}

/** Whether objects of a kind become workloads, so that each speaks for all that it makes. */
export function speaksForPods({ group, kind }: Pick<ServedKind, 'group' | 'kind'>): boolean {
  return readersOf(group === '' ? 'v1' : `${group}/v1`, kind).some(({ fact }) => fact === 'workloads');
}
