import type { Gap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether any policy that is seen here refuses anything. */
export interface PolicyEnforcement {
  /** null: one may, which is said elsewhere. */
  readonly refuses: boolean | null;
  /** What hides a policy that was given, so that it may refuse something. */
  readonly hidden: readonly Gap[];
}

/** What all policies together do with what breaks them; the same for every policy. */
export const policyEnforcement: Analysis<'admissionPolicy', PolicyEnforcement> = defineAnalysis({
  needs: ['admissionPolicies'],
  per: 'admissionPolicy',
  compute: ({ admissionPolicies }) => {
    const { found, gaps } = admissionPolicies.all();
    const actions = found.flatMap(({ rules }) => rules.map((rule) => rule.refuses));
    const refuses = actions.includes(true) ? true : actions.includes(null) ? null : false;
    const answer = { refuses, hidden: gaps.filter((one) => one.elsewhere !== true) };
    return () => answer;
  },
});
