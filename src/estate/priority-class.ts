import type { Identified } from './identity.ts';

/** A PriorityClass: who is placed first, and who is evicted for whom, where there is no room for all. */
export interface PriorityClass extends Identified {
  readonly noun: 'priorityClass';
  readonly value: number;
  /** Whether pods that name no class get it. */
  readonly isDefault: boolean;
  /** Whether its pods, where they find no room, drive others out; otherwise they only wait before others. */
  readonly preempts: boolean;
}

/** The classes that every API server has. Source: kubernetes/kubernetes, pkg/apis/scheduling/types.go and v1/helpers.go. */
export const systemPriorities: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);
