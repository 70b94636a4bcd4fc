import type { Gap } from '../estate/gap.ts';
import type { NetworkPlugin } from '../estate/network-plugin.ts';
import type { Node } from '../estate/node.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** On which nodes of its cluster the agent of a network plugin is ready. */
export interface EnforcerCover {
  /** Why it is not known; null: it is. */
  readonly unknown: Gap | null;
  /** Whether an agent of it was seen at all: of some plugins only the configuration is. */
  readonly hasAgent: boolean;
  /** How many nodes are ready, and no virtual ones, whose pods no plugin of the cluster serves. */
  readonly nodes: number;
  readonly without: readonly Node[];
  /** Another plugin beside it: which of them owns the network of the pods, no object tells. null: there is none. */
  readonly beside: string | null;
}

/** Whether the agents of a network plugin are on each node; null for what was read from a file, of which no nodes are known. */
export const enforcerCover: Analysis<'networkPlugin', EnforcerCover | null> = defineAnalysis({
  needs: ['networkPlugins', 'nodes', 'runningPods'],
  per: 'networkPlugin',
  compute: ({ networkPlugins, nodes, runningPods }) => {
    const asked = nodes.items.filter(({ ready, isVirtual }) => ready === 'True' && !isVirtual);
    const gaps = [nodes, runningPods, networkPlugins].flatMap((view) => view.all().gaps);
    const unknown = gaps.find(({ beyondCluster }) => beyondCluster !== true) ?? null;
    const ready = runningPods.items.filter(({ isReady, isLeaving }) => isReady && !isLeaving);
    const nodesByOwner = new Map<string, Set<string | null>>();
    for (const { namespace, owner, node } of ready) {
      const key = `${namespace}/${owner?.kind}/${owner?.name}`;
      nodesByOwner.set(key, (nodesByOwner.get(key) ?? new Set()).add(node));
    }
    // One plugin may have a DaemonSet for each sort of nodes.
    const agents = networkPlugins.items.filter(({ kind }) => kind === 'DaemonSet');
    const covers = Map.groupBy(agents, ({ title }) => title);

    return ({ title, origin }: NetworkPlugin): EnforcerCover | null => {
      if (origin.api === undefined) return null;
      const own = covers.get(title) ?? [];
      const on = own.map(({ namespace, kind, name }) => nodesByOwner.get(`${namespace}/${kind}/${name}`));
      return {
        unknown,
        hasAgent: own.length > 0,
        nodes: asked.length,
        beside: networkPlugins.items.find((one) => one.title !== title)?.title ?? null,
        without: asked.filter(({ name }) => !on.some((some) => some?.has(name) === true)),
      };
    };
  },
});
