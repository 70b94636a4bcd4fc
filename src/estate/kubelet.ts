import type { Identified } from './identity.ts';

/** Settings of the kubelets of some nodes, as a configuration of them says. */
export interface Kubelet extends Identified {
  readonly noun: 'kubelet';
  /** Whether it answers requests of whoever has not signed in; null: it does not say, and the default of the configuration holds, which is no. */
  readonly answersAnybody: boolean | null;
  /** Whether it does whatever anybody asks who was let in; null: it does not say, and it asks the API server, which is the default. */
  readonly allowsEverything: boolean | null;
  /** Where it says so. */
  readonly at: { readonly anonymous: string; readonly authorization: string };
}
