import { parseIntOrPercent, scaleIntOrPercent } from '../../estate/int-or-percent.ts';
import type { Fields } from '../objects/fields.ts';

/**
 * Whether the budget that an operator makes of these amounts lets one of so many pods go, when all are healthy. With neither amount it is the
 * operator's default that does.
 */
export function budgetLetsGo(own: Fields, replicas: number): boolean {
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
