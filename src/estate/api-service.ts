import type { Identified } from './identity.ts';

/** A group of the API that another server answers for. */
export interface ApiService extends Identified {
  readonly noun: 'apiService';
  /** Such as `metrics.k8s.io`. */
  readonly group: string;
  readonly version: string;
  /** The Service behind it, as `namespace/name`. */
  readonly service: string;
  /** null: not stated. */
  readonly isAvailable: boolean | null;
  /** Whether the API server does not look at its certificate. */
  readonly skipsCheck: boolean;
}
