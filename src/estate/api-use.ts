import type { Identified } from './identity.ts';
import type { TableAge } from './tool.ts';

/** An object that is written in a version of a Kubernetes API which does not last. */
export interface ApiUse extends Identified {
  readonly noun: 'apiUse';
  /** `ended`: a minor of Kubernetes stops to serve it; `alpha`: served only where a feature gate is on, and changed without notice. */
  readonly stage: 'ended' | 'alpha';
  /** The minor of Kubernetes that no longer serves it, such as `1.25`; null for an alpha version. */
  readonly removedIn: string | null;
  /** What to write instead; null where nothing takes its place. */
  readonly instead: string | null;
  /** Whether a minor of Kubernetes that is supported on the day of the estate still serves it; null: that day is not in the table of support windows. */
  readonly isServed: boolean | null;
  /** The oldest minor that is supported on that day; null: not in the table. */
  readonly oldestSupported: string | null;
  /** Of the support windows of Kubernetes. */
  readonly table: TableAge;
}
