import type { Identified } from './identity.ts';

/** The entrance that a route hangs on, and which of its doors: all, or the one of a name or port. */
export interface RouteParent {
  /** null: of a kind that is not read. */
  readonly namespace: string | null;
  readonly name: string;
  readonly door: string | null;
  readonly port: number | null;
}

/** What sends the requests of some hosts from an entrance to what serves them. */
export interface EntranceRoute extends Identified {
  readonly noun: 'entranceRoute';
  readonly parents: readonly RouteParent[];
  /** None: every host of its entrance. */
  readonly hosts: readonly string[];
  /** Whether every rule of it only sends clients to another address. */
  readonly redirects: boolean;
}
