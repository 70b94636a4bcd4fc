import type { Identified } from './identity.ts';

/**
 * How a user of a kubeconfig signs in. `token`, `password` and `certificate` stand in the file itself; `login`: a program asks anew; `file`: whatever it
 * is, it stands in another file; `nothing`: there is none, or something is to be filled in.
 */
export type KubeconfigLogin = 'token' | 'password' | 'certificate' | 'login' | 'file' | 'nothing';

/** A kubeconfig that lies in what was given. Of credentials only their kind is kept. */
export interface Kubeconfig extends Identified {
  readonly noun: 'kubeconfig';
  readonly users: readonly { readonly name: string; readonly login: KubeconfigLogin; readonly path: string }[];
}
