import type { Fields, Raw } from '../objects/fields.ts';
import { overlay } from './overlay.ts';
import { type Places, placesIn } from './places.ts';

// Rook 1.20: pkg/apis/ceph.rook.io/v1/placement.go.

/** Where pods of one daemon of Ceph are placed: what the resource says, and what Rook adds. */
export interface RookPlacement {
  /** As fields of a pod's spec. */
  readonly pod: Raw;
  readonly fields: Places;
}

/** Reads a placement; `apart` is what Rook lays over it, and `zone` a constraint that it adds. `at` is where it may be written. */
export function rookPlacement(at: Fields, placement: Raw, apart: Raw = {}, zone: Raw | null = null): RookPlacement {
  const { nodeAffinity, podAffinity, podAntiAffinity, topologySpreadConstraints } = placement;
  const written = Array.isArray(topologySpreadConstraints) ? (topologySpreadConstraints as readonly unknown[]) : [];
  return {
    pod: {
      affinity: { nodeAffinity, podAffinity, podAntiAffinity: overlay((podAntiAffinity ?? {}) as Raw, apart) },
      topologySpreadConstraints: zone ? [...written, zone] : topologySpreadConstraints,
    },
    fields: {
      ...(zone ? { topologySpreadConstraints: { near: at.where } } : placesIn(at, 'topologySpreadConstraints')),
      'affinity': { near: at.where },
      'affinity.nodeAffinity': { in: at, key: 'nodeAffinity' },
      'affinity.podAntiAffinity': { near: `${at.where}.podAntiAffinity` },
    },
  };
}
