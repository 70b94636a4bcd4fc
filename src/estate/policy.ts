import type { MetricName } from '../definition/metric-names.ts';
import type { Tier } from '../definition/tiers.ts';

/** A rule that gives a tier to every namespace whose name matches one of the patterns; the first matching rule counts. */
export interface TierRule {
  readonly namespaces: readonly string[];
  readonly tier: Tier;
}

/** Which findings an exception accepts: every given field must match. */
export interface ExceptionSubject {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly container?: string;
  /** The folder of one variant, as findings of it show it; `.` is the root. */
  readonly scope?: string;
}

/** An accepted finding: shown beside its verdict, never instead of it; only the gate heeds it, until it expires. */
export interface Exception {
  readonly criterion: string;
  readonly reason?: string;
  readonly subject?: ExceptionSubject;
  readonly justification: string;
  readonly owner: string;
  readonly approvedBy?: string;
  /** A day (until its end, UTC) or an RFC 3339 time. */
  readonly expires: string;
}

/** What the organisation declares in its policy file; without a file, the defaults, and `file` is null. */
export interface Policy {
  /** The policy file as the user would type it; null when there is none. */
  readonly file: string | null;
  /** Policy files that lie in what is assessed and are not in force, because another counts or they lie below. */
  readonly others: readonly string[];
  readonly frameworks: readonly string[];
  readonly tiers: { readonly default: Tier; readonly rules: readonly TierRule[] };
  readonly owner: string | null;
  readonly dataClasses: readonly string[];
  /** Namespaces of the platform's own; all others are tenants'. */
  readonly platformNamespaces: readonly string[];
  /** Patterns of the registries that images may come from; null when none are declared. */
  readonly registries: readonly string[] | null;
  /** Regions, or globs of them, in which data may lie; null when none are declared. */
  readonly allowedRegions: readonly string[] | null;
  /** The address of the repository that is assessed; null: what Git and GitOps objects say of it counts. */
  readonly repository: string | null;
  /** Whether a container without a CPU limit is a fault; by itself it is none. */
  readonly requireCpuLimit: boolean;
  /** Overrides of the definition's numbers, by tier and metric. */
  readonly targets: Readonly<Partial<Record<Tier, Readonly<Partial<Record<MetricName, number>>>>>>;
  readonly exceptions: readonly Exception[];
}

/** What holds where nothing is declared. */
export const undeclaredPolicy: Policy = {
  file: null,
  others: [],
  frameworks: [],
  tiers: { default: 'important', rules: [] },
  owner: null,
  dataClasses: [],
  platformNamespaces: ['kube-*', 'openshift-*'],
  registries: null,
  allowedRegions: null,
  repository: null,
  requireCpuLimit: false,
  targets: {},
  exceptions: [],
};
