import type { Identified } from './identity.ts';
import type { LabelSelector } from './label-selector.ts';

/** One webhook that the API server asks before it takes an object. */
export interface AdmissionHook {
  readonly name: string;
  /** Path of the webhook in its configuration. */
  readonly path: string;
  /** Whether the API server refuses the object when the webhook does not answer. */
  readonly failsClosed: boolean;
  /** The Service that answers; null where it is called by a URL. */
  readonly service: { readonly namespace: string; readonly name: string } | null;
  /** Whether it is asked when a pod is to be made. */
  readonly guardsPods: boolean;
  /** Empty selects all namespaces. */
  readonly namespaces: LabelSelector;
  /** Empty selects all objects. */
  readonly objects: LabelSelector;
  /** Whether expressions narrow down further what it is asked about. */
  readonly hasConditions: boolean;
}

/** A configuration of webhooks that are asked at admission. */
export interface AdmissionWebhook extends Identified {
  readonly noun: 'admissionWebhook';
  readonly hooks: readonly AdmissionHook[];
}
