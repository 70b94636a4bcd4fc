import { gap, type Gap } from '../estate/gap.ts';
import type { Node } from '../estate/node.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** How far the kubelets of a cluster are from its API server. */
export interface KubeletSkew {
  /** How many nodes say which kubelet they run; virtual ones are none. */
  readonly nodes: number;
  /** Those whose kubelet is of a newer minor than the API server. */
  readonly tooNew: readonly Node[];
  /** Those whose kubelet is of a minor that is too old for the API server. */
  readonly tooOld: readonly Node[];
  /** Every version of a kubelet, from the newest. */
  readonly versions: readonly string[];
  /** What was not seen, so that another node may be apart; null: all were. */
  readonly hidden: Gap | null;
}

/**
 * By the version skew policy of Kubernetes: a kubelet is never newer than the API server, and at most three minors older; one before 1.25 at most two. Patches
 * do not matter.
 */
export const kubeletSkew: Analysis<'liveCluster', KubeletSkew> = defineAnalysis({
  needs: ['nodes'],
  per: 'liveCluster',
  compute: ({ nodes }) => {
    const real = nodes.items.filter(({ isVirtual }) => !isVirtual);
    const told = real.flatMap((node) => {
      const minor = minorOf(node.kubelet);
      return minor === null ? [] : [{ node, minor }];
    });
    const [firstGap = null] = nodes.all().gaps;
    const silent = real.find(({ kubelet }) => minorOf(kubelet) === null);
    return ({ version }): KubeletSkew | Gap => {
      const server = minorOf(version);
      if (server === null) return gap('not-collected', 'the API server does not say of which version it is');
      return {
        nodes: told.length,
        tooNew: told.filter(({ minor }) => minor > server).map(({ node }) => node),
        tooOld: told.filter(({ minor }) => server - minor > (minor < 1025 ? 2 : 3)).map(({ node }) => node),
        versions: [...new Set(told.map(({ node }) => node.kubelet ?? ''))].toSorted(newestFirst),
        hidden:
          firstGap ?? (silent ? gap('not-collected', `node ${silent.name} does not say which kubelet it runs`) : null),
      };
    };
  },
});

/** `v1.37.2` as 1037. */
function minorOf(version: string | null): number | null {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return major === undefined || minor === undefined ? null : Number(major) * 1000 + Number(minor);
}

function newestFirst(a: string, b: string): number {
  const [ours, theirs] = [a, b].map((text) => (/\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const step = (theirs?.[at] ?? 0) - (ours?.[at] ?? 0);
    if (step !== 0) return step;
  }
  return a < b ? -1 : 1;
}
