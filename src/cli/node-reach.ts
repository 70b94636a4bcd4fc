import type { Estate } from '../estate/estate.ts';
import type { Running } from '../estate/running.ts';
import { allGaps } from '../estate/seen.ts';
import type { Tool } from '../estate/tool.ts';

/** What is asked of each node: a node without it is one where nobody looks, or where nothing is enforced. */
const ofEachNode = ['logging', 'monitoring', 'runtime-security', 'networkpolicy'];

/**
 * How a tool is that belongs on every node: a DaemonSet is content with the nodes that it is let on, and its own state does not tell of the others.
 */
export function reachOf({ facts }: Estate): (tool: Tool) => Running | null {
  const { nodes, runningPods, tools } = facts;
  const asked = nodes.items.filter(({ ready, isVirtual }) => ready === 'True' && !isVirtual);
  const isWhole = [nodes.seen, runningPods.seen].every((seen) => allGaps(seen).length === 0);
  const agents = tools.items.filter(isAgent);
  return (tool) => {
    const { running = null } = tool;
    if (running?.works !== true || !isAgent(tool)) return running;
    if (!isWhole) return { ...running, works: null, says: `${running.says}; on how many nodes of all was not seen` };
    // One for Linux and one for Windows share the nodes between them.
    const same = agents.filter((one) => one.tool === tool.tool && one.image === tool.image);
    const makers = new Set(same.map(({ namespace, name }) => `${namespace}/${name}`));
    const on = new Set(
      runningPods.items
        .filter(
          ({ namespace, owner, isReady, isLeaving }) =>
            isReady && !isLeaving && owner?.kind === 'DaemonSet' && makers.has(`${namespace}/${owner.name}`),
        )
        .map(({ node }) => node),
    );
    const reached = asked.filter(({ name }) => on.has(name)).length;
    return reached === asked.length
      ? running
      : { ...running, works: null, says: `ready on ${reached} of ${asked.length} nodes` };
  };
}

function isAgent({ kind, seenAs, serves, origin }: Tool): boolean {
  return (
    kind === 'DaemonSet' &&
    seenAs === 'workload' &&
    origin.api !== undefined &&
    serves.some((one) => ofEachNode.includes(one))
  );
}
