import type { Identified } from './identity.ts';

/** What brings a Secret, or its content, from a manager of secrets: the value itself stands in no manifest. */
export interface ManagedSecret extends Identified {
  readonly noun: 'managedSecret';
  /** `synced` from a store, `sealed` in Git, or `mounted` into pods straight from a store. */
  readonly form: 'synced' | 'sealed' | 'mounted';
  /** How often its value is fetched anew, in milliseconds; 0: never. null where it is not fetched, or something else decides. */
  readonly refreshMs: number | null;
  /** It is fetched anew only when the object that asks for it changes. */
  readonly onChange?: true;
  /** Where that is said, or would be. */
  readonly refreshAt: string;
}

/** A store from which Secrets are synced. */
export interface SecretStore extends Identified {
  readonly noun: 'secretStore';
  /** Whether each namespace of the cluster may take all that it holds. */
  readonly openToAll: boolean;
  /** Names of the Secrets with which it is opened: what brings all others cannot bring these. */
  readonly openedWith: readonly string[];
}
