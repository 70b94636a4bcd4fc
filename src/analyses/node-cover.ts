import { gap, type Gap } from '../estate/gap.ts';
import type { Node } from '../estate/node.ts';
import type { NodeAgent } from '../estate/node-agent.ts';
import type { RunningPod } from '../estate/running-pod.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** On which nodes an agent, or another one for the same purpose, is ready: several may share the nodes between them. */
export interface NodeCover {
  /** Why it is not known; null: it is. */
  readonly unknown: Gap | null;
  /** How many nodes are ready and no virtual ones: an agent is asked of each of them, those of the control plane too. */
  readonly nodes: number;
  /** By purpose, for each that it serves: the nodes on which none is, and those on which one has begun to start. */
  readonly for: Readonly<Record<string, { readonly without: readonly Node[]; readonly starting: readonly Node[] }>>;
}

/** Whether an agent is on each node; null for what was read from a file, of which no nodes are known. */
export const nodeCover: Analysis<'nodeAgent', NodeCover | null> = defineAnalysis({
  needs: ['nodes', 'runningPods', 'nodeAgents'],
  per: 'nodeAgent',
  compute: ({ nodes, runningPods, nodeAgents }) => {
    const asked = nodes.items.filter(({ ready, isVirtual }) => ready === 'True' && !isVirtual);
    const [unknown = null] = [nodes, runningPods, nodeAgents].flatMap((view) => view.all().gaps);
    const byOwner = Map.groupBy(
      runningPods.items.filter(({ isLeaving }) => !isLeaving),
      ({ namespace, owner }) => `${namespace}/${owner?.kind}/${owner?.name}`,
    );
    const known = new Map<string, NodeCover['for'][string]>();

    function cover(purpose: string): NodeCover['for'][string] {
      const before = known.get(purpose);
      if (before) return before;
      const agents = nodeAgents.items.filter(({ serves }) => serves.includes(purpose));
      const pods = agents.flatMap((agent) => byOwner.get(`${agent.namespace}/${agent.kind}/${agent.name}`) ?? []);
      const on = (some: readonly RunningPod[]): Set<string | null> => new Set(some.map(({ node }) => node));
      const [ready, coming] = [on(pods.filter(({ isReady }) => isReady)), on(pods.filter(isComing))];
      const bare = agents.some((agent) => countsReady(agent, asked.length))
        ? []
        : asked.filter(({ name }) => !ready.has(name));
      const found = {
        without: bare.filter(({ name }) => !coming.has(name)),
        starting: bare.filter(({ name }) => coming.has(name)),
      };
      known.set(purpose, found);
      return found;
    }

    return (agent): NodeCover | null => {
      if (agent.origin.api === undefined) return null;
      const behind =
        agent.running?.works === null && agent.running.pods === null ? unsettled(agent.running.says) : null;
      return {
        unknown: unknown ?? behind,
        nodes: asked.length,
        for: Object.fromEntries(agent.serves.map((purpose) => [purpose, cover(purpose)])),
      };
    };
  },
});

/** A pod that neither waits in vain nor has ended: it may be ready in a moment. */
function isComing({ isReady, waitsFor, heldUp, phase, node }: RunningPod): boolean {
  return (
    !isReady && node !== null && waitsFor === null && heldUp === null && (phase === 'Pending' || phase === 'Running')
  );
}

/** A DaemonSet has one pod on a node: as many ready ones as nodes are on all of them, whoever made it. */
function countsReady({ kind, running }: NodeAgent, nodes: number): boolean {
  const pods = running?.pods ?? null;
  return kind === 'DaemonSet' && nodes > 0 && pods !== null && pods.ready >= nodes;
}

function unsettled(says: string): Gap {
  return gap('not-collected', says);
}
