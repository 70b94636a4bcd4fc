import { type ControlPlane, flagsGap } from '../estate/control-plane.ts';
import type { Gap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whom an API server lets in by its flags, beside those who sign in. */
export interface ServerLogins {
  /** Whoever knows a token of a file. */
  readonly takesTokens: boolean;
  /** Whoever knows a password of a file. */
  readonly takesPasswords: boolean;
  /** Whoever has not signed in: because a flag says so, or because none forbids it; null: not so, as far as the flags tell. */
  readonly anybody: 'said' | 'left' | null;
}

/** Whom the flags of an API server let in without signing in anew; not known where they are not stated. */
export const serverLogins: Analysis<'controlPlane', ServerLogins> = defineAnalysis({
  needs: [],
  per: 'controlPlane',
  compute:
    () =>
    ({ flags, hiddenBy, store, authorizers }: ControlPlane): ServerLogins | Gap => {
      if (store === 'managed' || flags === null) return flagsGap(hiddenBy, flagsElsewhere);
      const said = flags['anonymous-auth'];
      // What is neither true nor false is filled in later, or no server starts with it. An AuthenticationConfiguration may say whom it lets in, and then the
      // flag must not be there.
      const mayOpen = (said === undefined || said === 'true') && !flags['authentication-config'];
      // Beside AlwaysAllow the API server lets nobody in who has not signed in (ApplyAuthorization of pkg/kubeapiserver/options).
      const isOpen = mayOpen && authorizers?.includes('AlwaysAllow') !== true;
      return {
        takesTokens: Boolean(flags['token-auth-file']),
        takesPasswords: Boolean(flags['basic-auth-file']),
        anybody: isOpen ? (said === undefined ? 'left' : 'said') : null,
      };
    },
});

const flagsElsewhere =
  'the flags of its API server, and who holds client certificates and tokens, only the running platform shows: its audit log names them';
