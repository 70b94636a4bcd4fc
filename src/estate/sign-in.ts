import type { Identified } from './identity.ts';

/** Who says who somebody is. */
export interface IdentityProvider {
  /** Its address or its name, for evidence. */
  readonly name: string;
  /** Whether its users and their passwords are kept by the cluster itself. */
  readonly isLocal: boolean;
  /** Whether it may hand out groups by any name, those of the control plane among them; null: not stated here. */
  readonly namesAnyGroup: boolean | null;
}

/** Who may make requests without having signed in: nobody, anybody for some paths, anybody. */
export type Anonymous = 'nobody' | 'some-paths' | 'anybody';

/** How people sign in to the API server, as a configuration of it says. */
export interface SignIn extends Identified {
  readonly noun: 'signIn';
  /** Set where its cluster heeds it, and no other one. */
  readonly replacesOthers?: true;
  /** null: it does not speak of them. */
  readonly providers: readonly IdentityProvider[] | null;
  /** null: it does not speak of them. */
  readonly anonymous: Anonymous | null;
  /** Users of a cloud account, who sign in with keys of their own, and whether the rights of an administrator go with it. */
  readonly keyHolders: readonly { readonly name: string; readonly isAdmin: boolean }[];
  /** Where it says so. */
  readonly at: { readonly providers: string; readonly anonymous: string; readonly keyHolders: string };
}
