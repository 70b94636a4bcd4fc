import type { Running } from '../../../estate/running.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';

/** The conditions by which controllers say that something works, the most telling first. */
const telling = ['Ready', 'Available', 'Healthy', 'Programmed', 'Established', 'Synced', 'Reconciled', 'Accepted'];

/** Phases by which controllers without conditions say it, in small letters. */
const goodPhases = new Set(['ready', 'available', 'active', 'bound', 'healthy', 'running', 'enabled', 'completed']);
const badPhases = new Set(['failed', 'error', 'unavailable', 'degraded', 'unhealthy', 'lost', 'failedvalidation']);

/** What the conditions of an object say, or its phase; null where neither says whether it works. */
export function conditionState(raw: Raw, types: readonly string[] = telling): Running | null {
  const status = isRaw(raw['status']) ? raw['status'] : {};
  for (const type of types) {
    const condition = conditionOf(status, type);
    if (condition) return stateOf(type, condition);
  }
  const { phase } = status;
  if (typeof phase !== 'string') return null;
  const small = phase.toLowerCase();
  if (!goodPhases.has(small) && !badPhases.has(small)) return null;
  return { ...nothing, works: goodPhases.has(small), says: `it is in the phase ${phase}`, at: 'status.phase' };
}

/** The condition of a type, as the status of an object lists it; null without one. */
export function conditionOf({ conditions }: Raw, type: string): Raw | null {
  const found: unknown = Array.isArray(conditions) && conditions.find((one) => isRaw(one) && one['type'] === type);
  return isRaw(found) ? found : null;
}

function stateOf(type: string, { status, reason, lastTransitionTime }: Raw): Running {
  const said = textOf(status) ?? 'Unknown';
  const because = said !== 'True' && textOf(reason) ? ` (${textOf(reason)})` : '';
  return {
    ...nothing,
    works: said === 'True' ? true : said === 'False' ? false : null,
    says: `its condition ${type} is ${said}${because}`,
    at: 'status.conditions',
    since: textOf(lastTransitionTime),
  };
}

/** A state that says nothing yet. */
export const nothing: Running = { works: null, says: '', at: 'status', since: null, lastDone: null, pods: null };

/** A text that is not empty, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
