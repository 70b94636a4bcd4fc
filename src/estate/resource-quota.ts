import type { Identified } from './identity.ts';

/** A ResourceQuota, or one of OpenShift that spans namespaces (its own is then ''): what it caps (`requests.cpu`, `pods`, …), and whether it counts only some pods. */
export interface ResourceQuota extends Identified {
  readonly noun: 'resourceQuota';
  readonly hard: Readonly<Record<string, string>>;
  readonly scoped: boolean;
}
