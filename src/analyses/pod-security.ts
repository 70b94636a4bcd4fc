import { type Analysis, defineAnalysis } from './define-analysis.ts';
import type { Namespace } from '../estate/namespace.ts';
import type { Workload } from '../estate/workload.ts';
import { type HostPathHold, holdOfHostPath } from './host-path.ts';
import { partialTemplate } from './partial-template.ts';
import { type HardeningRule, looseEndsOf } from './pod-hardening.ts';
import { readLabels } from './pod-security-labels.ts';
import {
  newestPolicyMinor,
  type PodSecurityLevel,
  type PodSecurityRule,
  type Violation,
  violationsOf,
  violationsOfEveryLevel,
} from './pod-security-standard.ts';

/** What a pod template can be told: a rule of the standard, what a volume of the node hands out, or advice beyond the standard. */
export type PodSecurityFinding = PodSecurityRule | HostPathHold | HardeningRule;

/** How a pod template stands to the newest version of the Pod Security Standards. */
export interface PodSecurity {
  /** The strictest level that it meets. */
  readonly level: PodSecurityLevel;
  /**
   * Everything that keeps it from the restricted level, each field once. A hostPath volume is named by what it hands out, where that is known,
   * and then not as a hostPath volume too.
   */
  readonly violations: readonly Violation<PodSecurityFinding>[];
  /** What is worth saying beyond the standard. */
  readonly advice: readonly Violation<HardeningRule>[];
  /** The Namespace whose labels enforce what the template breaks, at the version that they name; null where none does or none was seen. */
  readonly refusedBy: { readonly namespace: Namespace; readonly level: PodSecurityLevel } | null;
}

/** How a workload's template stands to the Pod Security Standards; a gap for what is only a part of one, of which nothing can be said. */
export const podSecurity: Analysis<'workload', PodSecurity> = defineAnalysis({
  needs: ['namespaces'],
  per: 'workload',
  compute:
    ({ namespaces }) =>
    (workload, vantage) => {
      const part = partialTemplate(workload, 'security');
      if (part) return part;
      const { baseline, restricted } = violationsOfEveryLevel(workload.pod);
      return {
        level: baseline.length > 0 ? 'privileged' : restricted.length > 0 ? 'baseline' : 'restricted',
        violations: [...baseline.flatMap(nameHostPaths), ...restricted],
        advice: looseEndsOf(workload.pod),
        refusedBy: refusalOf(
          workload,
          namespaces.near(workload, vantage).found.find(({ declared }) => declared),
        ),
      };
    },
});

/** Pod Security Admission refuses pods, not their workloads: those are made, and stay without pods. */
function refusalOf({ pod }: Workload, namespace: Namespace | undefined): PodSecurity['refusedBy'] {
  if (!namespace) return null;
  const { enforce, invalid } = readLabels(namespace);
  // What a label that cannot be read does is said of the namespace.
  if (enforce.level === null || invalid.length > 0) return null;
  const refused = violationsOf(pod, enforce.level, enforce.minor ?? newestPolicyMinor).length > 0;
  return refused ? { namespace, level: enforce.level } : null;
}

/** Splits the hostPath volumes by what they hand out. */
function nameHostPaths(violation: Violation): Violation<PodSecurityFinding>[] {
  const { rule, container, spots } = violation;
  if (rule !== 'host-path-volumes') return [violation];
  const byHold = Map.groupBy(spots, ({ value }) => (typeof value === 'string' ? holdOfHostPath(value) : null) ?? rule);
  return [...byHold].map(([hold, own]) => ({ rule: hold, container, spots: own }));
}
