import type { LiveCluster } from '../../../estate/live-cluster.ts';
import type { Node } from '../../../estate/node.ts';
import type { Running } from '../../../estate/running.ts';
import type { KnownTool } from '../../tools/known-tool.ts';
import { knownTools } from '../../tools/known-tools.ts';
import { sighting, type ToolSighting } from '../../tools/read-tools.ts';
import { readVersion } from '../../tools/tool-of-image.ts';
import { nothing } from './condition-state.ts';

/** Whose support window holds for the Kubernetes of a provider; that of OpenShift is told by its own version. */
const products: Readonly<Record<string, string | null>> = {
  EKS: 'amazon-eks',
  AKS: 'azure-kubernetes-service',
  GKE: 'google-kubernetes-engine',
  OpenShift: null,
};

/** The tools that no image tells of: Kubernetes itself, by its API server and its kubelets, and what runs containers on the nodes. Each version once. */
export function toolsOfCluster(cluster: LiveCluster, nodes: readonly Node[]): ToolSighting[] {
  const title = cluster.provider?.title ?? '';
  const product = Object.hasOwn(products, title) ? (products[title] ?? null) : 'kubernetes';
  const kubernetes = knownTools().byId.get('kubernetes') as KnownTool;
  const server = readVersion(cluster.version ?? '');
  const real = nodes.filter(({ isVirtual }) => !isVirtual);
  return [
    ...(product !== null && server !== null
      ? [
          {
            ...sighting(cluster, kubernetes, { seenAs: 'server', at: 'gitVersion', version: server, runs: true }),
            product,
            running: answers,
          } as const,
        ]
      : []),
    ...(product === null
      ? []
      : perVersion(real, ({ kubelet }) => readVersion(kubelet ?? '')).map((found) => ({
          ...ofNodes(found, kubernetes, 'status.nodeInfo.kubeletVersion'),
          product,
        }))),
    ...['containerd', 'cri-o'].flatMap((id) => {
      const tool = knownTools().byId.get(id) as KnownTool;
      const versionOf = ({ runtime }: Node): string | null =>
        runtime?.startsWith(`${id}://`) ? readVersion(runtime.slice(id.length + 3)) : null;
      return perVersion(real, versionOf).map((found) =>
        ofNodes(found, tool, 'status.nodeInfo.containerRuntimeVersion'),
      );
    }),
  ];
}

interface OfVersion {
  readonly version: string;
  readonly nodes: readonly Node[];
}

function perVersion(nodes: readonly Node[], versionOf: (node: Node) => string | null): OfVersion[] {
  const groups = Map.groupBy(nodes, versionOf);
  return [...groups].flatMap(([version, some]) => (version === null ? [] : [{ version, nodes: some }]));
}

/** Speaks for all nodes of a version, by the first of them. */
function ofNodes({ version, nodes }: OfVersion, tool: KnownTool, at: string): ToolSighting {
  const inOrder = nodes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const ready = nodes.filter((one) => one.ready === 'True').length;
  const running: Running = {
    ...nothing,
    works: ready === nodes.length ? true : ready === 0 ? false : null,
    says: `${ready} of the ${nodes.length} nodes with it ${ready === 1 ? 'is' : 'are'} ready`,
  };
  return {
    ...sighting(inOrder[0] as Node, tool, { seenAs: 'node', at, version, runs: true }),
    nodes: nodes.length,
    ...(nodes.length > 1 && { standsFor: inOrder.map(({ name }) => name) }),
    running,
  };
}

const answers: Running = { ...nothing, works: true, says: 'it answers', at: 'gitVersion' };
