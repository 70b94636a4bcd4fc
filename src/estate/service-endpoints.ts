import type { Identified } from './identity.ts';

/** A part of the pods behind a Service, as the cluster hands them to its proxies. */
export interface ServiceEndpoints extends Identified {
  readonly noun: 'serviceEndpoints';
  /** The Service that they stand behind; null: not stated. */
  readonly service: string | null;
  readonly ready: number;
  readonly notReady: number;
}
