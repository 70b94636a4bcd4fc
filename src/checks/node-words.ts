import { gap, type Gap } from '../estate/gap.ts';
import type { Node } from '../estate/node.ts';

/** The names of nodes, the first three of many. */
export function nodeNames(nodes: readonly Node[]): string {
  const names = nodes.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1));
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

/** The gap of an agent that is about to be ready on some nodes. */
export function isStarting(nodes: readonly Node[]): Gap {
  return gap('not-collected', `it is not ready yet on ${nodeNames(nodes)}: ask again in some minutes`);
}

/** The gap of a cluster without a node that runs pods. */
export const noNodes: Gap = gap(
  'not-collected',
  'no node of this cluster is ready and runs pods, so nothing can be ready on each',
);
