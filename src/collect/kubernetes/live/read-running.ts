import type { Running } from '../../../estate/running.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import type { KindList } from '../cluster-record.ts';
import { conditionState } from './condition-state.ts';
import { ownStates } from './own-states.ts';
import { workloadState } from './workload-state.ts';

/** How an object of a cluster works, as its state says; null where it has none, or none that tells. What is of the wrong type says nothing. */
export function readRunning(raw: Raw, { group, kind }: Pick<KindList, 'group' | 'kind'>): Running | null {
  if (isBehind(raw)) return unsettled;
  const own = ownStates[`${group}/${kind}`];
  return own ? own(raw) : (workloadState(raw, kind) ?? conditionState(raw));
}

/** Whether its controller has not yet looked at what was last asked for. */
function isBehind({ metadata, status }: Raw): boolean {
  const [asked, seen] = [isRaw(metadata) && metadata['generation'], isRaw(status) && status['observedGeneration']];
  return typeof asked === 'number' && typeof seen === 'number' && seen < asked;
}

const unsettled: Running = {
  works: null,
  says: 'its controller has not yet looked at its last change',
  at: 'status.observedGeneration',
  since: null,
  lastDone: null,
  pods: null,
};
