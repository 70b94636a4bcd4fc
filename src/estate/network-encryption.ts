import type { Identified } from './identity.ts';

/** A network plugin that is told to encrypt what goes from node to node. */
export interface NetworkEncryption extends Identified {
  readonly noun: 'networkEncryption';
  /** What it encrypts with, such as WireGuard. */
  readonly method: string;
  /** The command that shows it at work. */
  readonly shownBy: string;
}
