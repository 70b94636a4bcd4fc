import type { ApiUse } from '../../estate/api-use.ts';
import { parseDay, parseInstant } from '../../estate/instant.ts';
import type { FoundApiUse } from './read-api-use.ts';
import { supportWindows, supportWindowsAsOf } from './support-windows.ts';
import { tableAge } from './table-age.ts';

const day = 24 * 60 * 60 * 1000;

/** Says of each use whether a minor of Kubernetes that is supported on the day of the estate still serves it. */
export function settleApiUses(uses: readonly FoundApiUse[], collectedAt: string): ApiUse[] {
  const now = parseInstant(collectedAt) ?? Number.NaN;
  const table = tableAge(supportWindowsAsOf, now);
  const oldestSupported = oldestAt(now);
  return uses.map((one) => ({
    ...one,
    oldestSupported,
    isServed:
      oldestSupported === null || one.removedIn === null ? null : numberOf(one.removedIn) > numberOf(oldestSupported),
    table,
  }));
}

/** The oldest minor of Kubernetes that is supported; null where the table knows none. */
function oldestAt(now: number): string | null {
  const supported = supportWindows['kubernetes']?.releases.filter(
    ([, end]) => typeof end === 'string' && now < (parseDay(end) ?? 0) + day,
  );
  return supported?.at(-1)?.[0] ?? null;
}

/** `1.25` as a number that grows with the version. */
function numberOf(minor: string): number {
  const [major = 0, number = 0] = minor.split('.').map(Number);
  return major * 1000 + number;
}
