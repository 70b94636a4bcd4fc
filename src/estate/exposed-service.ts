import type { Identified } from './identity.ts';

/** A Service that can be reached from outside the cluster without an entrance. */
export interface ExposedService extends Identified {
  readonly noun: 'exposedService';
  readonly way: 'load-balancer' | 'node-port' | 'external-addresses';
  readonly externalAddresses: readonly string[];
  /** Port numbers on which it speaks HTTP without TLS, by their number, their name or their protocol. */
  readonly plainPorts: readonly number[];
  /** Whether it has a port for TLS, or what stands before it ends TLS. */
  readonly offersTls: boolean;
}
