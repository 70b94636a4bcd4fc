import type { FactName } from '../estate/facts.ts';
import type { Gap } from '../estate/gap.ts';
import { type IntOrPercent, parseIntOrPercent } from '../estate/int-or-percent.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';
import { floorFrom, type ReplicaFloor } from './replica-floor.ts';
import { volumeHold } from './volume-hold.ts';

/** That a rollout stops every pod of a workload before a new one is ready. */
export interface FullStop {
  /** The field that says so, and what stands there. */
  readonly path: string;
  readonly value: string | number | null;
  /** The same in words. */
  readonly how: string;
  /** The path of the volume that leaves it no other way; null without one. */
  readonly heldAt: string | null;
}

/** Whether a rollout takes every pod of a workload away at once. */
export interface RolloutOutage {
  /** null where some pods stay, or where that is `missing`. */
  readonly stop: FullStop | null;
  /** What was not seen, where it decides whether all stop, or how bad that is. */
  readonly missing: FactName | Gap | null;
}

const someStay: RolloutOutage = { stop: null, missing: null };
const unscaled: RolloutOutage = { stop: null, missing: 'autoscalers' };

/** Which workloads a rollout takes down as a whole. */
export const rolloutOutage: Analysis<'workload', RolloutOutage> = defineAnalysis({
  needs: ['autoscalers', 'volumeClaims'],
  per: 'workload',
  compute: ({ autoscalers, volumeClaims }) => {
    const floorOf = floorFrom(autoscalers);
    return (workload, vantage): RolloutOutage | Gap => {
      const part = partialTemplate(workload, 'replicas');
      if (part) return part;
      const { form, updateStrategy, maxUnavailable, replicas } = workload;
      const recreates = form === 'Deployment' && updateStrategy === 'Recreate';
      const amount = updateStrategy === 'RollingUpdate' ? parseIntOrPercent(maxUnavailable) : null;
      if (!recreates && amount === null) return someStay;
      const floor = floorOf(workload, vantage);
      // What is switched off has nothing to lose, unless an autoscaler wakes it.
      if (replicas === 0 && floor.autoscaler === null) return floor.complete ? someStay : unscaled;
      if (amount !== null) return atOnce(workload, amount, floor);
      const { heldAt, unheld } = volumeHold(workload, volumeClaims.near(workload, vantage));
      if (heldAt === null && unheld !== null) return { stop: null, missing: unheld };
      return { stop: { path: 'spec.strategy.type', value: 'Recreate', how: 'Recreate', heldAt }, missing: null };
    };
  },
});

/** What a rollout does that may stop so many at a time; a share below 100 % leaves some. */
function atOnce(
  { kind, form, maxUnavailable }: Workload,
  amount: IntOrPercent,
  { replicas, complete }: ReplicaFloor,
): RolloutOutage {
  const field = form === 'Deployment' ? 'strategy' : 'updateStrategy';
  const path = kind === form ? `spec.${field}.rollingUpdate.maxUnavailable` : `spec.${field}`;
  const stop = { path, value: maxUnavailable, how: `maxUnavailable: ${maxUnavailable}`, heldAt: null };
  const allStop: RolloutOutage = { stop, missing: null };
  if ('percent' in amount) return amount.percent >= 100 ? allStop : someStay;
  if (amount.int === 0 || replicas === null) return someStay;
  if (!complete) return unscaled;
  return amount.int >= replicas && replicas > 0 ? allStop : someStay;
}
