import type { Gap } from '../estate/gap.ts';
import type { SignIn } from '../estate/sign-in.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What a cluster heeds instead of a configuration of sign-in. */
export interface SignInInstead {
  /** null: nothing that is seen. */
  readonly instead: SignIn | null;
  /** Why not all was seen that it may heed; null: it was, or the configuration stands in a file. */
  readonly hidden: Gap | null;
}

/** Whether the cluster in which a configuration of sign-in lies heeds another one alone. */
export const signInInstead: Analysis<'signIn', SignInInstead> = defineAnalysis({
  needs: ['signIns'],
  per: 'signIn',
  compute: ({ signIns }) => {
    const only = signIns.items.find(({ replacesOthers }) => replacesOthers) ?? null;
    const hidden = signIns.all().gaps.find((one) => one.beyondCluster !== true) ?? null;
    return ({ origin, replacesOthers }) =>
      origin.api === undefined || replacesOthers ? { instead: null, hidden: null } : { instead: only, hidden };
  },
});
