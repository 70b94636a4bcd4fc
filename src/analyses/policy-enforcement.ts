import type { AdmissionPolicy } from '../estate/admission-policy.ts';
import type { Gap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether any policy that is seen here refuses anything, and what puts this one into force. */
export interface PolicyEnforcement {
  /** null: one may, which is said elsewhere. */
  readonly refuses: boolean | null;
  /** What hides a policy that was given, so that it may refuse something. */
  readonly hidden: readonly Gap[];
  /** What binds this policy, of what is seen here; null for one that needs no binding. */
  readonly bindings: readonly AdmissionPolicy[] | null;
}

/** What all policies together do with what breaks them, and the bindings of each that needs them. */
export const policyEnforcement: Analysis<'admissionPolicy', PolicyEnforcement> = defineAnalysis({
  needs: ['admissionPolicies'],
  per: 'admissionPolicy',
  compute: ({ admissionPolicies }) => {
    const { found, gaps } = admissionPolicies.all();
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
    return ({ name, binds }) => ({ refuses, hidden, bindings: binds === null ? (byPolicy.get(name) ?? []) : null });
  },
});
