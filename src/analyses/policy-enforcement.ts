import type { AdmissionPolicy, AdmissionRule } from '../estate/admission-policy.ts';
import type { Gap } from '../estate/gap.ts';
import { isEmptySelector, type Labels, matchesSelector } from '../estate/label-selector.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether any policy that is seen here refuses anything, and what puts this one into force. */
export interface PolicyEnforcement {
  /** Its rules, as they work in the cluster that was read. */
  readonly rules: readonly AdmissionRule[];
  /** null: one may, which is said elsewhere. */
  readonly refuses: boolean | null;
  /** What hides a policy that was given, so that it may refuse something. */
  readonly hidden: readonly Gap[];
  /** What binds this policy, of what is seen here; null for one that needs no binding. */
  readonly bindings: readonly AdmissionPolicy[] | null;
}

/** What all policies together do with what breaks them, and the bindings of each that needs them. */
export const policyEnforcement: Analysis<'admissionPolicy', PolicyEnforcement> = defineAnalysis({
  needs: ['admissionPolicies', 'namespaces'],
  per: 'admissionPolicy',
  compute: ({ admissionPolicies, namespaces }) => {
    const { found: written, gaps } = admissionPolicies.all();
    const namespacesSeen = namespaces.all();
    const labels = namespacesSeen.found.map((one) => one.labels);
    const isWhole = namespacesSeen.complete && namespacesSeen.found.every(({ declared }) => declared);
    const policies = new Map(written.flatMap((one) => (one.binds === null ? [[one.name, one]] : [])));
    const found = written.map((one) => {
      if (typeof one.binds !== 'string') return one;
      const policy = policies.get(one.binds)?.rules[0];
      return { ...one, rules: one.rules.map((rule) => asReaching(rule, policy, labels, isWhole)) };
    });
    const doing = new Map(found.map((one, index) => [written[index], one.rules]));
    // What a policy does that has to be bound, its bindings say; without one it does nothing, and without the policy a binding does nothing.
    const bindable = new Set(found.flatMap(({ name, binds }) => (binds === null ? [name] : [])));
    const actions = found.flatMap(({ rules, binds }) => {
      if (binds === null) return [];
      const isSeen = binds === undefined || bindable.has(binds);
      return rules.map(({ refuses: does }) => (isSeen || does === false ? does : null));
    });
    const refuses = actions.includes(true) ? true : actions.includes(null) ? null : false;
    const hidden = gaps.filter((one) => one.elsewhere !== true);
    const byPolicy = Map.groupBy(found, ({ binds }) => binds ?? null);
    return (one) => ({
      rules: doing.get(one) ?? one.rules,
      refuses,
      hidden,
      bindings: one.binds === null ? (byPolicy.get(one.name) ?? []) : null,
    });
  },
});

/** A rule of a binding as it works in a cluster: one that looks at the objects of no namespace that is there refuses none. */
function asReaching(
  rule: AdmissionRule,
  policy: AdmissionRule | undefined,
  namespaces: readonly Labels[],
  isWhole: boolean,
): AdmissionRule {
  const reaches = [rule.reach, policy?.reach].filter((one) => one !== undefined);
  const selectors = reaches.flatMap((one) => (isEmptySelector(one.namespaces) ? [] : (one.namespaces ?? [])));
  if (rule.refuses === false || selectors.length === 0) return rule;
  if (namespaces.some((labels) => selectors.every((one) => matchesSelector(one, labels)))) return rule;
  // Objects that are in no namespace are looked at whatever a selector of namespaces says.
  const isKnown = isWhole && reaches.some(({ inNamespacesOnly }) => inNamespacesOnly);
  const own = selectors[0] === rule.reach?.namespaces;
  return {
    ...rule,
    refuses: isKnown && rule.refuses === true ? false : null,
    path: own ? (rule.reach?.path ?? rule.path) : 'spec.policyName',
    because:
      selectors.length > 1
        ? 'the namespaceSelector and that of its policy together select no namespace that is there'
        : `the namespaceSelector${own ? '' : ' of its policy'} selects no namespace that is there`,
  };
}
