import { parseIntOrPercent, scaleIntOrPercent } from '../../estate/int-or-percent.ts';
import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields } from '../objects/fields.ts';

/**
 * The budget that an operator makes of these amounts for so many pods; with neither amount it is the operator's default. null where both stand there:
 * of such a budget the API server refuses to be told.
 */
export function makeBudget(own: Fields, replicas: number, says: string, path = own.where): OwnBudget | null {
  if (own.has('maxUnavailable') && own.has('minAvailable')) return null;
  return { says, path, letsGo: letsGo(own, replicas) };
}

/** Whether it lets one of the pods go, when all are healthy. */
function letsGo(own: Fields, replicas: number): boolean {
  for (const key of ['maxUnavailable', 'minAvailable'] as const) {
    const written = own.integerOrText(key);
    if (written === null) continue;
    const amount = parseIntOrPercent(written);
    if (amount === null) return own.refuse(key, 'a whole number from 0 or a percentage');
    const share = scaleIntOrPercent(amount, replicas, 'up');
    return key === 'maxUnavailable' ? share > 0 : share < replicas;
  }
  return true;
}
