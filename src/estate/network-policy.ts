import type { Identified } from './identity.ts';
import type { LabelSelector } from './label-selector.ts';

/** Who a rule speaks of. All null: nobody. */
export interface NetworkPeer {
  readonly pods: LabelSelector | null;
  readonly namespaces: LabelSelector | null;
  readonly block: { readonly cidr: string; readonly except: readonly string[] } | null;
}

/** One port of a rule; null is every port of the protocol. */
export interface NetworkPort {
  readonly protocol: string;
  readonly port: number | string | null;
  readonly endPort: number | null;
}

/** One rule. No peers: everyone; no ports: every port. */
export interface NetworkRule {
  readonly peers: readonly NetworkPeer[];
  readonly ports: readonly NetworkPort[];
}

/** A networking.k8s.io NetworkPolicy. */
export interface NetworkPolicy extends Identified {
  readonly noun: 'networkPolicy';
  readonly pods: LabelSelector;
  /** With policyTypes absent: ingress always, egress only if egress rules are given. */
  readonly isolates: { readonly ingress: boolean; readonly egress: boolean };
  readonly ingress: readonly NetworkRule[];
  readonly egress: readonly NetworkRule[];
}

/** A network policy that NetworkPolicy's rules do not explain (of the CNI, or cluster-wide): seen, not evaluated yet. */
export interface OtherNetworkPolicy extends Identified {
  readonly noun: 'otherNetworkPolicy';
}
