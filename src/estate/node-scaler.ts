import type { Identified } from './identity.ts';

/** A group of nodes that grows and shrinks as one. */
export interface NodeGroup {
  readonly name: string;
  /** The fewest and the most nodes that it may have; null: not stated, or not counted in nodes. */
  readonly least: number | null;
  readonly most: number | null;
  /** Whether its number of nodes is written down, so that no autoscaler changes it: `least` and `most` are that number. */
  readonly isFixed: boolean;
  /** The field that says so. */
  readonly at: string;
}

/** What declares how many nodes a cluster may have: groups of nodes, or an autoscaler that is told of some. */
export interface NodeScaler extends Identified {
  readonly noun: 'nodeScaler';
  /** In words, what it is. */
  readonly declaredBy: string;
  readonly groups: readonly NodeGroup[];
  /** Over how many zones all nodes of the cluster may lie, where this declares all of them; null: not stated. */
  readonly zones: number | null;
  /** Where the resources that new nodes may bring are bounded at all: that no bound is set, that only devices are bounded, or that a bound is zero; null otherwise. */
  readonly bound: { readonly state: 'missing' | 'devices' | 'zero'; readonly at: string } | null;
  /** How many nodes may be replaced at once, where that is said for all times and reasons: none, or all of them; null otherwise. */
  readonly replaces: { readonly share: 'none' | 'all'; readonly at: string } | null;
  /** Why it acts on nothing, as an autoscaler that is given; null where it may act. */
  readonly idle: { readonly reason: 'switched-off' | 'told-of-none'; readonly at: string } | null;
  /** Whether it keeps groups in several zones equally large, where it is told of several; null: the question does not arise. */
  readonly balances: boolean | null;
  /** Whether it adds nodes itself, or says whether it is filled: of others its state tells only of the nodes that are there. */
  readonly scales: boolean;
  /** The field that says the most of it. */
  readonly at: string;
  /** The command that shows that it works. */
  readonly proof: string;
}
