import type { Gap } from '../estate/gap.ts';
import type { Node } from '../estate/node.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Which nodes of a cluster are not ready. */
export interface BrokenNodes {
  /** How many nodes there are; virtual ones are none. */
  readonly nodes: number;
  /** Those that do not say that they are ready, and that nobody has taken out of use. */
  readonly broken: readonly Node[];
  /** Those that are not ready, and on which somebody lets no pods start any more: they may be under repair by hand. */
  readonly outOfUse: readonly Node[];
  /** What was not seen, so that another node may be broken; null: all were. */
  readonly hidden: Gap | null;
}

/** Which nodes are not ready, whatever time they had. */
export const brokenNodes: Analysis<'liveCluster', BrokenNodes> = defineAnalysis({
  needs: ['nodes'],
  per: 'liveCluster',
  compute: ({ nodes }) => {
    const real = nodes.items.filter(({ isVirtual }) => !isVirtual);
    const down = real.filter(({ ready }) => ready !== 'True');
    const [hidden = null] = nodes.all().gaps;
    return () => ({
      nodes: real.length,
      broken: down.filter(({ isCordoned }) => !isCordoned),
      outOfUse: down.filter(({ isCordoned }) => isCordoned),
      hidden,
    });
  },
});
