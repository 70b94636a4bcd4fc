import type { Maturity } from '../../estate/tool.ts';

/** A platform tool that can be recognised, and what is known of it. */
export interface KnownTool {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  /** `backup-schedules`: it copies by schedules of kinds that are all read. */
  readonly serves: readonly string[];
  /** The API groups of its custom resources. */
  readonly groups?: readonly string[];
  /**
   * Ends of the names of its images, without registry and tag: `argoproj/argocd`. A single word (`vault`) is in many images, and needs a name of the
   * tool beside it; an end such as `projectsveltos/` stands for all images of an organisation.
   */
  readonly images?: readonly string[];
  /** Those of its images whose tags count in another way than its releases do: an operator of its own, the controllers of Flux. */
  readonly countedApart?: readonly string[];
  /** What its workloads and their `app.kubernetes.io/name` are called. */
  readonly names?: readonly string[];
  readonly charts?: readonly string[];
  /** Whether the version of its chart is the version of what the chart installs. */
  readonly chartBearsVersion?: boolean;
  /** Whether a tag of one number (`16-alpine`) names a release of it. */
  readonly countsMajors?: boolean;
  /** Its level in the CNCF, and since when; left out: it is no project of the CNCF. */
  readonly maturity?: Maturity;
  readonly since?: string;
  /** Its key in the table of support windows. */
  readonly product?: string;
  /** That nobody looks after it any more. */
  readonly ended?: { readonly words: string; readonly since: string | null; readonly instead: string | null };
}
