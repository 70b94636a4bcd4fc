import { isPlaceholder } from './scope.ts';
import type { Path, Refuse } from './refuse-at.ts';

/** Refuses a number of pods, or a share of them such as `25%`, that is none or more than all (ValidatePositiveIntOrPercent, IsNotMoreThan100Percent). */
export function refuseShare(share: unknown, path: Path, refuse: Refuse): void {
  if (typeof share === 'number' && share < 0) refuse(path, 'it is below zero');
  if (typeof share !== 'string' || isPlaceholder(share)) return;
  const [, percent] = /^(\d+)%$/.exec(share) ?? [];
  if (percent === undefined) refuse(path, 'expected a whole number or a share, such as 25%');
  else if (Number(percent) > 100) refuse(path, 'it is more than all, 100%');
}

/** Whether it is written that none are meant. */
export function isNone(share: unknown): boolean {
  return share === 0 || (typeof share === 'string' && /^0+%$/.test(share));
}
