import type { Identified } from './identity.ts';

/** What a rule of a service mesh asks of connections; null: what the rule above it asks. */
export type MeshDemand = 'encrypted' | 'optional' | 'plain' | null;

/** What a service mesh is told of encryption between services. */
export interface MeshPolicy extends Identified {
  readonly noun: 'meshPolicy';
  /** `server`: what connections services take; `client`: how those who call a host connect. */
  readonly side: 'server' | 'client';
  /** Of whom it speaks, in words that follow "for". */
  readonly scope: string;
  readonly demand: MeshDemand;
  /** Where that stands. */
  readonly path: string;
  /** Ports that are asked for less. */
  readonly exempt: readonly { readonly port: string; readonly path: string }[];
  /** Whether it speaks for the whole mesh. */
  readonly servesPlatform: boolean;
}
