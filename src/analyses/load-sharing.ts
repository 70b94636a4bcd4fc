import type { FactName } from '../estate/facts.ts';
import type { Gap } from '../estate/gap.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';
import { volumeHold } from './volume-hold.ts';

/** Why a further replica of a workload would take none of its load, or is not for us to add. */
export interface Hindrance {
  readonly why:
    | 'owned'
    | 'switched-off'
    | 'keeps-state'
    | 'elects-leader'
    | 'is-a-store'
    | 'held-by-volume'
    | 'runs-alone';
  /** The field that shows it; null where the workload as a whole does. */
  readonly path: string | null;
  readonly value?: number;
  /** What it is known by: its controller, the sign of an election, the image of a store. */
  readonly names: Readonly<Partial<Record<'controller' | 'sign' | 'image', string>>>;
}

/** Whether a further replica of a workload would take a part of its load. */
export interface LoadSharing {
  readonly hindrance: Hindrance | null;
  /** What was not seen and may be one; null when nothing is. */
  readonly unknown: FactName | Gap | null;
}

/** Kinds that others make, or whose replicas nobody moves on purpose any more. */
const plainSets = ['ReplicaSet', 'ReplicationController'];

/** Whether a further replica of a workload would take a part of its load. */
export const loadSharing: Analysis<'workload', LoadSharing> = defineAnalysis({
  needs: ['volumeClaims'],
  per: 'workload',
  compute:
    ({ volumeClaims }) =>
    (workload, vantage): LoadSharing | Gap => {
      const part = partialTemplate(workload, 'replicas');
      if (part) return part;
      const inside = hindranceIn(workload);
      if (inside) return { hindrance: inside, unknown: null };
      const { heldAt, unheld } = volumeHold(workload, volumeClaims.near(workload, vantage));
      if (heldAt !== null) return { hindrance: { why: 'held-by-volume', path: heldAt, names: {} }, unknown: null };
      if (workload.replicas === 1 && workload.updateStrategy === 'Recreate')
        return { hindrance: { why: 'runs-alone', path: 'spec.strategy.type', names: {} }, unknown: null };
      return { hindrance: null, unknown: unheld };
    },
});

/** What the workload's own fields say before anybody looks at its volumes. */
function hindranceIn({ kind, form, controller, replicas, replicasPath, pod }: Workload): Hindrance | null {
  if (controller !== null) return { why: 'owned', path: null, names: { controller } };
  if (replicas === 0) return { why: 'switched-off', path: replicasPath, value: 0, names: {} };
  if (form !== 'Deployment' || plainSets.includes(kind)) return { why: 'keeps-state', path: null, names: {} };
  for (const { leaderElectionSign: sign, path } of pod.containers)
    if (sign !== null) return { why: 'elects-leader', path, names: { sign } };
  for (const { role, storeSign: image, path } of pod.containers)
    if (role !== 'init' && image !== null) return { why: 'is-a-store', path: `${path}.image`, names: { image } };
  return null;
}
