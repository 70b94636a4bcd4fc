import type { EncryptionProvider } from './encryption-configuration.ts';
import type { Identified } from './identity.ts';

/** What an operator that runs the API servers of a cluster is told of them, or says of them. */
export interface ServerSettings extends Identified {
  readonly noun: 'serverSettings';
  /** `told`: what they are to be; `says`: what its operator says of them. */
  readonly is: 'told' | 'says';
  /** What writes Secrets, as it is told: `identity` where nothing encrypts them; null: it is not known here, or not told in this object. */
  readonly encryption: EncryptionProvider | null;
  /** Which requests are logged, as it is told: `some` where those of some groups are not; null: it is not told in this object. */
  readonly logs: 'all' | 'some' | 'none' | null;
  /** What it says of the encryption: true where all Secrets are encrypted; null: it is on its way, off, or not told. */
  readonly hasEncrypted: boolean | null;
  /** In its own words; null: it says nothing. */
  readonly words: string | null;
  /** The fields, for evidence. */
  readonly at: { readonly encryption: string; readonly logs: string };
}
