import type { Gap } from '../estate/gap.ts';
import { identityOf } from '../estate/identity.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether an image without a valid signature gets past the other policies. */
export interface OtherVerifiers {
  /** Whether another policy refuses every such image, wherever it runs. */
  readonly refuse: boolean;
  /** What hides a policy that was given, so that it may refuse them. */
  readonly hidden: readonly Gap[];
}

/** What the other policies do with images without a signature: one has to get past them all. */
export const otherVerifiers: Analysis<'admissionPolicy', OtherVerifiers> = defineAnalysis({
  needs: ['admissionPolicies'],
  per: 'admissionPolicy',
  compute: ({ admissionPolicies }) => {
    const { found, gaps } = admissionPolicies.all();
    const hidden = gaps.filter((one) => one.elsewhere !== true);
    const strict = new Set(
      found
        .filter(({ rules }) =>
          rules.some(
            ({ looksAt, asksAll, refuses, spares }) =>
              looksAt === 'signatures' && asksAll && refuses === true && spares.namespaces.length === 0,
          ),
        )
        .map(identityOf),
    );
    return (policy) => ({ refuse: [...strict].some((one) => one !== identityOf(policy)), hidden });
  },
});
