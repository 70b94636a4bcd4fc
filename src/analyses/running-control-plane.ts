import type { Gap } from '../estate/gap.ts';
import type { LiveCluster } from '../estate/live-cluster.ts';
import type { Node } from '../estate/node.ts';
import type { RunningPod } from '../estate/running-pod.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** A member of the store of the control plane, where it is seen. */
export interface StoreMember {
  readonly shownBy: RunningPod | Node;
  /** null: the node bears no zone, or was not seen. */
  readonly zone: string | null;
  readonly isReady: boolean;
}

/** What is seen of the control plane of a cluster. */
export interface RunningControlPlane {
  /** Who runs it; `unknown`: nothing tells. */
  readonly runBy: 'provider' | 'owner' | 'unknown';
  /** The nodes of the control plane that are ready. */
  readonly nodes: readonly Node[];
  /** The zones in which these stand. */
  readonly zones: readonly string[];
  /** Those of them that bear no zone. */
  readonly withoutZone: readonly Node[];
  /** Why not all nodes were seen; null: they were. */
  readonly nodesHidden: Gap | null;
  /** The members of its store; empty: none runs in a pod that is seen, nor does a node say so. */
  readonly members: readonly StoreMember[];
  /** Why not all pods of it were seen; null: they were. */
  readonly podsHidden: Gap | null;
}

/** Where the pods of control planes run. */
const namespaces = ['kube-system', 'openshift-etcd'];

/** What is seen of the control plane of a cluster: its nodes, and the members of its store. */
export const runningControlPlane: Analysis<'liveCluster', RunningControlPlane> = defineAnalysis({
  needs: ['nodes', 'runningPods'],
  per: 'liveCluster',
  compute: ({ nodes, runningPods }) => {
    const [nodesHidden = null] = nodes.all().gaps;
    const ofControlPlane = nodes.items.filter((one) => one.isControlPlane);
    const ready = ofControlPlane.filter((one) => one.ready === 'True');
    const byName = new Map(nodes.items.map((one) => [one.name, one]));
    const pods = runningPods.items.filter(
      ({ component, namespace, isLeaving }) => component === 'etcd' && namespaces.includes(namespace) && !isLeaving,
    );
    return (cluster, vantage) => {
      const [podsHidden = null] = namespaces.flatMap(
        (namespace) => runningPods.near({ namespace, places: cluster.places }, vantage).gaps,
      );
      return {
        runBy: runBy(cluster, ofControlPlane),
        nodes: ready,
        zones: [...new Set(ready.flatMap(({ zone }) => zone ?? []))].toSorted(),
        withoutZone: ready.filter(({ zone }) => zone === null),
        nodesHidden,
        // A node that says so has a member, whether or not that runs in a pod.
        members: pods.length > 0 ? pods.map((pod) => inPod(pod, byName)) : nodes.items.filter(keepsState).map(onNode),
        podsHidden,
      };
    };
  },
});

function runBy({ provider }: LiveCluster, ofControlPlane: readonly Node[]): RunningControlPlane['runBy'] {
  if (provider !== null) return provider.isManaged ? 'provider' : 'owner';
  // What a provider runs by itself is no node of its customers.
  return ofControlPlane.length > 0 ? 'owner' : 'unknown';
}

function keepsState(node: Node): boolean {
  return node.keepsState;
}

function inPod(pod: RunningPod, nodes: ReadonlyMap<string, Node>): StoreMember {
  return { shownBy: pod, zone: nodes.get(pod.node ?? '')?.zone ?? null, isReady: pod.isReady };
}

function onNode(node: Node): StoreMember {
  return { shownBy: node, zone: node.zone, isReady: node.ready === 'True' };
}
