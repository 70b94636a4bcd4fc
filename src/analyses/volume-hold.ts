import type { Companions } from '../estate/fact-view.ts';
import type { FactName } from '../estate/facts.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';
import type { VolumeClaim } from '../estate/volume-claim.ts';
import type { Workload } from '../estate/workload.ts';
import { attachesOnce } from './spread.ts';

/** What ties all pods of a workload to one node. */
export interface VolumeHold {
  /** The path of the volume that one node at a time can attach; null when no volume holds it, or that was not seen. */
  readonly heldAt: string | null;
  /** What was not seen of its volumes. */
  readonly unheld: FactName | Gap | null;
}

/** Tells what volume holds a workload's pods, by the claims that are its companions. */
export function volumeHold({ claimTemplates, pod }: Workload, claims: Companions<VolumeClaim>): VolumeHold {
  const template = claimTemplates.findIndex(({ accessModes }) => attachesOnce(accessModes));
  if (template >= 0) return { heldAt: `spec.volumeClaimTemplates[${template}]`, unheld: null };
  let unheld: FactName | Gap | null = null;
  for (const [index, { claim }] of pod.volumes.entries()) {
    if (claim === null) continue;
    const found = claims.found.find(({ name }) => name === claim);
    if (found && attachesOnce(found.accessModes)) return { heldAt: `${pod.path}.volumes[${index}]`, unheld: null };
    if (!found)
      unheld ??= claims.complete
        ? elsewhere(`how many nodes can attach the volume of the claim ${claim} was not seen`, 'other-repository')
        : 'volumeClaims';
  }
  return { heldAt: null, unheld };
}
