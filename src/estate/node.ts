import type { Identified } from './identity.ts';

/** A taint of a node. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** A node of a cluster, as its API server tells of it. */
export interface Node extends Identified {
  readonly noun: 'node';
  /** The value of `topology.kubernetes.io/zone`; null: it bears none. */
  readonly zone: string | null;
  /** The value of `topology.kubernetes.io/region`; null: it bears none. */
  readonly region: string | null;
  /** Whether it bears the label of the control plane. */
  readonly isControlPlane: boolean;
  /** Whether it says that a member of the store of the control plane (etcd) runs on it. */
  readonly keepsState: boolean;
  /** What its condition Ready says; null: it has none. */
  readonly ready: 'True' | 'False' | 'Unknown' | null;
  /** Since when, RFC 3339; null: not stated. */
  readonly readySince: string | null;
  /** Its conditions that should be False and are not, such as `DiskPressure`. */
  readonly troubles: readonly string[];
  /** Whether no pod is placed on it any more (cordoned). */
  readonly isCordoned: boolean;
  readonly taints: readonly Taint[];
  /** How much its pods may use together: cores, bytes, and how many pods; null: not stated. */
  readonly allocatable: { readonly cpu: number | null; readonly memory: number | null; readonly pods: number | null };
  /** The version of its kubelet, such as `v1.37.2`; null: not stated. */
  readonly kubelet: string | null;
  readonly osImage: string | null;
  readonly kernel: string | null;
  /** Such as `containerd://2.1.4`. */
  readonly runtime: string | null;
  /** Such as `amd64`. */
  readonly architecture: string | null;
  /** Whether something beside a kubelet stands in for it, such as a virtual one, on which no DaemonSet runs. */
  readonly isVirtual: boolean;
  /** What made it, where that may repair it, too; left out where nothing says so. */
  readonly madeBy?: string;
  /** RFC 3339; null: not stated. */
  readonly createdAt: string | null;
}
