import type { Identified } from './identity.ts';

/** How much of a request is logged: nothing, who did what, with what was sent, with what came back as well. */
export type AuditLevel = 'None' | 'Metadata' | 'Request' | 'RequestResponse';

/** Some resources of one API group; no resources: all of it. */
export interface AuditedResources {
  /** A star stands for every group. */
  readonly group: string;
  /** `pods`, `pods/exec`, `pods/*`, a star with a subresource, a star alone. */
  readonly resources: readonly string[];
  /** Only these objects; none: all. */
  readonly names: readonly string[];
}

/** One rule. What it leaves empty does not matter to it. */
export interface AuditRule {
  readonly level: AuditLevel;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly verbs: readonly string[];
  readonly resources: readonly AuditedResources[];
  readonly namespaces: readonly string[];
  readonly paths: readonly string[];
  /** Stages of a request at which nothing is written, those of the whole policy among them. */
  readonly omits: readonly string[];
}

/** What the API server logs of its requests: the first rule that fits a request decides, and where none does nothing is logged. */
export interface AuditPolicy extends Identified {
  readonly noun: 'auditPolicy';
  /** Left out unless an operator writes it by settings by which the cluster is judged. */
  readonly keptByOperator?: true;
  readonly rules: readonly AuditRule[];
  /** The field of the object that holds it as a text; null where the object is the policy itself. */
  readonly within: string | null;
}
