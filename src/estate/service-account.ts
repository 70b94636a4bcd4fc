import type { Identified } from './identity.ts';

/** A ServiceAccount. */
export interface ServiceAccount extends Identified {
  readonly noun: 'serviceAccount';
  /** null where unset: the token is then mounted unless the pod says otherwise. */
  readonly automountToken: boolean | null;
  /** Whether an annotation binds it to a cloud identity. */
  readonly cloudIdentity: boolean;
}

/** A Secret that holds a ServiceAccount's token for as long as it exists (type kubernetes.io/service-account-token). */
export interface LongLivedToken extends Identified {
  readonly noun: 'longLivedToken';
  readonly account: string;
}
