import type { Identified } from './identity.ts';
import type { LabelSelector, Labels } from './label-selector.ts';

/** One rule of a role: the verbs that it allows on resources, or on paths that are no resource. */
export interface AccessRule {
  readonly verbs: readonly string[];
  /** API groups; '' is the core group, `*` any. */
  readonly groups: readonly string[];
  /** `pods`, `pods/exec`, `*` for any, `*` with a subresource for that one of any. */
  readonly resources: readonly string[];
  /** Only these objects; none: all. */
  readonly names: readonly string[];
  /** Paths that are no resource, such as `/metrics`; an end of `*` is any rest. */
  readonly paths: readonly string[];
}

/** A Role of a namespace, or a ClusterRole, which lies in none. */
export interface Role extends Identified {
  readonly noun: 'role';
  readonly rules: readonly AccessRule[];
  readonly labels: Labels;
  /** Whose rules it has instead of its own: those of the ClusterRoles that any of these selects; null where it gathers none. */
  readonly aggregates: readonly LabelSelector[] | null;
}
