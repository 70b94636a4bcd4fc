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
  /** What is asked for less, in words: `port 9090`, `subset v1`. */
  readonly exempt: readonly { readonly what: string; readonly path: string }[];
  /** Why the mesh does not heed it at all; null where it does. */
  readonly ignored: string | null;
  /** The namespace of all whose services it is for; null where that is one of its choice, or not told. */
  readonly speaksFor: string | null;
  /** Whether it speaks for the whole mesh. */
  readonly servesPlatform: boolean;
}
