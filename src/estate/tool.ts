import type { Gap } from './gap.ts';
import type { Identified } from './identity.ts';

/** How far a project of the CNCF has come. */
export type Maturity = 'graduated' | 'incubating' | 'sandbox' | 'archived';

/** The day of a dated table of knowledge, and how many days old it was when the estate was collected; negative: it is of a later day. */
export interface TableAge {
  readonly asOf: string;
  readonly days: number;
}

/** What the table of support windows says of a tool; `release` is the release that the version belongs to. */
export interface Support {
  readonly table: TableAge;
  readonly product: string;
  readonly release: string | null;
  /** Whether any release of the product is supported on the day of the estate. */
  readonly isMaintained: boolean;
  /**
   * `until`: supported to the end of a day, `daysLeft` from the day of the estate, and negative after it; `open`: supported, and no end was set;
   * `ended`: it has ended, on a day that is not known; `unknown`: the version is not known, or not in the table.
   */
  readonly state: 'until' | 'open' | 'ended' | 'unknown';
  readonly until: string | null;
  readonly daysLeft: number | null;
  /** A paid extension of the support, where the vendor sells one. */
  readonly extendedUntil: string | null;
  readonly extendedDaysLeft: number | null;
  /** The newest version of the release that the table knows, and how many days before the estate it came out. */
  readonly latest: string | null;
  readonly latestDays: number | null;
}

/** A sighting of a known platform tool: something that declares it, and what the tables say of it. */
export interface Tool extends Identified {
  readonly noun: 'tool';
  readonly part: string;
  /** Which tool, such as `cert-manager`. */
  readonly tool: string;
  readonly title: string;
  readonly category: string;
  /** What it is for, such as `backup` or `monitoring`. */
  readonly serves: readonly string[];
  /** null where what is written does not tell it, or is no version. */
  readonly version: string | null;
  /**
   * What was seen. `server`: an API server says that it is of this version; `node`: a node says that it runs it; `workload`: pods that run one of its images; `chart`: a release of its chart; `object`: something that only means something to it;
   * `definition`: its kinds, which stay behind when it is gone.
   */
  readonly seenAs: 'server' | 'node' | 'workload' | 'chart' | 'object' | 'definition';
  /** Whether what was seen makes it run; its kinds and its objects alone do not. */
  readonly runs: boolean;
  /** Why it may not run: no pod of what means something to it was seen, and pods are hidden. Left out where nothing speaks against it. */
  readonly unmade?: Gap;
  /** How many nodes run it; left out unless nodes say so. */
  readonly nodes?: number;
  /** The container that runs it; null unless it was seen as a workload. */
  readonly container: string | null;
  /** The name of its image as written, without tag; null unless it was seen as a workload. */
  readonly image: string | null;
  /** The field that tells. */
  readonly at: string;
  /** null: it is no project of the CNCF. */
  readonly maturity: { readonly level: Maturity; readonly since: string; readonly table: TableAge } | null;
  /** That nobody looks after it any more, in words; null: the table does not say so. */
  readonly ended: {
    readonly words: string;
    readonly since: string | null;
    readonly instead: string | null;
    readonly table: TableAge;
  } | null;
  /** null: the table knows no support window of it. */
  readonly support: Support | null;
}
