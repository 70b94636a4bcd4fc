import { compareQuantities, parseQuantity, type Quantity } from '../../estate/quantity.ts';
import type { Path, Refuse } from './refuse-at.ts';

/** An amount as it is written; null for what is none, or is still to be filled in. */
export function readAmount(written: unknown): Quantity | null {
  return typeof written === 'number' || typeof written === 'string' ? parseQuantity(written) : null;
}

/** Whether one amount is larger than another; never where one of them cannot be told. */
export function isLarger(one: unknown, other: unknown): boolean {
  if (one === other) return false;
  const [first, second] = [readAmount(one), readAmount(other)];
  return first !== null && second !== null && compareQuantities(first, second) > 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Refuses an amount below zero, and one that is not whole of what there are only whole ones of (ValidateResourceQuantityValue). */
export function refuseAmount(written: unknown, isCounted: boolean, path: Path, refuse: Refuse): void {
  if (!isCounted && !(typeof written === 'number' ? written < 0 : isText(written) && written.includes('-'))) return;
  const amount = readAmount(written);
  if (amount === null) return;
  if (amount.nanos < 0n) refuse(path, 'it is below zero');
  else if (isCounted && amount.nanos % 1_000_000_000n !== 0n) refuse(path, 'it must be a whole number');
}
